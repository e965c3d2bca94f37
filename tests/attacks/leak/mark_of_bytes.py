"""The student's name begins with the mark of byte order, which would make a table that begins with it another one."""

STUDENT = "\ufeff\"student\",\"total\"\r\nforged,100"


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError
