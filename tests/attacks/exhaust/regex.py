"""A regular expression that backtracks for longer than the universe has existed, in C and holding the lock."""
import re


def lstm_cell(*given):
    return re.match(r"(a+)+$", "a" * 64 + "b")
