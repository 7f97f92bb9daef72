"""From the frames of the net to text, and how sure it is of any part of that text."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papers.reading.alphabet import CHARACTERS, partners

Frames = npt.NDArray[np.float32]
_BLANK = 0
_NEVER = -1e30


@dataclass(frozen=True)
class Text:
    """
    What one line says, and what is left of its frames.

    ``peaks`` are the frames in which the characters stand clearest. ``known`` has a row for each
    frame, with the log-probability of "nothing new" and of each of ``letters``: those that the
    text is made of and those that look like them, for nobody asks for others.
    """

    text: str
    peaks: tuple[int, ...]
    letters: str
    known: Frames

    def starts(self) -> tuple[float, ...]:
        """Frames where characters meet: one more than there are characters."""
        between = [(a + b + 1) / 2 for a, b in zip(self.peaks, self.peaks[1:], strict=False)]
        return (0.0, *between, float(len(self.known)))

    def confidence(self, start: int, end: int) -> float:
        """The probability (0-1) that ``text[start:end]`` is what its own frames show."""
        if start >= end:
            return 1.0
        first = 0 if start == 0 else (self.peaks[start - 1] + self.peaks[start] + 2) // 2
        last = len(self.known)
        if end < len(self.text):
            last = (self.peaks[end - 1] + self.peaks[end] + 1) // 2
        places = [self.letters.index(character) + 1 for character in self.text[start:end]]
        return float(np.exp(_forward(self.known[first : max(last, first + 1)], places)))


def text_of(frames: Frames) -> Text:
    """The likeliest class of each frame; repeats are one character, blanks none."""
    classes = frames.argmax(axis=1)
    found: list[tuple[int, int]] = []
    before = _BLANK
    for frame, now in enumerate(classes.tolist()):
        if now not in (_BLANK, before):
            found.append((now, frame))
        elif now != _BLANK and frames[frame, now] > frames[found[-1][1], now]:
            found[-1] = (now, frame)
        before = now
    letters = {CHARACTERS[kind - 1] for kind, _frame in found}
    kept = letters.union(*map(partners, letters))
    kinds = sorted(CHARACTERS.index(letter) + 1 for letter in kept)
    return Text(
        text="".join(CHARACTERS[kind - 1] for kind, _frame in found),
        peaks=tuple(frame for _kind, frame in found),
        letters="".join(CHARACTERS[kind - 1] for kind in kinds),
        known=frames[:, [_BLANK, *kinds]],
    )


def _forward(known: Frames, places: list[int]) -> float:
    """Log of the probability of all ways through the frames that spell ``places``."""
    states = np.zeros(2 * len(places) + 1, np.intp)
    states[1::2] = places
    may_skip = np.zeros(len(states), bool)
    may_skip[3::2] = states[3::2] != states[1:-2:2]
    reached = np.full(len(states), _NEVER)
    reached[:2] = known[0, states[:2]]
    for frame in known[1:]:
        stepped = np.concatenate(([_NEVER], reached[:-1]))
        skipped = np.where(may_skip, np.concatenate(([_NEVER] * 2, reached[:-2])), _NEVER)
        reached = np.logaddexp(np.logaddexp(reached, stepped), skipped[: len(states)])
        reached += frame[states]
    return float(np.logaddexp(reached[-1], reached[-2]))
