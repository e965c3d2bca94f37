"""Self-check of ch1.rnn_cell_backward: One step of an RNN, backwards.

    pytest assignments/ch1/test_rnn_cell_backward.py

Each test puts one public case to rnn_cell_backward.py. The inputs and the expected values are in cases/rnn_cell_backward.json.
"""


def test_one_number_each_by_hand(attempt):
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("one_number_each_by_hand")


def test_a_single_sample(attempt):
    """One sample with three features and two hidden units: nothing to add up over the batch yet."""
    attempt("a_single_sample")


def test_a_batch_of_two(attempt):
    """Two samples: the gradients of the weights and the bias are sums over the batch."""
    attempt("a_batch_of_two")
