"""Two people's changes of one text, put together: nobody's own words are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

#: Thai has no mark between words: what stands between two spaces is changed as a whole.
_PHRASE = re.compile(r"\s*\S+|\s+$")

_Block = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """
    The text with both changes in it.

    ``refused`` are the pairs (words that were there, words wanted now) that were not taken
    over, because ``mine`` had changed the very same words.
    """

    text: str
    refused: list[tuple[str, str]] = field(default_factory=list)


def merge(base: str, mine: str, theirs: str) -> Merged:
    """
    ``mine`` with what changed from ``base`` to ``theirs``.

    Where both changed the same words differently, ``mine`` stands.
    """
    old, ours, new = (_PHRASE.findall(text) for text in (base, mine, theirs))
    text: list[str] = []
    refused: list[tuple[str, str]] = []
    done, at_ours, at_new = 0, 0, 0
    for start, in_ours, in_new, length in [
        *_kept(old, ours, new),
        (len(old), len(ours), len(new), 0),
    ]:
        was = old[done:start]
        one, other = ours[at_ours:in_ours], new[at_new:in_new]
        taken, lost = _either(was, one, other)
        text += taken
        if lost:
            refused.append(("".join(was).strip(), "".join(other).strip()))
        text += old[start : start + length]
        done, at_ours, at_new = start + length, in_ours + length, in_new + length
    return Merged("".join(text), refused)


def _either(was: list[str], mine: list[str], theirs: list[str]) -> tuple[list[str], bool]:
    """Whichever changed; both alike is no quarrel, both apart is, and mine stands."""
    if _bare(mine) == _bare(was):
        return theirs, False
    if _bare(theirs) in (_bare(was), _bare(mine)):
        return mine, False
    return mine, True


def _bare(phrases: Sequence[str]) -> str:
    return "".join(phrases).strip()


def _kept(
    old: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of ``old`` that both have kept: where in each, and how long."""
    in_mine, in_theirs = _blocks(old, mine), _blocks(old, theirs)
    one, other = 0, 0
    while one < len(in_mine) and other < len(in_theirs):
        (a, x, n), (b, y, m) = in_mine[one], in_theirs[other]
        start, end = max(a, b), min(a + n, b + m)
        if start < end:
            yield start, x + start - a, y + start - b, end - start
        if a + n <= b + m:
            one += 1
        else:
            other += 1


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(one.a, one.b, one.size) for one in matcher.get_matching_blocks() if one.size]
