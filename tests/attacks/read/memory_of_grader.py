"""Reads a token out of the grader's memory, whose address it was even told, in every way that the kernel has."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
address, size = int("@ADDRESS@"), 24
for pid in (int("@GRADER@"), int("@ZYGOTE@"), os.getppid()):
    try:
        with open(f"/proc/{pid}/mem", "rb", 0) as memory:
            memory.seek(address)
            print(memory.read(size))
    except OSError as error:
        print(pid, error)
    buffer = ctypes.create_string_buffer(size)
    here, there = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), size), (ctypes.c_size_t * 2)(address, size)
    print(libc.process_vm_readv(pid, here, 1, there, 1, 0), buffer.raw)
    print(libc.ptrace(0x4206, pid, 0, 0), libc.ptrace(2, pid, ctypes.c_void_p(address), 0))
