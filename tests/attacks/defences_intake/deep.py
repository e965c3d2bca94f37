"""Folders in folders, deeper than a program that calls itself can go."""

import os
from pathlib import Path


def hand_in(folder: Path) -> None:
    here = os.open(folder, os.O_RDONLY)
    for name in ["diver", *["d"] * 1500]:
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
