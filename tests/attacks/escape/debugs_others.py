"""Attaches to another process as a debugger would, and writes into its memory."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in (int("@VICTIM@"), int("@GRADER@"), os.getppid()):
    print(libc.ptrace(0x4206, pid, 0, 0x100000), libc.ptrace(16, pid, 0, 0) if pid != os.getppid() else 0, os.strerror(ctypes.get_errno()))
    try:
        with open(f"/proc/{pid}/mem", "r+b", 0) as memory:
            memory.seek(int("@ADDRESS@"))
            memory.write(b"attacked")
        open("@SCRATCH@/@MARK@", "w").close()
    except OSError as error:
        print(error)
