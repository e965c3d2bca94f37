"""Self-check of ch1.rnn_cell: One step of an RNN.

    pytest assignments/ch1/test_rnn_cell.py

Each test puts one public case to rnn_cell.py. The inputs and the expected values are in cases/rnn_cell.json.
"""


def test_one_step_by_hand(attempt):
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("one_step_by_hand")


def test_one_step_of_a_batch(attempt):
    """A batch of two, with three features and two hidden units."""
    attempt("one_step_of_a_batch")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from h_new back to every argument."""
    attempt("gradients_of_a_batch")
