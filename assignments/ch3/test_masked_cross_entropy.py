"""Self-check of ch3.masked_cross_entropy: Cross-entropy without the padding.

    pytest assignments/ch3/test_masked_cross_entropy.py

Each test puts one public case to masked_cross_entropy.py. The inputs and the expected values are in cases/masked_cross_entropy.json.
"""


def test_two_tokens_by_hand(attempt):
    """One sentence of two tokens, three classes: small enough for a pocket calculator."""
    attempt("two_tokens_by_hand")


def test_two_sentences(attempt):
    """Two sentences, one of them padded: every token that is not padding counts the same."""
    attempt("two_sentences")


def test_gradients_of_two_sentences(attempt):
    """The gradient of the loss with respect to the logits is zero at the padding."""
    attempt("gradients_of_two_sentences")
