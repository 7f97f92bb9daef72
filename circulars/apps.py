"""Django's description of this app."""

from django.apps import AppConfig


class CircularsConfig(AppConfig):
    """The circulars app."""

    name = "circulars"
