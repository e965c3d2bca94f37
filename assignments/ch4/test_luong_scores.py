"""Self-check of ch4.luong_scores: Three attention scores: dot, general, concat.

    pytest assignments/ch4/test_luong_scores.py

Each test puts one public case to luong_scores.py. The inputs and the expected values are in cases/luong_scores.json.
"""


def test_dot_by_hand(attempt):
    """Dot: one query, two keys of size two: small enough to check by hand."""
    attempt("dot_by_hand")


def test_general_by_hand(attempt):
    """General: one query of size one, one key of size two."""
    attempt("general_by_hand")


def test_concat_by_hand(attempt):
    """Concat: one query and two keys of size one."""
    attempt("concat_by_hand")


def test_gradients_of_general(attempt):
    """General: gradients flow back to q, k and W."""
    attempt("gradients_of_general")
