"""Django's description of this app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """The survey app."""

    name = "survey"

    def ready(self) -> None:
        """Fill in the counter of the frame, and the acts of a letter that asks."""
        from circulars.context import count_by  # noqa: PLC0415 - models are ready now
        from circulars.views.next_steps import acts_from  # noqa: PLC0415 - models are ready now
        from survey.views.counting import count_answers  # noqa: PLC0415 - models are ready now
        from survey.views.offering import survey_acts  # noqa: PLC0415 - models are ready now

        count_by(count_answers)
        acts_from(survey_acts)
