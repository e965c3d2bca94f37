"""Prints without end, through Python, through C and straight to the descriptor."""
import os
import sys


def lstm_cell(*given):
    line = "x" * 100_000 + "\n"
    while True:
        try:
            os.write(1, line.encode())
            os.write(2, line.encode())
        except OSError:
            print(line)
