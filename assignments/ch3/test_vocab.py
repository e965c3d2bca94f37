"""Self-check of ch3.vocab: Tokens and vocabulary.

    pytest assignments/ch3/test_vocab.py

Each test puts one public case to vocab.py. The inputs and the expected values are in cases/vocab.json.
"""


def test_a_corpus_by_hand(attempt):
    """Three short sentences: the most frequent token comes first, and ties are in alphabetical order."""
    attempt("a_corpus_by_hand")


def test_to_ids(attempt):
    """Every token becomes its place in the vocabulary, and a token that is not there becomes UNK."""
    attempt("to_ids")


def test_back_to_tokens(attempt):
    """Ids become tokens up to the first EOS; PAD and BOS are left out, UNK is kept."""
    attempt("back_to_tokens")


def test_text_in_both_languages(attempt):
    """An English sentence, a Japanese one without blanks, and a Japanese one with a blank of full width."""
    attempt("text_in_both_languages")
