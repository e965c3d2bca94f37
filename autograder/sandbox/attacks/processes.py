"""Attacks on other processes, and attempts to start one that would outlive the run."""

import contextlib
import ctypes
import fcntl
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable

from autograder.sandbox.attacks.target import Target

assert sys.platform == "linux"

SIGNAL = signal.SIGURG  # does no harm where it arrives


def fork(target: Target) -> str | None:
    """Start a process by fork."""
    return _forked(os.fork())


def clone(target: Target) -> str | None:
    """Start a process by a bare clone."""
    return _forked(target.call("clone", signal.SIGCHLD, 0, 0, 0, 0))


def fork_from_thread(target: Target) -> str | None:
    """Start a process from another thread, which a filter for one thread only would miss."""
    answers: list[str | OSError | None] = []

    def run() -> None:
        try:
            answers.append(_forked(os.fork()))
        except OSError as error:
            answers.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if isinstance(answers[0], OSError):
        raise answers[0]
    return answers[0]


def spawn(target: Target) -> str | None:
    """Start a program by posix_spawn, which goes by vfork."""
    os.waitpid(os.posix_spawn(sys.executable, [sys.executable, "-S", "-c", ""], {}), 0)
    return "started a program"


def shell(target: Target) -> str | None:
    """Start a shell by subprocess."""
    return f"a shell said {subprocess.check_output(['/bin/sh', '-c', 'echo hello'], text=True)!r}"


def kill(target: Target) -> str | None:
    """Signal the grader or the zygote."""
    return _each(target, lambda pid: os.kill(pid, SIGNAL))


def kill_group(target: Target) -> str | None:
    """Signal everything that this process may signal."""
    os.kill(0, SIGNAL)
    return "signalled its process group"


def kill_thread(target: Target) -> str | None:
    """Signal a thread of the grader's by tgkill."""
    return _each(target, lambda pid: target.call("tgkill", pid, pid, SIGNAL))


def kill_thread_old(target: Target) -> str | None:
    """Signal a thread of the grader's by tkill."""
    return _each(target, lambda pid: target.call("tkill", pid, SIGNAL))


def kill_by_descriptor(target: Target) -> str | None:
    """Signal the grader by a descriptor of it."""

    def send(pid: int) -> None:
        target.call("pidfd_send_signal", target.call("pidfd_open", pid, 0), SIGNAL, None, 0)

    return _each(target, send)


def queue_signal(target: Target) -> str | None:
    """Signal the grader with a message."""
    message = struct.pack("iii", SIGNAL, 0, -1).ljust(128, b"\0")
    return _each(target, lambda pid: target.call("rt_sigqueueinfo", pid, SIGNAL, message))


def signal_by_pipe(target: Target) -> str | None:
    """Have the kernel signal the grader when a pipe of this process fills."""
    read, write = os.pipe()

    def own(pid: int) -> None:
        fcntl.fcntl(read, fcntl.F_SETOWN, pid)
        fcntl.fcntl(read, fcntl.F_SETSIG, SIGNAL)

    try:
        return _each(target, own)
    finally:
        os.close(read)
        os.close(write)


def slow_down(target: Target) -> str | None:
    """Give the grader less of the processor."""
    return _each(target, lambda pid: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)))


def pin(target: Target) -> str | None:
    """Choose the grader's processors."""
    mask = (1 << (os.cpu_count() or 1)) - 1
    return _each(target, lambda pid: target.call("sched_setaffinity", pid, 8, struct.pack("Q", mask)))


def limit(target: Target) -> str | None:
    """Read the grader's limits by prlimit, which could set them as well."""
    return _each(target, lambda pid: target.call("prlimit64", pid, 0, None, ctypes.create_string_buffer(16)))


def execute(target: Target) -> str | None:
    """Become another program; the last attack, since nothing of this one would be left."""
    os.dup2(target.output_fd, 1)
    said = '["execute", false, "became a shell"]'
    os.execv("/bin/sh", ["sh", "-c", f"echo '{said}'"])


def _forked(pid: int) -> str | None:
    if pid == 0:
        os._exit(0)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
    return "started a process"


def _each(target: Target, attack: Callable[[int], object]) -> str | None:
    """Try every process; the attack got through if it did anywhere."""
    refusal = OSError("there is no process to attack")
    for pid in target.processes():
        try:
            attack(pid)
        except OSError as error:
            refusal = error
        else:
            return f"reached process {pid}"
    raise refusal
