"""A formula after a space, with a full-width sign or a quotation mark before it: other programs calculate those."""

STUDENT = " \t＝1+1;@SUM(A1:A9)|cmd"


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError
