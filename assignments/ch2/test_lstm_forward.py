"""Self-check of ch2.lstm_forward: An LSTM over a padded batch.

    pytest assignments/ch2/test_lstm_forward.py

Each test puts one public case to lstm_forward.py. The inputs and the expected values are in cases/lstm_forward.json.
"""


def test_two_sequences_by_hand(attempt):
    """Two sequences of one and of two steps, with one feature and one hidden unit."""
    attempt("two_sequences_by_hand")


def test_a_ragged_batch(attempt):
    """Three sequences of two, four and one steps."""
    attempt("a_ragged_batch")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from the outputs and the final state back through the steps to every argument."""
    attempt("gradients_of_a_batch")
