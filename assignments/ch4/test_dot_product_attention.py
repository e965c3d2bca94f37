"""Self-check of ch4.dot_product_attention: Scaled dot-product attention.

    pytest assignments/ch4/test_dot_product_attention.py

Each test puts one public case to dot_product_attention.py. The inputs and the expected values are in cases/dot_product_attention.json.
"""


def test_one_query_by_hand(attempt):
    """One query, two keys of size two, no batch: small enough to check with a pocket calculator."""
    attempt("one_query_by_hand")


def test_two_queries_of_a_batch(attempt):
    """A batch of two, with two queries and three keys in each sample."""
    attempt("two_queries_of_a_batch")


def test_a_mask(attempt):
    """With a mask; one query may attend to nothing."""
    attempt("a_mask")


def test_gradients_of_a_batch(attempt):
    """Gradients flow from context and from weights back to q, k and v."""
    attempt("gradients_of_a_batch")
