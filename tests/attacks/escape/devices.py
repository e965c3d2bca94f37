"""Opens devices: disks, terminals, the kernel's memory, the loop, the graphics card; types into the terminal."""
import ctypes
import fcntl
import os

for name in ("sda", "vda", "nvme0n1", "tty", "console", "ptmx", "mem", "kmsg", "loop-control", "fuse", "kvm", "uinput"):
    try:
        fd = os.open(f"/dev/{name}", os.O_RDWR | os.O_NONBLOCK)
        print(name, fd)
        open("@SCRATCH@/@MARK@", "w").close()
    except OSError as error:
        print(name, error)
for fd in range(4):
    for byte in b"id\n":
        try:
            fcntl.ioctl(fd, 0x5412, bytes([byte]))
        except OSError as error:
            print(error)
