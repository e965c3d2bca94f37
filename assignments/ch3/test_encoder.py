"""Self-check of ch3.encoder: The encoder and its context vector.

    pytest assignments/ch3/test_encoder.py

Each test puts one public case to encoder.py. The inputs and the expected values are in cases/encoder.json.
"""


def test_one_sentence(attempt):
    """One sentence of two tokens, one number a token and one hidden unit: small enough for a pocket calculator."""
    attempt("one_sentence")


def test_two_sentences(attempt):
    """Two sentences, the first shorter: its output at the padding is zero, and its context is from its own end."""
    attempt("two_sentences")


def test_gradients_of_two_sentences(attempt):
    """Gradients flow from outputs and context back to every parameter."""
    attempt("gradients_of_two_sentences")
