"""Everything that is left to chance, from one seed."""

import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Lot:
    """Two generators with one seed: one for choices, one for fields of noise."""

    def __init__(self, seed: int) -> None:
        self.choices = random.Random(seed)
        self.noise = np.random.default_rng(seed)

    def chance(self, probability: float) -> bool:
        """True in ``probability`` of all cases."""
        return self.choices.random() < probability

    def between(self, low: float, high: float) -> float:
        """Some number between ``low`` and ``high``."""
        return self.choices.uniform(low, high)

    def whole(self, low: int, high: int) -> int:
        """Some whole number from ``low`` to ``high``, both included."""
        return self.choices.randint(low, high)

    def pick(self, among: Sequence[T]) -> T:
        """One of them, all alike."""
        return among[int(self.choices.random() * len(among))]

    def weighted(self, among: dict[T, float]) -> T:
        """One of the keys, as often as its value says."""
        return self.choices.choices(list(among), list(among.values()))[0]

    def magnitude(self, digits: float) -> int:
        """A number of up to ``digits`` digits; short ones are as frequent as long ones."""
        return int(10 ** self.between(0, digits))

    def letters(self, among: str, fewest: int, most: int) -> str:
        """A row of characters drawn one by one."""
        return "".join(self.pick(among) for _ in range(self.whole(fewest, most)))
