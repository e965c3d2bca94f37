"""Attacks on the kernel and on the confinement itself: powers, namespaces, limits, rarely used calls."""

import ctypes
import fcntl
import mmap
import os
import resource
import sys

from autograder.sandbox.attacks.target import Target, checked, libc

assert sys.platform == "linux"

CLONE_NEWUSER, CLONE_NEWUTS = 0x10000000, 0x04000000
FIOQSIZE = 0x5460


def file_in_memory(target: Target) -> str | None:
    """Make a file in memory, which no limit on memory counts."""
    os.close(target.call("memfd_create", b"attack", 0))
    return "made a file in memory"


def shared_memory(target: Target) -> str | None:
    """Make shared memory that outlives this process."""
    segment = target.call("shmget", 0, 4096, 0o1600)
    libc.shmctl(segment, 0, None)
    return "made shared memory"


def semaphores(target: Target) -> str | None:
    """Make semaphores that outlive this process."""
    libc.semctl(target.call("semget", 0, 1, 0o1600), 0, 0)
    return "made semaphores"


def message_queue(target: Target) -> str | None:
    """Make a message queue that outlives this process."""
    libc.msgctl(target.call("msgget", 0, 0o1600), 0, None)
    return "made a message queue"


def message_queue_named(target: Target) -> str | None:
    """Make a message queue with a name, for another submission."""
    name = f"attack{os.getpid()}".encode()
    os.close(target.call("mq_open", name, os.O_CREAT | os.O_RDWR, 0o600, None))
    libc.mq_unlink(b"/" + name)
    return "made a named queue"


def lock_memory(target: Target) -> str | None:
    """Hold memory that is never swapped out, which everybody else then lacks."""
    page = mmap.mmap(-1, mmap.PAGESIZE)
    checked(libc.mlock(ctypes.byref(ctypes.c_char.from_buffer(page)), ctypes.c_size_t(mmap.PAGESIZE)))
    return "locked memory"


def device_command(target: Target) -> str | None:
    """Give a file the kind of command that drivers and file systems each understand in their own way."""
    with open(os.__file__, "rb") as file:
        fcntl.ioctl(file, FIOQSIZE, bytes(8))
    return "gave a command by ioctl"


def io_uring(target: Target) -> str | None:
    """Get a ring, by which calls are made past every filter."""
    os.close(target.call("io_uring_setup", 1, ctypes.create_string_buffer(120)))
    return "got an io_uring"


def bpf(target: Target) -> str | None:
    """Put a table into the kernel."""
    attributes = (ctypes.c_uint * 32)(2, 4, 4, 1)  # an array of one entry
    os.close(target.call("bpf", 0, attributes, ctypes.sizeof(attributes)))
    return "made a BPF map"


def page_faults(target: Target) -> str | None:
    """Get to handle page faults, a favourite help in exploits."""
    os.close(target.call("userfaultfd", 1))
    return "handles page faults"


def performance_events(target: Target) -> str | None:
    """Measure what the processor does, also for others."""
    event = (ctypes.c_uint * 32)(1, 128)  # a software event, of the first size that has all fields
    os.close(target.call("perf_event_open", event, 0, -1, -1, 0))
    return "counts events"


def keyring(target: Target) -> str | None:
    """Leave a key in the kernel's keyring."""
    target.call("add_key", b"user", b"attack", b"was here", 8, -2)
    return "left a key"


def own_namespace(target: Target) -> str | None:
    """Become root in a user namespace, from where the kernel is wide open."""
    target.call("unshare", CLONE_NEWUSER)
    return "has a user namespace"


def own_host_name(target: Target) -> str | None:
    """Leave a namespace."""
    target.call("unshare", CLONE_NEWUTS)
    return "has a namespace"


def mount(target: Target) -> str | None:
    """Mount a file system over a folder."""
    place = os.fsencode(target.scratch)
    target.call("mount", b"none", place, b"tmpfs", 0, None)
    target.call("umount2", place, 2)
    return "mounted a file system"


def mount_new(target: Target) -> str | None:
    """Open a file system by the newer calls for mounting."""
    os.close(target.call("fsopen", b"tmpfs", 0))
    return "opened a file system"


def change_root(target: Target) -> str | None:
    """Change the root folder."""
    target.call("chroot", b"/")
    return "changed the root"


def become_root(target: Target) -> str | None:
    """Become root, or somebody else if root already."""
    target.call("setuid", 0)
    return "is root"


def change_groups(target: Target) -> str | None:
    """Join a group."""
    target.call("setgroups", 0, None)
    return "changed groups"


def hold_capability(target: Target) -> str | None:
    """Hold a capability."""
    header, data = (ctypes.c_uint * 2)(0x20080522, 0), (ctypes.c_uint * 6)()
    checked(libc.capget(header, data))
    return f"holds {data[0]:#x}" if data[0] or data[1] else None


def raise_limits(target: Target) -> str | None:
    """Have no limit, or raise one."""
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE)
    for kind in kinds:
        if resource.getrlimit(kind)[1] == resource.RLIM_INFINITY:
            return f"limit {kind} is unlimited"
    for kind in kinds:
        hard = resource.getrlimit(kind)[1] + 1
        try:
            resource.setrlimit(kind, (hard, hard))
        except ValueError as error:  # Python's word for a refusal, here alone
            raise PermissionError(str(error)) from error
    return "raised all limits"


def compatibility(target: Target) -> str | None:
    """Switch off the randomisation of addresses for what comes next."""
    target.call("personality", 0x0040000)
    return "changed the personality"


def outlive_the_zygote(target: Target) -> str | None:
    """Refuse to die with the zygote."""
    checked(libc.prctl(1, 0, 0, 0, 0))
    return "outlives the zygote"
