"""Two people's changes of one text, put together: nobody's own words are lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

#: Thai has no mark between words: what stands between two spaces is changed as a whole.
_PHRASE = re.compile(r"\s*\S+|\s+$")


@dataclass(frozen=True, slots=True)
class Merged:
    """
    The text with both changes in it.

    ``refused`` are the pairs (words that were there, words wanted now) that were not taken
    over, because ``mine`` had changed the very same words.
    """

    text: str
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """Phrases ``start`` to ``end`` of the old text give way to ``new``."""

    start: int
    end: int
    new: tuple[str, ...]

    def clashes_with(self, other: _Edit) -> bool:
        """Whether both change the same words, or put something in at the same place."""
        if (self.start, self.end) == (other.start, other.end):
            return True
        return self.start < other.end and other.start < self.end


def merge(base: str, mine: str, theirs: str) -> Merged:
    """
    ``mine`` with what changed from ``base`` to ``theirs``.

    Where both changed the same words differently, ``mine`` stands.
    """
    old = _PHRASE.findall(base)
    own, wanted = (_edits(old, _PHRASE.findall(text)) for text in (mine, theirs))
    apart = [one for one in wanted if one not in own]
    taken = [one for one in apart if not any(one.clashes_with(mine_too) for mine_too in own)]
    refused = [
        ("".join(old[one.start : one.end]).strip(), "".join(one.new).strip())
        for one in apart
        if one not in taken
    ]
    return Merged(_applied(old, sorted([*own, *taken])), refused)


def _edits(old: Sequence[str], new: Sequence[str]) -> list[_Edit]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [_Edit(i, j, tuple(new[k:m])) for tag, i, j, k, m in codes if tag != "equal"]


def _applied(old: Sequence[str], edits: Sequence[_Edit]) -> str:
    """The old text with edits that do not touch each other, in their order."""
    parts: list[str] = []
    done = 0
    for one in edits:
        parts += [*old[done : one.start], *one.new]
        done = one.end
    return "".join([*parts, *old[done:]])
