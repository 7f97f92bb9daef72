"""Speed and secrecy classes with the codes of the e-CMS exchange standard (TH e-GIF)."""

import enum

from thai.text import normalize


class Urgency(enum.StrEnum):
    """ชั้นความเร็ว. The code rises with the urgency."""

    NORMAL = "001"
    URGENT = "002"
    VERY_URGENT = "003"
    MOST_URGENT = "004"

    @property
    def label(self) -> str:
        """The Thai words of the class."""
        return _URGENCY_LABELS[self]

    @property
    def printed(self) -> str:
        """The words on a letter; empty for the normal class."""
        return "" if self is Urgency.NORMAL else self.label


class Secrecy(enum.StrEnum):
    """ชั้นความลับ. The code rises with the secrecy."""

    NORMAL = "001"
    SECRET = "002"  # noqa: S105 - a class of secrecy
    VERY_SECRET = "003"  # noqa: S105 - a class of secrecy
    TOP_SECRET = "004"  # noqa: S105 - a class of secrecy

    @property
    def label(self) -> str:
        """The Thai words of the class."""
        return _SECRECY_LABELS[self]

    @property
    def printed(self) -> str:
        """The words on a letter; empty for the normal class."""
        return "" if self is Secrecy.NORMAL else self.label


_URGENCY_LABELS = {
    Urgency.NORMAL: "ปกติ",
    Urgency.URGENT: "ด่วน",
    Urgency.VERY_URGENT: "ด่วนมาก",
    Urgency.MOST_URGENT: "ด่วนที่สุด",
}
_SECRECY_LABELS = {
    Secrecy.NORMAL: "ปกติ",
    Secrecy.SECRET: "ลับ",
    Secrecy.VERY_SECRET: "ลับมาก",
    Secrecy.TOP_SECRET: "ลับที่สุด",
}


def urgency_of(words: str) -> Urgency:
    """The class printed on a letter; no words mean normal. Raises ValueError if unknown."""
    return Urgency(_code_of(words, {kind.label: kind.value for kind in Urgency}))


def secrecy_of(words: str) -> Secrecy:
    """The class printed on a letter; no words mean normal. Raises ValueError if unknown."""
    return Secrecy(_code_of(words, {kind.label: kind.value for kind in Secrecy}))


def _code_of(words: str, codes: dict[str, str]) -> str:
    folded = normalize(words).replace(" ", "")
    return codes.get(folded, folded or "001")
