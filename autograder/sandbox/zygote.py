"""The zygote: a process with torch in its memory that forks one confined child per job.

Theory of operation. A wall starts this module by exec; its arguments are the number of one end of a
SOCK_SEQPACKET socket, and the folders to import from. The zygote first sends back a descriptor of itself, by
which it can be killed whatever happens; reads its orders; imports the module that will serve, lets it warm
up, and says "ready". From then on every packet is a job, with three files beside it: the inputs, and two to
be filled with output and log. A child is forked, confines itself, proves that by one byte on a pipe that it
closes, and only then serves.

The zygote is the child's keeper. It waits for the child's end, the deadline or the end of the socket, which
means that the grader is gone, even by kill -9: then the child is killed and the zygote leaves. Should the
zygote itself be killed, the kernel kills the child (PR_SET_PDEATHSIG, which follows the thread that forked:
here there is only one).

Nothing is ever read from a child but its wait status and its use of time. Forking is sound only while there
is one thread, so this is checked before every fork. What makes forking cheap is memory in huge pages: a child
then copies a few page tables instead of hundreds.
"""

import contextlib
import ctypes
import fcntl
import gc
import importlib
import os
import resource
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

from autograder.sandbox import confine, protocol

assert sys.platform == "linux"

Serve = Callable[[list[bytes], int], None]

DESCRIPTORS = 256
HIGH = 100
MADV_COLLAPSE = 25
HUGE_PAGE = 2 << 20
CONFINED = b"\0"


def main() -> None:
    """Serve jobs until the socket ends."""
    given = int(sys.argv[1])
    link = socket.socket(fileno=os.dup(given))  # to the lowest number: children close only those below a bound
    os.close(given)
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    itself = os.pidfd_open(os.getpid())
    socket.send_fds(link, [b"hello"], [itself])
    os.close(itself)
    orders = protocol.orders(link.recv(protocol.MESSAGE_BYTES))
    serve = load(orders)
    # Our own folders are closed to the children: what they need of them has been imported by now.
    sys.path[:] = [path for path in sys.path if path not in sys.argv[2:]]
    del sys.argv[1:], sys.orig_argv[1:]
    confinement = confine.prepare(orders)
    settle()
    require_one_thread()
    link.send(b"ready")
    while True:
        packet, files, _, _ = socket.recv_fds(link, protocol.MESSAGE_BYTES, 3)
        if not packet:
            return
        link.send(protocol.encode(attend(link, protocol.job(packet), files, serve, confinement)))


def load(orders: protocol.Orders) -> Serve:
    """Import the function that serves, and let its module warm up."""
    name, _, function = orders.serve.partition(":")
    module = importlib.import_module(name)
    if orders.warm_up and hasattr(module, "warm_up"):
        module.warm_up()
    serve: Serve = getattr(module, function)
    return serve


def settle() -> None:
    """Make forks cheap: nothing for a child's garbage collector to touch, memory in huge pages."""
    gc.collect()
    gc.freeze()
    madvise = ctypes.CDLL(None).madvise
    with open("/proc/self/maps") as maps:
        regions = [line.split() for line in maps]
    for region in regions:
        if region[1] == "rw-p" and region[4] == "0":
            start, end = (int(bound, 16) for bound in region[0].split("-"))
            start, end = -(-start // HUGE_PAGE) * HUGE_PAGE, end // HUGE_PAGE * HUGE_PAGE
            if start < end:  # a refusal costs only speed
                madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_COLLAPSE)


def require_one_thread() -> None:
    """A lock that another thread holds at the fork would stay locked in the child for ever."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"the zygote has {threads} threads, and can fork soundly only with one")


def attend(
    link: socket.socket, job: protocol.Job, files: list[int], serve: Serve, confinement: confine.Confinement
) -> protocol.Reply:
    """Fork a child for a job, wait for its end or bring it about, and report."""
    require_one_thread()
    witness, proof = os.pipe()
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        child([*files, proof], job, serve, confinement)
    for fd in [*files, proof]:
        os.close(fd)
    timed_out, gone = keep(link, pid, begun + job.limits.wall_seconds)
    _, status, usage = os.wait4(pid, 0)
    if gone:
        sys.exit("the grader is gone")
    said = os.read(witness, 4096)
    os.close(witness)
    problem = "" if said == CONFINED else said.decode() or f"the child ended with wait status {status}"
    wall = time.monotonic() - begun
    return protocol.Reply(problem, status, timed_out, usage.ru_utime + usage.ru_stime, wall)


def keep(link: socket.socket, pid: int, deadline: float) -> tuple[bool, bool]:
    """Wait for the child; kill it at the deadline, or once the grader is gone. Returns which it was."""
    pidfd = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.register(link, select.POLLIN)
    events = [fd for fd, _ in poll.poll(max(0.0, deadline - time.monotonic()) * 1000)]
    if pidfd not in events:
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    os.close(pidfd)
    return not events, link.fileno() in events  # in the middle of a job, any word from the grader is the end


def child(files: list[int], job: protocol.Job, serve: Serve, confinement: confine.Confinement) -> NoReturn:
    """Confine this process, serve, and leave; nothing in here returns to the zygote's code."""
    code = 1
    try:
        inputs = enter(files, job, confinement)
        serve(inputs, protocol.OUTPUT_FD)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def enter(files: list[int], job: protocol.Job, confinement: confine.Confinement) -> list[bytes]:
    """Read the inputs and confine this process; the last thing done is to prove it to the zygote."""
    proof = files[3]
    try:
        # Out of the way first: any of them may have a number that is wanted for another.
        inputs, output, log, proof = (fcntl.fcntl(fd, fcntl.F_DUPFD, HIGH) for fd in files)
        parts: list[bytes] = []
        for size in job.sizes:
            parts.append(os.pread(inputs, size, sum(len(part) for part in parts)))
        if [len(part) for part in parts] != job.sizes:
            raise OSError("the inputs are shorter than announced")
        for file, fd in ((log, 1), (log, 2), (output, protocol.OUTPUT_FD)):
            os.dup2(file, fd)
        close_from(protocol.OUTPUT_FD + 1, {proof, confinement.rules_fd})
        confine.enter(confinement, job.limits)
        os.write(proof, CONFINED)
        os.close(proof)
    except BaseException as problem:
        os.write(proof, repr(problem).encode()[:4096])
        os._exit(1)
    return parts


def close_from(low: int, kept: set[int | None]) -> None:
    """Close every descriptor from `low` on, but for those kept."""
    for fd in sorted(fd for fd in kept if fd is not None):
        os.closerange(low, fd)
        low = fd + 1
    os.closerange(low, DESCRIPTORS)
