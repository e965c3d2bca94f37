"""Self-check of ch2.encode_last: The last state of every sequence.

    pytest assignments/ch2/test_encode_last.py

Each test puts one public case to encode_last.py. The inputs and the expected values are in cases/encode_last.json.
"""


def test_two_sequences_by_hand(attempt):
    """A plain RNN with one feature and one hidden unit, on sequences of one and of two steps."""
    attempt("two_sequences_by_hand")


def test_a_gru(attempt):
    """A GRU on three sequences in no order."""
    attempt("a_gru")


def test_gradients_of_a_gru_in_both_directions(attempt):
    """A bidirectional GRU: gradients flow back to x and to the parameters of the module."""
    attempt("gradients_of_a_gru_in_both_directions")
