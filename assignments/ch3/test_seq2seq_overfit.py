"""Self-check of ch3.seq2seq_overfit: One batch by heart.

    pytest assignments/ch3/test_seq2seq_overfit.py

Each test puts one public case to seq2seq_overfit.py. The inputs and the expected values are in cases/seq2seq_overfit.json.
"""


def test_logits_of_two_sentences(attempt):
    """Logits for two sentences of different lengths, with given parameters."""
    attempt("logits_of_two_sentences")


def test_two_updates(attempt):
    """The losses of two updates from given parameters, and the logits afterwards."""
    attempt("two_updates")


def test_translations_of_two_sentences(attempt):
    """Greedy translations of two sentences by a given model."""
    attempt("translations_of_two_sentences")


def test_a_public_batch_by_heart(attempt):
    """After 200 updates on 16 pairs, every token of their translations is right."""
    attempt("a_public_batch_by_heart")
