"""Self-check of ch4.alignment: Alignments: where attention looks.

    pytest assignments/ch4/test_alignment.py

Each test puts one public case to alignment.py. The inputs and the expected values are in cases/alignment.json.
"""


def test_one_sentence_by_hand(attempt):
    """Two target tokens, three source tokens, no padding: small enough to check with a pocket calculator."""
    attempt("one_sentence_by_hand")


def test_padding(attempt):
    """A batch of two; the second source has padding, whose weights are 0."""
    attempt("padding")


def test_accuracy_by_hand(attempt):
    """Accuracy of one sentence: one token is right, one wrong, one has two right answers, one has none to compare with."""
    attempt("accuracy_by_hand")
