"""Self-check of ch4.translate_with_attention: Project: a translator with attention.

    pytest assignments/ch4/test_translate_with_attention.py

Each test puts one public case to translate_with_attention.py. The inputs and the expected values are in cases/translate_with_attention.json.
"""

import pytest


def test_a_table_by_hand(attempt):
    """Seven sentences in three bins, one of them empty."""
    attempt("a_table_by_hand", trainings=False)


def test_a_picture_by_hand(attempt):
    """Two target words (rows) and three source words (columns), and a row of padding."""
    attempt("a_picture_by_hand", trainings=False)


@pytest.mark.project
def test_english_to_japanese(attempt):
    """After training on 1500 pairs, at least 0.85 of 300 new English sentences are right from end to end."""
    attempt("english_to_japanese")


@pytest.mark.project
def test_where_it_looks(attempt):
    """For at least 0.4 of the Japanese words with a counterpart, the largest weight is on the right English word."""
    attempt("where_it_looks")
