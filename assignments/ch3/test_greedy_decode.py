"""Self-check of ch3.greedy_decode: Greedy decoding.

    pytest assignments/ch3/test_greedy_decode.py

Each test puts one public case to greedy_decode.py. The inputs and the expected values are in cases/greedy_decode.json.
"""


def test_one_sentence_by_hand(attempt):
    """One sentence that ends before max_len; the state is a row of a small table of logits."""
    attempt("one_sentence_by_hand")


def test_sentences_that_end_at_different_steps(attempt):
    """Three sentences, all ended before max_len: PAD follows EOS, and decoding stops with the last of them."""
    attempt("sentences_that_end_at_different_steps")


def test_a_sentence_without_end(attempt):
    """One of two sentences has not ended at max_len: its length is max_len."""
    attempt("a_sentence_without_end")
