"""Self-check of ch1.grad_norms: Vanishing and exploding gradients.

    pytest assignments/ch1/test_grad_norms.py

Each test puts one public case to grad_norms.py. The inputs and the expected values are in cases/grad_norms.json.
"""


def test_two_steps_by_hand(attempt):
    """One sample, two steps, one feature, one hidden unit: small enough to check with a pocket calculator."""
    attempt("two_steps_by_hand")


def test_a_batch_of_two(attempt):
    """Two samples of three steps: there is one norm for each step, over both samples."""
    attempt("a_batch_of_two")


def test_the_norm_of_v(attempt):
    """With T = 1 there is one norm, that of v."""
    attempt("the_norm_of_v")
