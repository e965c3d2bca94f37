"""Signals by a thread's id, by a message, by a descriptor of the process, and by a pipe that the kernel watches."""
import ctypes
import fcntl
import os
import signal
import struct

libc = ctypes.CDLL(None, use_errno=True)
pid, number = int("@GRADER@"), signal.SIGWINCH
message = struct.pack("iii", number, 0, -1).ljust(128, b"\0")
print(libc.syscall(234, pid, pid, number), libc.syscall(200, pid, number), libc.syscall(129, pid, number, message))
print(libc.syscall(424, libc.syscall(434, pid, 0), number, None, 0))
try:
    read, write = os.pipe()
    fcntl.fcntl(read, fcntl.F_SETOWN, pid)
    fcntl.fcntl(read, 10, signal.SIGWINCH)
    fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    os.write(write, b"x")
except OSError as error:
    print(error)
