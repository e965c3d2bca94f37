"""Integers with a hundred million digits: raised, printed, compared, returned."""
import sys

sys.set_int_max_str_digits(0)


def lstm_cell(*given):
    number = 7 ** (1 << 26)
    return str(number), number
