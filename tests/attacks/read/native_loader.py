"""Has C read for it: torch, numpy and the dynamic loader open files without Python's open."""
import ctypes
import os

import numpy as np
import torch

path = "@PLACE@/host/secret.txt"
libc = ctypes.CDLL(None, use_errno=True)
libc.fopen.restype = ctypes.c_void_p
for read in (
    lambda: torch.from_file(path, size=24, dtype=torch.uint8).numpy().tobytes(),
    lambda: np.fromfile(path, dtype=np.uint8).tobytes(),
    lambda: np.memmap(path, mode="r").tobytes(),
    lambda: torch.load(path),
    lambda: ctypes.CDLL(path),
    lambda: torch.UntypedStorage.from_file(path, False, 24).tolist(),
    lambda: bytes(torch.UntypedStorage.from_file(path, False, 24).tolist()),
    lambda: libc.fopen(path.encode(), b"r"),
    lambda: os.stat(path),
):
    try:
        print(read())
    except BaseException as error:
        print(type(error).__name__, str(error)[:300])
