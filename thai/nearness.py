"""How near two numbers or two texts are: what a slip of the pen or of a scan makes of one."""

import difflib

from thai.text import normalize

#: From this share on two subjects are one, written twice.
SAME_SUBJECT = 0.9
_DIGITS = "0123456789"


def one_off(one: str, other: str) -> bool:
    """Whether one character was changed, lost or added between the two."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def slips(key: str) -> list[str]:
    """Every text that differs from ``key`` by one digit: changed, lost, or added."""
    found = set()
    for at, sign in enumerate(key):
        if sign not in _DIGITS:
            continue
        found.add(key[:at] + key[at + 1 :])
        found.update(key[:at] + digit + key[at + 1 :] for digit in _DIGITS)
        found.update(key[:at] + digit + key[at:] for digit in _DIGITS)
        found.update(key[: at + 1] + digit + key[at + 1 :] for digit in _DIGITS)
    return sorted(found - {key})


def bare(text: str) -> str:
    """``text`` folded, without its spaces."""
    return normalize(text).replace(" ", "")


def same_subject(one: str, other: str) -> bool:
    """Whether two subjects are one, apart from spaces and a slip."""
    one, other = bare(one), bare(other)
    if not one or not other:
        return False
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return one == other or (match.quick_ratio() >= SAME_SUBJECT and match.ratio() >= SAME_SUBJECT)
