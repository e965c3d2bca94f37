"""A dataclass of the shares that checks itself, with the parts as properties."""

from dataclasses import dataclass
from functools import cached_property
from math import trunc

GUARD = 1e-9


@dataclass
class Split:
    n: int
    train: float
    val: float

    def __post_init__(self):
        if not (0 <= self.train <= 1 and 0 <= self.val <= 1 and self.train + self.val < 1):
            raise ValueError(f"{self} is impossible")

    @cached_property
    def cuts(self):
        return 0, trunc(self.n * self.train + GUARD), trunc(self.n * (self.train + self.val) + GUARD), self.n

    def part(self, number):
        return list(range(*self.cuts[number : number + 2]))


def chronological_split(n, train, val):
    split = Split(n, train, val)
    return split.part(0), split.part(1), split.part(2)
