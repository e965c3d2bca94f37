"""Self-check of ch4.plot_alignment: The picture of an alignment.

    pytest assignments/ch4/test_plot_alignment.py

Each test puts one public case to plot_alignment.py. The inputs and the expected values are in cases/plot_alignment.json.
"""


def test_two_target_tokens_and_three_source_tokens(attempt):
    """Two target tokens (rows) and three source tokens (columns)."""
    attempt("two_target_tokens_and_three_source_tokens")


def test_japanese_tokens(attempt):
    """The tokens of one sentence are Japanese."""
    attempt("japanese_tokens")


def test_padding_at_the_end(attempt):
    """More rows and columns than tokens: the rest is padding, and is not drawn."""
    attempt("padding_at_the_end")
