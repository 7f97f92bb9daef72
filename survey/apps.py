"""Django's description of this app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """The survey app."""

    name = "survey"

    def ready(self) -> None:
        """Fill in the frame's counter and a letter's acts; hear what becomes of the letter."""
        from circulars.domain.events import on_recorded  # noqa: PLC0415 - models are ready now
        from screens.answer.counting import count_answers  # noqa: PLC0415 - models are ready now
        from screens.answer.offering import survey_acts  # noqa: PLC0415 - models are ready now
        from screens.frame.context import count_by  # noqa: PLC0415 - models are ready now
        from screens.letter.next_steps import acts_from  # noqa: PLC0415 - models are ready now
        from survey.domain.excusing import heard  # noqa: PLC0415 - models are ready now

        on_recorded(heard)
        count_by(count_answers)
        acts_from(survey_acts)
