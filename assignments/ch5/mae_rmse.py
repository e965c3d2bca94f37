"""ch5.mae_rmse: MAE and RMSE (4 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_mae_rmse.py
"""

import numpy as np


def mae(y: np.ndarray, p: np.ndarray) -> float:
    """The mean absolute error over all entries.

    Args:
        y: true values, float64, of any shape.
        p: forecasts, of the same shape.

    Returns:
        A float. NaN if y or p holds NaN: it is not left out.

    Raises:
        ValueError: the shapes differ (they are not broadcast), or there are no entries at all.

    Write it with numpy; torch's l1_loss, L1Loss, mse_loss and MSELoss are not allowed.
    """
    raise NotImplementedError("ch5.mae_rmse is not started")


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    """The root of the mean squared error over all entries: one root, taken at the end.

    Args:
        y: true values, float64, of any shape.
        p: forecasts, of the same shape.

    Returns:
        A float. NaN if y or p holds NaN: it is not left out.

    Raises:
        ValueError: the shapes differ (they are not broadcast), or there are no entries at all.

    Write it with numpy; torch's l1_loss, L1Loss, mse_loss and MSELoss are not allowed.
    """
    raise NotImplementedError("ch5.mae_rmse is not started")
