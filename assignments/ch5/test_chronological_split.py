"""Self-check of ch5.chronological_split: Splitting a series in order of time.

    pytest assignments/ch5/test_chronological_split.py

Each test puts one public case to chronological_split.py. The inputs and the expected values are in cases/chronological_split.json.
"""


def test_ten_steps_by_hand(attempt):
    """Ten steps with the fractions 0.6 and 0.2: six to train, two to validate, two to test."""
    attempt("ten_steps_by_hand")


def test_sizes_that_are_not_whole(attempt):
    """Eleven steps with the fractions 0.5 and 0.25: the cut points 5.5 and 8.25 are rounded down."""
    attempt("sizes_that_are_not_whole")


def test_no_validation_part(attempt):
    """With val = 0 the validation part is an empty list."""
    attempt("no_validation_part")
