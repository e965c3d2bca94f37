"""Self-check of ch5.stocks: Project: forecasting prices.

    pytest assignments/ch5/test_stocks.py

Each test puts one public case to stocks.py. The inputs and the expected values are in cases/stocks.json.
"""

import pytest


def test_returns_of_two_symbols(attempt):
    """Six prices of two symbols, of which the first four are for training."""
    attempt("returns_of_two_symbols", trainings=False)


def test_back_to_prices(attempt):
    """Scaled returns of two symbols become prices again."""
    attempt("back_to_prices", trainings=False)


def test_a_small_report(attempt):
    """The report of two weeks of two symbols."""
    attempt("a_small_report", trainings=False)


def test_a_small_figure(attempt):
    """Three weeks of history, then two weeks of truth and forecast."""
    attempt("a_small_figure", trainings=False)


@pytest.mark.project
def test_the_last_public_weeks(attempt):
    """Real prices, the last 40 weeks that you have: the MAE is at most 1.10 times that of persistence."""
    attempt("the_last_public_weeks")


@pytest.mark.project
def test_public_windows_alone(attempt):
    """A window that is asked for alone gets the forecast that it gets among the others."""
    attempt("public_windows_alone")


@pytest.mark.project
def test_public_made_up_prices(attempt):
    """Made-up prices that can be forecast: the MAE is at most 0.85 times that of persistence."""
    attempt("public_made_up_prices")
