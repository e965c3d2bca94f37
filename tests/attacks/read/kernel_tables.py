"""Looks at what the kernel tells everybody: keys, sockets, shared memory, mounts, messages, swap, kernel memory."""
import os

for path in (
    "/proc/keys",
    "/proc/net/unix",
    "/proc/net/tcp",
    "/proc/sysvipc/shm",
    "/proc/mounts",
    "/proc/kmsg",
    "/dev/mem",
    "/dev/kmsg",
    "/proc/kcore",
    "/proc/sys/kernel/random/boot_id",
    "/sys/kernel/debug",
    "/etc/passwd",
    "/etc/shadow",
    "/etc/machine-id",
    "/root/.bash_history",
    "@PROJECT@/pyproject.toml",
    "@PROJECT@/reference/ch2/lstm_cell.py",
    "@PLACE@/expected.json",
):
    try:
        with open(path, "rb") as file:
            print(path, file.read(4096))
    except OSError as error:
        print(path, error)
