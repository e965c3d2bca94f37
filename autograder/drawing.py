"""Random inputs for cases, drawn from a secret and a name."""

from __future__ import annotations

import hashlib

import numpy as np
import torch

#: Public cases are drawn from this instead of the course's secret: everybody knows it.
PUBLIC = b"public"


class Draw:
    """A stream of random inputs. The same secret, exercise and case give the same stream; adding a case moves no other.

    Values have scale 1, since tiny weights hide mistakes. In public cases they are rounded to two decimals, or to as
    many `decimals` as are asked for, so that they can be read and typed.
    """

    def __init__(self, secret: bytes, exercise: str, case: str, decimals: int | None = None) -> None:
        digest = hashlib.sha256(b"\0".join([secret, exercise.encode(), case.encode()])).digest()
        self._random = np.random.Generator(np.random.Philox(int.from_bytes(digest[:16])))
        self._decimals = decimals if decimals is not None else 2 if secret == PUBLIC else 15

    def array(self, *shape: int, scale: float = 1.0) -> np.ndarray:
        """Standard normal numbers times `scale`, float64, as a numpy array of this shape."""
        return np.asarray(np.round(self._random.standard_normal(shape) * scale, self._decimals))

    def normal(self, *shape: int, scale: float = 1.0, contiguous: bool = True) -> torch.Tensor:
        """As `array`, as a tensor. Not contiguous on request: the first two axes are exchanged in memory."""
        tensor = torch.from_numpy(self.array(*shape, scale=scale))
        return tensor if contiguous else tensor.transpose(0, 1).contiguous().transpose(0, 1)

    def integers(self, low: int, high: int, *shape: int) -> torch.Tensor:
        """int64 numbers from `low` up to, not including, `high`."""
        return torch.from_numpy(np.asarray(self._random.integers(low, high, shape)))

    def coins(self, *shape: int, ratio: float = 0.5) -> torch.Tensor:
        """bool, True with probability `ratio`."""
        return torch.from_numpy(np.asarray(self._random.random(shape) < ratio))

    def number(self, low: float, high: float) -> float:
        """One number between `low` and `high`."""
        return round(float(self._random.uniform(low, high)), self._decimals)
