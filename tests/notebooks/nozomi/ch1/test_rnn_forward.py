"""Self-check of ch1.rnn_forward: An RNN over a sequence.

    pytest assignments/ch1/test_rnn_forward.py

Each test puts one public case to rnn_forward.py. The inputs and the expected values are in cases/rnn_forward.json.
"""


def test_two_steps_by_hand(attempt):
    """One sample, two steps, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("two_steps_by_hand")


def test_a_batch_of_sequences(attempt):
    """Two samples of three steps."""
    attempt("a_batch_of_sequences")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from output and h_n through all steps back to every argument."""
    attempt("gradients_of_a_batch")
