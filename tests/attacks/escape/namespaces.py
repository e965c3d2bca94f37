"""Becomes root of a namespace of its own, mounts over what it sees, and changes its root."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for flags in (0x10000000, 0x10020000, 0x40000000, 0x20000000, 0x02000000):
    if libc.unshare(flags) == 0:
        open("@SCRATCH@/@MARK@", "w").close()
print(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None), libc.chroot(b"/"), libc.setns(0, 0))
print(libc.pivot_root(b"/", b"/") if hasattr(libc, "pivot_root") else "", os.strerror(ctypes.get_errno()))
