"""Django's description of this app."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The workflow app: its process follows the copy, its handlers do what the outbox asks."""

    name = "workflow"

    def ready(self) -> None:
        """Import what registers itself with the outbox."""
        from workflow import handlers, running, tasks  # noqa: F401, PLC0415 - models are ready now
