"""How a child confines itself, between the fork and the first line of student code.

The zygote prepares once what does not depend on the child (`prepare`: privileges that nobody here needs are
dropped, the Landlock rules written). Each child then goes through `enter`; every step holds, or raises:

    descriptors   only input (closed once read), output and log stay open
    user          as root: the wall's own user id, which owns nothing
    capabilities  none, in any set
    death         killed with the zygote; not dumpable, so that no process of the same user can look into it
    Landlock      may read the interpreter's folders and nothing else, write only /dev/null, signal nobody
    limits        memory, CPU, file size, descriptors, threads
    seccomp       the calls of `autograder.sandbox.syscalls` and no other; last, since it forbids all these

Landlock does not cover metadata: without namespaces a child may learn by stat() that a file exists, and how
long it is.
"""

import ctypes
import errno
import fcntl
import os
import resource
import struct
import sys
from dataclasses import dataclass

from autograder.sandbox.limits import Limits
from autograder.sandbox.protocol import OWN_PID, Orders

assert sys.platform == "linux"

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_READ, PR_CAPBSET_DROP = 1, 4, 22, 23, 24
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
SECCOMP_MODE_FILTER = 2
CAPABILITY_HEADER = struct.pack("Ii", 0x20080522, 0)  # version 3, this process
CAP_SETPCAP = 8
FS_WRITE_FILE, FS_READ_FILE, FS_READ_DIR = 1 << 1, 1 << 2, 1 << 3
THREADS = 64
RULES_FD = 200
SIGKILL = 9


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


@dataclass(frozen=True)
class Confinement:
    """What every child of one zygote shares: Landlock rules (a descriptor), filter, user id."""

    rules_fd: int | None
    restrict_self: int
    program: bytes | None
    uid: int | None
    count_threads: bool
    zygote: int


def prepare(orders: Orders) -> Confinement:
    """Give up in the zygote what no child may have, and make ready what all children use."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    if _capabilities() & (1 << CAP_SETPCAP):
        capability = 0
        while _libc.prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0:
            _prctl(PR_CAPBSET_DROP, capability)
            capability += 1
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rules = None if orders.landlock is None else _landlock_rules(orders.landlock, orders.readable)
    program = None if orders.filter is None else bytes.fromhex(orders.filter)
    restrict_self = orders.landlock[2] if orders.landlock else 0
    return Confinement(rules, restrict_self, program, orders.uid, orders.count_threads, os.getpid())


def enter(confinement: Confinement, limits: Limits) -> None:
    """Confine this process, for ever; raises if any step fails. Descriptors are the caller's."""
    if confinement.uid is not None:
        os.setgroups([])
        os.setresgid(confinement.uid, confinement.uid, confinement.uid)
        os.setresuid(confinement.uid, confinement.uid, confinement.uid)
    _check(_libc.capset(CAPABILITY_HEADER, bytes(24)), "capset")
    if _capabilities():
        raise PermissionError(errno.EPERM, "capabilities are still held")
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_PDEATHSIG, SIGKILL)  # after the change of user, which clears it
    if os.getppid() != confinement.zygote:
        raise ProcessLookupError(errno.ESRCH, "the zygote died")
    if confinement.rules_fd is not None:
        _check(
            _libc.syscall(ctypes.c_long(confinement.restrict_self), confinement.rules_fd, 0),
            "landlock_restrict_self",
        )
        os.close(confinement.rules_fd)
    _limit(limits, confinement.count_threads)
    if confinement.program is not None:
        _load(confinement.program)


def landlock_abi(create_ruleset: int) -> int:
    """The version of Landlock that the kernel offers; 0 where it has none or has it switched off."""
    version = _libc.syscall(ctypes.c_long(create_ruleset), None, ctypes.c_size_t(0), ctypes.c_uint(1))
    return max(0, int(version))


def filters_supported() -> bool:
    """Whether the kernel knows filters: asked to load none, it complains of the address, not the mode."""
    ctypes.set_errno(0)
    return bool(_libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, None, 0, 0) < 0 and ctypes.get_errno() == errno.EFAULT)


def _landlock_rules(numbers: list[int], readable: list[str]) -> int:
    """A ruleset that handles all this kernel's Landlock knows and allows only to read these paths."""
    create, add, _ = numbers
    abi = landlock_abi(create)
    handled = (1 << 13) - 1 | (1 << 13) * (abi >= 2) | (1 << 14) * (abi >= 3) | (1 << 15) * (abi >= 5)
    attributes = struct.pack("QQQ", handled, 3 * (abi >= 4), 3 * (abi >= 6))  # files, TCP, abstract sockets + signals
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    rules = _check(
        _libc.syscall(ctypes.c_long(create), attributes, ctypes.c_size_t(size), ctypes.c_uint(0)),
        "landlock_create_ruleset",
    )
    for path in [*readable, os.devnull]:
        if not os.path.exists(path):
            continue
        # Not even the right to execute: it would govern execve alone, which nobody here may do.
        access = FS_READ_FILE | (FS_READ_DIR if os.path.isdir(path) else 0)
        access |= FS_WRITE_FILE if path == os.devnull else 0
        below = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", access, below)
        _check(
            _libc.syscall(ctypes.c_long(add), rules, ctypes.c_uint(1), rule, ctypes.c_uint(0)),
            f"landlock_add_rule {path}",
        )
        os.close(below)
    high = fcntl.fcntl(rules, fcntl.F_DUPFD, RULES_FD)  # out of the way of a child's own descriptors
    os.close(rules)
    return high


def _limit(limits: Limits, count_threads: bool) -> None:
    """Set hard limits. One byte more than the larger cap shows from outside who wanted too much."""
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,  # soft = hard: SIGKILL, which cannot be ignored
        resource.RLIMIT_FSIZE: max(limits.output_bytes, limits.log_bytes) + 1,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if count_threads:  # the kernel counts per user: only where this user has no other processes
        bounds[resource.RLIMIT_NPROC] = THREADS
    for what, most in bounds.items():
        resource.setrlimit(what, (most, most))


def _load(program: bytes) -> None:
    """Load the filter, with this process's id in the place of the stand-in."""
    own = program.replace(struct.pack("I", OWN_PID), struct.pack("I", os.getpid()))
    filter = _Program(len(own) // 8, own)
    _check(_libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter), 0, 0), "seccomp")


def _capabilities() -> int:
    """The capabilities that this process holds or could take: effective, permitted and inheritable."""
    data = ctypes.create_string_buffer(24)
    _check(_libc.capget(CAPABILITY_HEADER, data), "capget")
    e1, p1, i1, e2, p2, i2 = struct.unpack("6I", data.raw)
    return int(e1 | p1 | i1 | (e2 | p2 | i2) << 32)


def _prctl(option: int, argument: int) -> None:
    _check(_libc.prctl(option, ctypes.c_ulong(argument), 0, 0, 0), f"prctl {option}")


def _check(result: int, what: str) -> int:
    """Judge a call by what it returned, never by an errno left over from an earlier one."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result
