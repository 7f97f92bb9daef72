"""Thai sentences that remember their pattern, so that a screen in English can translate them."""


def gettext_noop(pattern: str) -> str:
    """Mark ``pattern`` for the message catalogue and return it unchanged."""
    return pattern


class Sentence(str):
    """
    A finished Thai sentence, with the pattern and the values it was made from.

    A translator looks up ``pattern`` and fills in ``values``.
    """

    pattern: str
    values: dict[str, object]

    def __new__(cls, pattern: str, **values: object) -> "Sentence":
        made = super().__new__(cls, pattern % values if values else pattern)
        made.pattern = pattern
        made.values = values
        return made


class UnreadableError(ValueError):
    """What somebody typed cannot be read; ``sentence`` says in Thai what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)
