"""Self-check of ch4.attention_decoder_step: A decoder step with attention.

    pytest assignments/ch4/test_attention_decoder_step.py

Each test puts one public case to attention_decoder_step.py. The inputs and the expected values are in cases/attention_decoder_step.json.
"""


def test_one_step_by_hand(attempt):
    """One sample, two source positions, every vector of size one: small enough to check with a pocket calculator."""
    attempt("one_step_by_hand")


def test_one_step_of_a_batch(attempt):
    """A batch of two, of which the second has padding at the end of its source."""
    attempt("one_step_of_a_batch")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from all four results back to every argument."""
    attempt("gradients_of_a_batch")
