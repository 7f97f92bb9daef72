"""Django's description of this app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """The survey app."""

    name = "survey"
