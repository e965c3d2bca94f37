"""What the attacks are aimed at, told to the attacker: the doctor makes it as easy for them as it can."""

import ctypes
import os
from dataclasses import dataclass

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

_CALLS = """
    clone kill tgkill tkill rt_sigqueueinfo pidfd_getfd process_vm_readv ptrace memfd_create shmget semget
    msgget mq_open io_uring_setup bpf userfaultfd perf_event_open add_key unshare mount umount2 fsopen chroot
    setuid setgroups capset personality name_to_handle_at open_by_handle_at inotify_init1 inotify_add_watch
    sched_setaffinity prlimit64 pidfd_open pidfd_send_signal
"""
CALLS = tuple(_CALLS.split())
"""The system calls that attacks make by number; the grader looks the numbers up."""


@dataclass(frozen=True)
class Target:
    """The grader's process, a secret in its memory, files and folders within its reach, a port and an abstract socket
    on which it listens, and call numbers."""

    grader: int
    address: int
    secret: str
    secret_file: str
    project: str
    project_file: str
    scratch: str
    home: str
    folder: str
    site_packages: str
    library: str
    environment: list[str]
    port: int
    socket: str
    calls: dict[str, int]
    output_fd: int = 3

    def processes(self) -> list[int]:
        """The processes worth attacking: the grader, and whoever started this one."""
        return sorted({self.grader, os.getppid()})

    def call(self, name: str, *arguments: object) -> int:
        """Make a system call by its number; raises OSError where it is refused."""
        whole = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
        return checked(int(libc.syscall(ctypes.c_long(self.calls[name]), *whole)))


def checked(result: int) -> int:
    """The result of a C function, or its error as an OSError."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
