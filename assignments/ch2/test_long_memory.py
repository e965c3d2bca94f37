"""Self-check of ch2.long_memory: A memory that lasts.

    pytest assignments/ch2/test_long_memory.py

Each test puts one public case to long_memory.py. The inputs and the expected values are in cases/long_memory.json.
"""


def test_retention_by_hand(attempt):
    """What is left of the cell state after three steps: small enough to check with a pocket calculator."""
    attempt("retention_by_hand")


def test_forget_bias_of_a_small_lstm(attempt):
    """The biases of a small LSTM after the call; everything else stays as it was."""
    attempt("forget_bias_of_a_small_lstm")


def test_logits_of_a_small_model(attempt):
    """The logits of a small model with given parameters."""
    attempt("logits_of_a_small_model")


def test_two_updates(attempt):
    """The losses of two updates from given parameters, and the logits afterwards."""
    attempt("two_updates")


def test_recalls_after_twenty_steps(attempt):
    """Trained on 256 sequences of 20 noise symbols, the model names the first symbol of 95 % of fresh ones."""
    attempt("recalls_after_twenty_steps")
