"""Pipes, sockets and devices in the place of files: whoever opens one waits for ever, or reads without end."""
import os
import socket
import stat
from pathlib import Path

TOLD = {"pipes": "not handed in"}
SAID = {"pipes": "not a regular file"}
PASSED_OVER = ("pipe.zip", "pipe.ipynb")


def hand_in(folder: Path) -> None:
    inside = folder / "pipes" / "ch2"
    inside.mkdir(parents=True)
    os.mkfifo(inside / "lstm_cell.py")
    os.mkfifo(inside / "ch2.ipynb")
    os.mkfifo(inside / "work.zip")
    os.mkfifo(folder / "pipe.zip")
    os.mkfifo(folder / "pipe.ipynb")
    here = os.getcwd()
    os.chdir(inside)  # the path of a socket may have a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.py")
    finally:
        os.chdir(here)
    if os.getuid() == 0:
        try:
            os.mknod(inside / "zero.py", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        except PermissionError:
            pass  # not every root may
