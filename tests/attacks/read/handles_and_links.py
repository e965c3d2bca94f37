"""Reaches the grader's file by its inode, a link, a union of mounts, and a rename into a folder that is open."""
import ctypes
import os

path, scratch = "@PLACE@/host/secret.txt", "@SCRATCH@"
libc = ctypes.CDLL(None, use_errno=True)
handle, mount = ctypes.create_string_buffer(136), ctypes.c_int()
ctypes.c_uint.from_buffer(handle).value = 128
print(libc.name_to_handle_at(-100, path.encode(), handle, ctypes.byref(mount), 0), ctypes.get_errno())
for way in (
    lambda: os.link(path, f"{scratch}/@MARK@"),
    lambda: os.symlink(path, f"{scratch}/@MARK@-link"),
    lambda: print(open(f"{scratch}/@MARK@-link").read()),
    lambda: os.rename(path, f"{scratch}/@MARK@-moved"),
    lambda: os.chmod(path, 0o666),
    lambda: print(open(path).read()),
    lambda: os.copy_file_range(os.open(path, os.O_RDONLY), 1, 100),
    lambda: os.sendfile(1, os.open(path, os.O_RDONLY), 0, 100),
):
    try:
        way()
    except OSError as error:
        print(error)
