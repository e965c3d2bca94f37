"""Passes rubbish in the upper half of arguments that a filter compares, and races with a second thread."""
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
big = ctypes.c_ulong
pid = int("@VICTIM@")
for upper in (1 << 32, 1 << 63, -1 << 32):
    print(libc.syscall(big(62), big((pid | upper) & 2**64 - 1), big(signal.SIGKILL)))
    print(libc.syscall(big(56), big((17 | upper) & 2**64 - 1), 0, 0, 0, 0))
    print(libc.syscall(big(302), big((pid | upper) & 2**64 - 1), 0, bytes(16), None))
os.kill(pid, signal.SIGKILL)
