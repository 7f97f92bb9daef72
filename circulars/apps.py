"""Django's description of this app."""

from django.apps import AppConfig
from django.core import checks

from circulars.checks import check_letters


class CircularsConfig(AppConfig):
    """The circulars app."""

    name = "circulars"

    def ready(self) -> None:
        """Let ``manage.py check --deploy`` try the letters; it takes two seconds."""
        checks.register(check_letters, "letters", deploy=True)
