"""Self-check of ch2.lstm_gates: The gates of an LSTM.

    pytest assignments/ch2/test_lstm_gates.py

Each test puts one public case to lstm_gates.py. The inputs and the expected values are in cases/lstm_gates.json.
"""


def test_gates_by_hand(attempt):
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("gates_by_hand")


def test_gates_of_a_batch(attempt):
    """A batch of two, with three features and two hidden units."""
    attempt("gates_of_a_batch")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from each of the four results back to every argument."""
    attempt("gradients_of_a_batch")
