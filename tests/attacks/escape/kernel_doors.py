"""Knocks at the rarely used doors of the kernel: rings, bpf, page faults, keys, events, modules, kexec."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(256)
for number, arguments in {
    425: (8, buffer),
    321: (0, buffer, 128),
    323: (1,),
    298: (buffer, 0, -1, -1, 0),
    248: (b"user", b"@MARK@", b"x", 1, -3),
    313: (0, b"", 0),
    175: (buffer, 10, b""),
    320: (0, 0, 0, b"", 0),
    135: (0x0040000,),
    172: (3,),
    173: (0, 1, 1),
    169: (0, 0, 0, 0),
    447: (0,),
}.items():
    result = libc.syscall(number, *arguments)
    print(number, result, os.strerror(ctypes.get_errno()))
    if result > 0 and number not in (135,):
        try:
            open("@SCRATCH@/@MARK@", "w").close()
        except OSError as error:
            print(error)
