"""Self-check of ch1.char_data: Characters as data.

    pytest assignments/ch1/test_char_data.py

Each test puts one public case to char_data.py. The inputs and the expected values are in cases/char_data.json.
"""


def test_hello(attempt):
    """The text "hello"."""
    attempt("hello")


def test_japanese(attempt):
    """A text in Japanese, in which no character occurs twice."""
    attempt("japanese")


def test_three_vectors(attempt):
    """Three ids of a vocabulary of four, as float32 vectors."""
    attempt("three_vectors")
