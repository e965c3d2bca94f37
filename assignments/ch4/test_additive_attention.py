"""Self-check of ch4.additive_attention: Additive attention.

    pytest assignments/ch4/test_additive_attention.py

Each test puts one public case to additive_attention.py. The inputs and the expected values are in cases/additive_attention.json.
"""


def test_one_query_by_hand(attempt):
    """One query, two keys, every vector of size one: small enough to check with a pocket calculator."""
    attempt("one_query_by_hand")


def test_two_queries_of_a_batch(attempt):
    """A batch of two, with two queries and three keys in each sample, every size different."""
    attempt("two_queries_of_a_batch")


def test_a_mask(attempt):
    """With a mask; one query may attend to nothing."""
    attempt("a_mask")


def test_gradients_of_a_sample(attempt):
    """Gradients flow from context and from weights back to q, k, v, W_q, W_k and w."""
    attempt("gradients_of_a_sample")
