"""Opens sockets that lead around networks: netlink, packets, vsock, bluetooth, the kernel's cryptography."""
import ctypes
import os
import socket

FAMILIES = [socket.AF_NETLINK, socket.AF_PACKET, 38, 40, 31, 29, 44, 16, 5]
for family in FAMILIES:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            made = socket.socket(family, kind)
            with open("@SCRATCH@/@MARK@", "w") as file:
                file.write(f"{family} {made.fileno()}")
        except OSError as error:
            print(family, error)
libc = ctypes.CDLL(None, use_errno=True)
for number in (41, 53):
    pair = (ctypes.c_int * 2)()
    print(libc.syscall(number, 1 | (1 << 32), 1, 0, pair), os.strerror(ctypes.get_errno()))
