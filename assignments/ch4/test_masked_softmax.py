"""Self-check of ch4.masked_softmax: Softmax with a mask.

    pytest assignments/ch4/test_masked_softmax.py

Each test puts one public case to masked_softmax.py. The inputs and the expected values are in cases/masked_softmax.json.
"""


def test_one_row_by_hand(attempt):
    """One row of three scores, of which the second is masked: small enough to check with a pocket calculator."""
    attempt("one_row_by_hand")


def test_a_row_of_which_nothing_is_kept(attempt):
    """Two rows; nothing is kept of the second, whose weights are 0."""
    attempt("a_row_of_which_nothing_is_kept")


def test_no_mask(attempt):
    """Without a mask every entry is kept."""
    attempt("no_mask")


def test_gradients_of_two_rows(attempt):
    """Gradients flow from the weights back to the scores; those of a row of which nothing is kept are 0."""
    attempt("gradients_of_two_rows")
