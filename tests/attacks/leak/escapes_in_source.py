"""The line that raised has real control characters in it: escapes of terminals, a form feed, a mark that turns text."""


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError("[31m]0;owned ‮grep ⁦ ")
