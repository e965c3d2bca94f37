"""A class for each kind, found by its name in a registry."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np


@dataclass
class Naive(ABC):
    y: np.ndarray
    m: int
    registry: ClassVar[dict[str, type[Naive]]] = {}

    def __init_subclass__(cls, kind: str) -> None:
        Naive.registry[kind] = cls

    def needed(self) -> int:
        return 1

    @abstractmethod
    def at(self, h: int) -> float: ...


class Last(Naive, kind="last"):
    def at(self, h: int) -> float:
        return self.y[-1]


class Mean(Naive, kind="mean"):
    def at(self, h: int) -> float:
        return self.y.sum() / self.y.size


class Drift(Naive, kind="drift"):
    def needed(self) -> int:
        return 2

    def at(self, h: int) -> float:
        T = self.y.size
        return self.y[-1] + h * np.diff(self.y).sum() / (T - 1)


class Seasonal(Naive, kind="seasonal"):
    def needed(self) -> int:
        return self.m

    def at(self, h: int) -> float:
        back = -(-h // self.m) * self.m
        return self.y[self.y.size + h - back - 1]


def naive_forecast(y: np.ndarray, horizon: int, kind: str = "last", m: int = 1) -> np.ndarray:
    if kind not in Naive.registry:
        raise ValueError(f"unknown kind: {kind}")
    method = Naive.registry[kind](y, m)
    if y.size < method.needed():
        raise ValueError(f"{kind} needs {method.needed()} values")
    return np.array([method.at(h) for h in range(1, horizon + 1)])
