"""A list of a hundred million numbers, and dictionaries of lists, while the file is loaded."""
import os

HELD = [[n] * 100 for n in range(200_000)]
while True:
    HELD.append(HELD[:100_000])
