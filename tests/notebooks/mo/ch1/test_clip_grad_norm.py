"""Self-check of ch1.clip_grad_norm: Gradient clipping.

    pytest assignments/ch1/test_clip_grad_norm.py

Each test puts one public case to clip_grad_norm.py. The inputs and the expected values are in cases/clip_grad_norm.json.
"""


def test_two_numbers_by_hand(attempt):
    """One gradient of two numbers, far above the limit: small enough to check with a pocket calculator."""
    attempt("two_numbers_by_hand")


def test_a_weight_and_a_bias(attempt):
    """Two gradients share one norm and are scaled by one factor."""
    attempt("a_weight_and_a_bias")


def test_below_the_limit(attempt):
    """Gradients whose norm is below max_norm stay as they are."""
    attempt("below_the_limit")
