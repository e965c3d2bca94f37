"""Self-check of ch1.bptt: Back-propagation through time.

    pytest assignments/ch1/test_bptt.py

Each test puts one public case to bptt.py. The inputs and the expected values are in cases/bptt.json.
"""


def test_two_steps_by_hand(attempt):
    """One sample, two steps, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("two_steps_by_hand")


def test_a_batch_of_sequences(attempt):
    """Two samples of three steps, with a loss at every step."""
    attempt("a_batch_of_sequences")


def test_a_loss_at_the_last_step(attempt):
    """d_output is zero but at the last step: earlier steps get a gradient all the same, through the states."""
    attempt("a_loss_at_the_last_step")
