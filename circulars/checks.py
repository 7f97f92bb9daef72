"""System checks of this app. ``manage.py check --deploy`` runs the slow ones too."""

from typing import Any

from django.core.checks import CheckMessage


def check_letters(**_options: Any) -> list[CheckMessage]:
    """The machine draws Thai letters as they are written, and the text can be read back."""
    from papers import startup  # noqa: PLC0415 - WeasyPrint is slow to load

    return startup.check_letters()
