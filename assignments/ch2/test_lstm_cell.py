"""Self-check of ch2.lstm_cell: One step of an LSTM.

    pytest assignments/ch2/test_lstm_cell.py

Each test puts one public case to lstm_cell.py. The inputs and the expected values are in cases/lstm_cell.json.
"""


def test_one_step_by_hand(attempt):
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("one_step_by_hand")


def test_one_step_of_a_batch(attempt):
    """A batch of two, with three features and two hidden units."""
    attempt("one_step_of_a_batch")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from h_new and from c_new back to every argument."""
    attempt("gradients_of_a_batch")
