"""Self-check of ch1.hello_rnn: An RNN that learns hello.

    pytest assignments/ch1/test_hello_rnn.py

Each test puts one public case to hello_rnn.py. The inputs and the expected values are in cases/hello_rnn.json.
"""


def test_two_characters_by_hand(attempt):
    """Two characters, read by a model with one hidden unit: small enough to check with a pocket calculator."""
    attempt("two_characters_by_hand")


def test_three_steps_of_training(attempt):
    """The losses of three steps of training, and what the model says afterwards."""
    attempt("three_steps_of_training")


def test_six_characters(attempt):
    """Six characters that a given model generates."""
    attempt("six_characters")


def test_hello_is_learned(attempt):
    """After 300 steps on hello, the mean cross-entropy is at most 0.05; without a memory it stays above 0.34."""
    attempt("hello_is_learned")
