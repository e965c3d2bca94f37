"""ch5.scaler: Scaling features (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_scaler.py
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class Scaler:
    """Brings the columns of a table to a common scale, with statistics of the table that it was fitted on.

    Args:
        kind: "standard", subtract the mean and divide by the standard deviation (squares divided by n); or
            "minmax", subtract the smallest value and divide by the largest minus the smallest. Anything else
            raises ValueError.

    A column whose largest and smallest value are equal is divided by 1; no other spread is changed. No method
    changes its argument.
    """

    def __init__(self, kind: str = "standard") -> None:
        raise NotImplementedError("ch5.scaler is not started")

    def fit(self, x: np.ndarray) -> Scaler:
        """Compute and store the statistics of each column, forgetting those of an earlier call.

        Args:
            x: the training part, floats, shape [T, F]. NaN is ignored; every column has some other value.

        Returns:
            The scaler itself.
        """
        raise NotImplementedError("ch5.scaler is not started")

    def transform(self, x: np.ndarray) -> np.ndarray:
        """Scale a table with the stored statistics.

        Args:
            x: floats, shape [N, F], for any N. NaN stays NaN; values beyond the training range are not clipped.

        Returns:
            A new array of shape [N, F] and of x's dtype.

        Raises:
            RuntimeError: fit was not called before.
        """
        raise NotImplementedError("ch5.scaler is not started")

    def inverse_transform(self, z: np.ndarray, columns: Sequence[int] | None = None) -> np.ndarray:
        """Take scaled values back to the old units.

        Args:
            z: floats, shape [N, F]; with columns, shape [N, len(columns)].
            columns: to which columns of the training part those of z belong, in this order; None means all.

        Returns:
            A new array of z's shape and dtype.

        Raises:
            RuntimeError: fit was not called before.
        """
        raise NotImplementedError("ch5.scaler is not started")
