"""Self-check of ch3.translate: Project: a translator.

    pytest assignments/ch3/test_translate.py

Each test puts one public case to translate.py. The inputs and the expected values are in cases/translate.json.
"""

import pytest


def test_two_pairs_by_hand(attempt):
    """The loss of two pairs, the second shorter than the first."""
    attempt("two_pairs_by_hand", trainings=False)


def test_two_sentences_written(attempt):
    """Two sentences that a given model writes: one ends with EOS, the other is cut off."""
    attempt("two_sentences_written", trainings=False)


def test_a_table_by_hand(attempt):
    """Six sentences in three bins, one of them empty."""
    attempt("a_table_by_hand", trainings=False)


@pytest.mark.project
def test_english_to_japanese(attempt):
    """After training on 2000 pairs, BLEU on 300 new English sentences is at least 90."""
    attempt("english_to_japanese")
