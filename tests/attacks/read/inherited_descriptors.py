"""Reads every descriptor from 0 to 1023, forwards and from the start, and maps it into memory."""
import mmap
import os

for fd in range(1024):
    try:
        size = os.fstat(fd).st_size
    except OSError:
        continue
    for read in (
        lambda fd=fd, size=size: os.pread(fd, max(size, 4096), 0),
        lambda fd=fd: mmap.mmap(fd, 0, prot=mmap.PROT_READ)[:100000],
        lambda fd=fd: os.readlink(f"/proc/self/fd/{fd}"),
        lambda fd=fd: os.listdir(fd),
        lambda fd=fd: open(f"/proc/self/fd/{fd}", "rb").read(100000),
    ):
        try:
            print(fd, read())
        except BaseException as error:
            print(fd, error)
