"""Makes processes by bare calls: clone, clone3, vfork, by their numbers, also with flags that look like a thread's."""
import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
here = os.getpid()
arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
for call in (
    lambda: libc.syscall(56, 17, 0, 0, 0, 0),
    lambda: libc.syscall(56, (1 << 40) | 17, 0, 0, 0, 0),
    lambda: libc.syscall(56, 0x20000 | 17, 0, 0, 0, 0),
    lambda: libc.syscall(435, arguments, 88),
    lambda: libc.syscall(57),
):
    pid = call()
    print(pid, os.strerror(ctypes.get_errno()))
    if os.getpid() != here:
        time.sleep(3600)
        os._exit(0)
