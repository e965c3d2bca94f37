"""The system call filter, built in the grader by libseccomp and loaded by each child.

It is a list of what is allowed, not of what is denied. CPython, torch on the CPU and threads need some
120 calls; a call that is missing from the list is refused whether or not anybody thought of it, and
whether or not this libseccomp has heard of it. The refusal is ENOSYS, "this kernel has no such call", since
a C library that tries a new call first (clone3, openat2, whatever comes) falls back on exactly that answer.
Calls that a student may meet by name are refused with EPERM instead, which Python words as "Operation not
permitted". A call of a foreign architecture (32 bit, x32) kills the process.

Calls are written by name only; libseccomp knows their numbers on each architecture. Where an argument must
equal something, all 64 bits must, so that rubbish in the upper half makes a call refused, never allowed.
"""

import errno
import os
import sys
import tempfile
from typing import Any

from autograder.sandbox.limits import SandboxError
from autograder.sandbox.protocol import OWN_PID

_ALLOWED = """
    read readv pread64 preadv preadv2 write writev pwrite64 pwritev pwritev2 lseek close close_range
    dup dup2 dup3 pipe pipe2 eventfd eventfd2 poll ppoll select pselect6 epoll_create epoll_create1
    epoll_ctl epoll_wait epoll_pwait epoll_pwait2 fsync fdatasync
    stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink readlinkat
    getdents getdents64 getcwd chdir fchdir umask
    mmap munmap mprotect mremap madvise brk
    futex set_robust_list set_tid_address rseq arch_prctl exit exit_group
    sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min sched_rr_get_interval getcpu wait4 waitid
    rt_sigaction rt_sigprocmask rt_sigpending rt_sigsuspend rt_sigtimedwait rt_sigreturn sigaltstack
    restart_syscall pause alarm getitimer setitimer timer_create timer_settime timer_gettime
    timer_getoverrun timer_delete nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time
    times getrusage sysinfo uname getrandom getrlimit setrlimit
    getpid getppid gettid getpgid getpgrp getsid getuid geteuid getgid getegid getresuid getresgid
    getgroups getpriority
"""
ALLOWED = frozenset(_ALLOWED.split())
"""Allowed whatever the arguments are."""

_REFUSED = """
    fork vfork execve execveat ptrace process_vm_readv process_vm_writev process_madvise process_mrelease
    pidfd_open pidfd_getfd pidfd_send_signal kcmp rt_sigqueueinfo rt_tgsigqueueinfo tkill
    socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg
    mount umount umount2 mount_setattr move_mount open_tree fsopen fsconfig fsmount fspick pivot_root chroot
    unshare setns bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    keyctl add_key request_key memfd_create memfd_secret shmget shmat shmdt shmctl semget semop semtimedop
    semctl msgget msgsnd msgrcv msgctl mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify
    open_by_handle_at name_to_handle_at init_module finit_module delete_module kexec_load kexec_file_load
    reboot swapon swapoff quotactl quotactl_fd personality acct syslog iopl ioperm settimeofday
    clock_settime clock_adjtime adjtimex sethostname setdomainname vhangup
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    setpgid setsid setpriority ioprio_set sched_setaffinity sched_setscheduler sched_setparam sched_setattr
    migrate_pages move_pages mbind set_mempolicy seccomp landlock_create_ruleset landlock_add_rule
    landlock_restrict_self inotify_init inotify_init1 inotify_add_watch fanotify_init fanotify_mark
    chmod fchmod fchmodat chown fchown lchown fchownat utime utimes utimensat futimesat setxattr lsetxattr
    fsetxattr removexattr lremovexattr fremovexattr creat truncate ftruncate fallocate mkdir mkdirat rmdir
    mknod mknodat link linkat symlink symlinkat unlink unlinkat rename renameat renameat2 flock sync syncfs
    sendfile splice tee vmsplice copy_file_range mlock mlock2 mlockall
"""
REFUSED = frozenset(_REFUSED.split())
"""Refused with EPERM; whatever stands in no list is refused with ENOSYS."""

