"""Self-check of ch3.teacher_forcing: Teacher forcing.

    pytest assignments/ch3/test_teacher_forcing.py

Each test puts one public case to teacher_forcing.py. The inputs and the expected values are in cases/teacher_forcing.json.
"""


def test_one_row_by_hand(attempt):
    """One row of three steps: BOS, then the target's token, then the decoder's own token."""
    attempt("one_row_by_hand")


def test_a_mixture_of_both(attempt):
    """Two rows, each with its own coins."""
    attempt("a_mixture_of_both")


def test_gradients_through_the_steps(attempt):
    """Gradients flow from the logits of every step back through the states to h0 and the step's weights."""
    attempt("gradients_through_the_steps")


def test_coins_that_are_shared(attempt):
    """With "step" all rows are equal, with "sequence" all columns: their standard deviations are zero."""
    attempt("coins_that_are_shared")
