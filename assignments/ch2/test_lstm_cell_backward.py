"""Self-check of ch2.lstm_cell_backward: Back through one step of an LSTM.

    pytest assignments/ch2/test_lstm_cell_backward.py

Each test puts one public case to lstm_cell_backward.py. The inputs and the expected values are in cases/lstm_cell_backward.json.
"""


def test_one_step_by_hand(attempt):
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("one_step_by_hand")


def test_one_step_of_a_batch(attempt):
    """A batch of two, with three features and two hidden units."""
    attempt("one_step_of_a_batch")


def test_nothing_comes_through_the_cell_state(attempt):
    """The last step of a sequence: d_c is zero and d_h is not."""
    attempt("nothing_comes_through_the_cell_state")
