"""Self-check of ch1.readout: The last valid state.

    pytest assignments/ch1/test_readout.py

Each test puts one public case to readout.py. The inputs and the expected values are in cases/readout.json.
"""


def test_two_sequences_by_hand(attempt):
    """Two samples of three steps and one hidden unit, of lengths 2 and 3."""
    attempt("two_sequences_by_hand")


def test_a_batch_of_three(attempt):
    """Three samples, of lengths 1, 4 and 2."""
    attempt("a_batch_of_three")


def test_gradients_of_two_sequences(attempt):
    """Gradients reach the steps that were picked, and no others."""
    attempt("gradients_of_two_sequences")
