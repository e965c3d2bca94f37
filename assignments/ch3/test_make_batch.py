"""Self-check of ch3.make_batch: A batch of sentence pairs.

    pytest assignments/ch3/test_make_batch.py

Each test puts one public case to make_batch.py. The inputs and the expected values are in cases/make_batch.json.
"""


def test_one_pair_by_hand(attempt):
    """One pair: nothing is padded."""
    attempt("one_pair_by_hand")


def test_two_lengths(attempt):
    """Two pairs: the second has the shorter source and the longer target."""
    attempt("two_lengths")


def test_equal_lengths(attempt):
    """Two pairs whose sentences are equally long."""
    attempt("equal_lengths")
