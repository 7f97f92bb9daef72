"""Django's description of this app."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The workflow app."""

    name = "workflow"
