"""Django's description of this app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """The survey app: it hears what becomes of a letter that asks."""

    name = "survey"

    def ready(self) -> None:
        """Import what registers itself with the outbox."""
        from survey.domain import excusing  # noqa: F401, PLC0415 - models are ready now
