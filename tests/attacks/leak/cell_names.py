"""A notebook whose cell's id, metadata and file name are markup and escapes, with code that does not run."""

STUDENT = "markup_notebook"
NOTEBOOK = "ch2 <script>alert(1)</script> [a](javascript:b) $x$ \u202e.ipynb"


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError  # <script>alert(1)</script>
