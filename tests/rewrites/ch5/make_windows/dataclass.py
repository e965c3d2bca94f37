"""A frozen dataclass that knows the geometry of the windows, and a function that asks it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Geometry:
    steps: int
    length: int
    horizon: int
    stride: int
    gap: int

    def __post_init__(self) -> None:
        if self.length < 1 or self.horizon < 1 or self.stride < 1 or self.gap < 0:
            raise ValueError(f"impossible windows: {self}")

    @property
    def count(self) -> int:
        return max(0, 1 + (self.steps - self.length - self.gap - self.horizon) // self.stride)

    def inputs(self) -> Iterator[slice]:
        for i in range(self.count):
            yield slice(i * self.stride, i * self.stride + self.length)

    def targets(self) -> Iterator[slice]:
        for seen in self.inputs():
            yield slice(seen.stop + self.gap, seen.stop + self.gap + self.horizon)


def make_windows(
    series: np.ndarray,
    input_len: int,
    horizon: int,
    stride: int = 1,
    gap: int = 0,
    target_cols: "Sequence[int] | None" = None,
) -> tuple[np.ndarray, np.ndarray]:
    geometry = Geometry(len(series), input_len, horizon, stride, gap)
    if series.ndim == 1:
        series = series[..., np.newaxis]
    columns = list(target_cols) if target_cols is not None else list(range(series.shape[1]))
    X = np.empty((geometry.count, input_len, series.shape[1]), series.dtype)
    Y = np.empty((geometry.count, horizon, len(columns)), series.dtype)
    for i, (seen, ahead) in enumerate(zip(geometry.inputs(), geometry.targets(), strict=True)):
        X[i] = series[seen]
        Y[i] = series[ahead][:, columns]
    return X, Y
