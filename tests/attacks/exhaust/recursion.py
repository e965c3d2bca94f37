"""Lifts the limit on recursion and falls off the stack of C: a segmentation fault, not an exception."""
import sys

sys.setrecursionlimit(1 << 30)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return repr([self])


def lstm_cell(*given):
    return repr(Deep()), Deep().a
