"""Self-check of ch5.mae_rmse: MAE and RMSE.

    pytest assignments/ch5/test_mae_rmse.py

Each test puts one public case to mae_rmse.py. The inputs and the expected values are in cases/mae_rmse.json.
"""


def test_mae_of_two_values(attempt):
    """mae: two values."""
    attempt("mae_of_two_values")


def test_rmse_of_two_values(attempt):
    """rmse: two values."""
    attempt("rmse_of_two_values")


def test_rmse_of_a_small_table(attempt):
    """rmse: a table of two steps and two columns gives one number, a single root over all entries."""
    attempt("rmse_of_a_small_table")
