"""Self-check of ch3.beam_search: Beam search.

    pytest assignments/ch3/test_beam_search.py

Each test puts one public case to beam_search.py. The inputs and the expected values are in cases/beam_search.json.
"""


def test_two_steps_by_hand(attempt):
    """A beam of two for two steps, with a small table of logits; one result has ended, the other has not."""
    attempt("two_steps_by_hand")


def test_a_beam_of_three(attempt):
    """A beam of three for four steps, with length normalisation."""
    attempt("a_beam_of_three")


def test_a_beam_of_one_by_hand(attempt):
    """A beam of one: greedy decoding, with the sum of the log-probabilities."""
    attempt("a_beam_of_one_by_hand")