CLONE_THREAD = 0x10000
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_GETPIPE_SZ, F_GET_SEALS
FCNTL = (0, 1, 2, 3, 4, 1030, 1032, 1034)
# TCGETS (is it a terminal?), TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_SET_VMA: glibc and torch name their threads and memory
PRCTL = (15, 16, 3, 0x53564D41)

REMEDY = "libseccomp or pyseccomp is missing or too old; type `make system-deps`, and reinstall this package"


def _library() -> Any:
    """pyseccomp, or the reason why not: it is imported late because it looks for libseccomp at once."""
    if sys.platform != "linux":
        raise SandboxError("system call filters need Linux")
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as problem:
        raise SandboxError(f"{REMEDY} ({problem})") from problem
    return pyseccomp


def number(name: str) -> int:
    """The number of a system call on this architecture."""
    library = _library()
    found = int(library.resolve_syscall(library.Arch.NATIVE, name))
    if found < 0:
        raise SandboxError(f"{REMEDY} (it does not know {name})")
    return found


def build(landlock_abi: int, arch: int | None = None) -> bytes:
    """The filter as BPF instructions, for this architecture or the one named."""
    library = _library()
    try:
        rules = library.SyscallFilter(library.ERRNO(errno.ENOSYS))
        if arch is not None:
            rules.remove_arch(library.Arch.NATIVE)
            rules.add_arch(arch)
        rules.set_attr(library.Attr.ACT_BADARCH, library.KILL_PROCESS)
        rules.set_attr(library.Attr.CTL_OPTIMIZE, 2)  # a binary tree instead of a list
        _add_rules(rules, library, landlock_abi)
        with tempfile.TemporaryFile() as file:
            rules.export_bpf(file)
            file.seek(0)
            return file.read()
    except OSError as problem:
        raise SandboxError(f"{REMEDY} ({problem})") from problem


def _add_rules(rules: Any, library: Any, landlock_abi: int) -> None:
    """Fill the filter; a name that this libseccomp does not know (-1) falls under the default."""

    def rule(action: int, name: str, *conditions: Any) -> None:
        call = library.resolve_syscall(library.Arch.NATIVE, name)
        if call != -1:
            rules.add_rule(action, call, *conditions)

    allow, refuse = library.ALLOW, library.ERRNO(errno.EPERM)
    for name in sorted(ALLOWED):
        rule(allow, name)
    for name in sorted(REFUSED):
        rule(refuse, name)
    # A new thread is allowed, a new process is not: a thread shares its maker's CLONE_THREAD group.
    rule(allow, "clone", library.Arg(0, library.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
    rule(refuse, "clone", library.Arg(0, library.MASKED_EQ, CLONE_THREAD, 0))
    # Signals to itself alone: abort() and raise() need them to end the process as they should.
    for name in ("kill", "tgkill"):
        rule(allow, name, library.Arg(0, library.EQ, OWN_PID))
        rule(refuse, name, library.Arg(0, library.NE, OWN_PID))
    rule(allow, "prlimit64", library.Arg(0, library.EQ, 0))
    rule(refuse, "prlimit64", library.Arg(0, library.NE, 0))
    # No F_SETOWN, F_SETSIG (signals to others by way of a pipe), leases or directory notices.
    for name, commands in (("fcntl", FCNTL), ("ioctl", IOCTL)):
        for command in commands:
            rule(allow, name, library.Arg(1, library.EQ, command))
    for option in PRCTL:  # and so neither PR_SET_PDEATHSIG nor PR_SET_DUMPABLE
        rule(allow, "prctl", library.Arg(0, library.EQ, option))
    # Before its third version Landlock let a file be emptied by opening it for reading with O_TRUNC.
    for name, place in (("open", 1), ("openat", 2)):
        if landlock_abi >= 3:
            rule(allow, name)
        else:
            rule(allow, name, library.Arg(place, library.MASKED_EQ, os.O_TRUNC, 0))
            rule(refuse, name, library.Arg(place, library.MASKED_EQ, os.O_TRUNC, os.O_TRUNC))
