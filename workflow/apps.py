"""Django's description of this app."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The workflow app: it listens to the domain, which knows nothing of it."""

    name = "workflow"

    def ready(self) -> None:
        from circulars.domain.events import on_recorded  # noqa: PLC0415 - models are ready now
        from outbox.posting import on_posted  # noqa: PLC0415 - models are ready now
        from outbox.running import wake  # noqa: PLC0415 - models are ready now
        from screens.frame.context import count_by  # noqa: PLC0415 - models are ready now
        from screens.frame.counting import count_work  # noqa: PLC0415 - models are ready now
        from workflow.running import heard  # noqa: PLC0415 - models are ready now

        on_recorded(heard)
        on_posted(wake)
        count_by(count_work)
