"""Self-check of ch5.weather: Project: forecasting the weather.

    pytest assignments/ch5/test_weather.py

Each test puts one public case to weather.py. The inputs and the expected values are in cases/weather.json.
"""

import pytest


def test_four_days_for_training(attempt):
    """Six days of two columns, of which the first four are for training."""
    attempt("four_days_for_training", trainings=False)


def test_windows_of_ten_days(attempt):
    """Ten days, windows of three, two days ahead, seven days for training: three windows train, two test, one is left out."""
    attempt("windows_of_ten_days", trainings=False)


def test_a_day_goes_by(attempt):
    """Two windows of two days; the second ends on New Year's Eve."""
    attempt("a_day_goes_by", trainings=False)


def test_three_days_compared(attempt):
    """Two windows, three days: one day is better forecast directly, one recursively, and one is a tie."""
    attempt("three_days_compared", trainings=False)


def test_five_cold_days(attempt):
    """Five days around the freezing point."""
    attempt("five_cold_days", trainings=False)


@pytest.mark.project
def test_public_tomorrow(attempt):
    """The end of 2014, one day ahead: MAE at most 0.98 times that of persistence."""
    attempt("public_tomorrow")


@pytest.mark.project
def test_public_week(attempt):
    """The end of 2014, seven days directly: MAE at most 0.92 times that of persistence."""
    attempt("public_week")


@pytest.mark.project
def test_public_windows_alone(attempt):
    """A window that is asked for alone gets the forecasts that it gets among the others."""
    attempt("public_windows_alone")
