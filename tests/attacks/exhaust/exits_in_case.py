"""Ends the process in the middle of a case, at once and without a trace, as a crash would."""
import os


def lstm_cell(*given):
    os._exit(0)
