"""Self-check of ch4.self_attention: Self-attention.

    pytest assignments/ch4/test_self_attention.py

Each test puts one public case to self_attention.py. The inputs and the expected values are in cases/self_attention.json.
"""


def test_two_tokens_by_hand(attempt):
    """Two tokens of size one: small enough to check with a pocket calculator."""
    attempt("two_tokens_by_hand")


def test_the_future_is_hidden(attempt):
    """With causal=True, the first token looks at itself alone."""
    attempt("the_future_is_hidden")


def test_padding_is_hidden(attempt):
    """A batch of two, of which the second ends with padding."""
    attempt("padding_is_hidden")


def test_gradients_of_a_sample(attempt):
    """Gradients flow from y and from weights back to x and to the four matrices."""
    attempt("gradients_of_a_sample")
