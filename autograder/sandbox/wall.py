"""The wall: bytes go in, bytes come out, and what lies between cannot reach the grader.

Theory of operation. There are three kinds of process. The grader, which calls this, holds the secrets and
judges. A zygote (`autograder.sandbox.zygote`), one per wall, is started by exec with a clean environment, in
namespaces of its own where the machine allows it; it imports torch once and knows nothing worth stealing. A
child is forked from it for every run, confines itself (`autograder.sandbox.confine`) and calls the function
that serves.

Inputs, output and log are files in memory, passed by descriptor. Nobody reads output or log before the child
is dead, so their size can be checked before a byte is read, and nothing changes meanwhile. What became of a
run is taken from the wait status, the clock and these sizes. Whether the student's code was entered at all is
known from a byte that the child writes once confined, to a pipe that is closed before: a failure before it is
the machine's (sandbox_error, to be retried), one after it is the student's.

A zygote that dies or does not answer costs the run in progress a sandbox_error; the next run has a new one.

Which user a child is: an ordinary grader's children keep its user id; a root grader's get one of their wall's
own. The exception is an interpreter in a folder closed to other users (say /root/.pyenv) where no namespaces
can show it elsewhere: there children keep user id 0 but hold no capability, and Landlock and seccomp hold
them, as they hold an ordinary user's. `Wall.user` says which.
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.sandbox import bubblewrap, files, machine, places, protocol
from autograder.sandbox.limits import Limits, Run, SandboxError, Status
from autograder.sandbox.link import Link

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",  # the order of a set of words is part of what a grade must repeat
    "PYTHONUNBUFFERED": "1",  # a crash loses no line of the log
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "agg",  # matplotlib draws without a screen
    "MPLCONFIGDIR": "/tmp",  # and insists on a folder that looks writable, though nothing can be written there
}
"""The whole environment of a zygote and its children."""

WORKER = "autograder.worker.child:serve"
TRAINER = "autograder.worker.trainer:serve"


class Wall:
    """Runs a function of untrusted outcome, one run at a time, each in a fresh confined process.

    `serve` names a function `(inputs: list[bytes], output_fd: int) -> None`. Its module may have a function
    `warm_up()`, which the zygote calls once; it must import early what it needs of this package and of
    `extra_paths`, for children can read neither. `namespaces`: True insists, None takes them where they can
    be had, False does without; `reason` says why there are none. `unconfined` goes on without those layers
    that this machine lacks, which `missing` names.

        with Wall() as wall:
            run = wall.run([job, source], Limits(cpu_seconds=5))
    """

    namespaces: bool
    reason: str
    missing: dict[str, str]
    user: machine.User
    _wrapper: list[str]
    _paths: list[Path]
    _orders: protocol.Orders
    _lock: threading.Lock
    _link: Link | None
    _closed: bool

    def __init__(
        self,
        serve: str = WORKER,
        namespaces: bool | None = None,
        warm_up: bool = True,
        unconfined: bool = False,
        extra_paths: Sequence[Path] = (),
    ) -> None:
        """Start a zygote; raises SandboxError, with the remedy, where it cannot be confined as asked."""
        if sys.platform != "linux":
            raise SandboxError("untrusted code can only be confined on Linux; use WSL2, a container or a Linux machine")
        layers = machine.layers()
        if layers.missing and not unconfined:
            raise SandboxError("; ".join(sorted(set(layers.missing.values()))))
        self.missing = layers.missing
        readable = places.readable()
        self._wrapper, self.reason = _wrapper(namespaces, readable, extra_paths)
        self.namespaces = bool(self._wrapper)
        self.user = machine.user(self.namespaces)
        self._paths = [places.INSIDE if self.namespaces else places.PACKAGE.parent, *extra_paths]
        self._orders = protocol.Orders(
            serve=serve,
            warm_up=warm_up,
            readable=[str(path) for path in readable],
            uid=self.user.uid,
            # Threads are counted per user, and only here does a user have no other processes.
            count_threads=self.user.uid is not None or (self.namespaces and os.getuid() != 0),
            filter=layers.filter.hex() if layers.filter else None,
            landlock=layers.landlock,
        )
        self._lock = threading.Lock()
        self._link = None
        self._closed = False
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(self, inputs: Sequence[bytes], limits: Limits | None = None) -> Run:
        """Serve the inputs in a fresh child within the limits, and say what became of it."""
        limits = limits or Limits()
        job = protocol.Job([len(part) for part in inputs], limits)
        with self._lock:
            if self._closed:
                raise ValueError("this wall is closed")
            try:
                link = self._link or self._start()
                with files.job_files(inputs) as (given, output, log):
                    reply = link.ask(job, (given, output, log))
                    return outcome(reply, limits, output, log)
            except SandboxError as problem:
                self._stop()
                return Run(Status.sandbox_error, str(problem))
            except BaseException:
                self._stop()  # an interrupted run: its reply must not be taken for the next one's
                raise

    def close(self) -> None:
        """End the zygote, once the run in progress is over."""
        with self._lock:
            self._closed = True
            self._stop()
            self.user.release()

    def _start(self) -> Link:
        self._link = Link(self._wrapper, self._paths, ENVIRONMENT, self._orders)
        return self._link

    def _stop(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None


def _wrapper(namespaces: bool | None, readable: Sequence[Path], extra_paths: Sequence[Path]) -> tuple[list[str], str]:
    """The words that put a zygote into namespaces; none, and the reason, where there are none to be had."""
    if namespaces is False:
        return [], "not asked for"
    try:
        return bubblewrap.command(readable, extra_paths, ENVIRONMENT), ""
    except SandboxError as problem:
        if namespaces:
            raise
        return [], str(problem)


def outcome(reply: protocol.Reply, limits: Limits, output: int, log: int) -> Run:
    """What became of a run, from what was seen from outside. The child is dead."""
    status, detail = _status(reply, limits, files.size(output))
    unread = status in (Status.output_limit, Status.sandbox_error)
    kept = b"" if unread else files.tail(output, limits.output_bytes)
    return Run(status, detail, reply.cpu_seconds, reply.wall_seconds, kept, files.tail(log, limits.log_bytes))


def _status(reply: protocol.Reply, limits: Limits, size: int) -> tuple[Status, str]:
    if sys.platform != "linux":
        return Status.sandbox_error, "needs Linux"
    code = os.waitstatus_to_exitcode(reply.status)
    if reply.problem:
        return Status.sandbox_error, f"the child could not be confined: {reply.problem}"
    if reply.timed_out:
        return Status.timed_out, f"waited longer than {limits.wall_seconds:g} s"
    # The kernel counts towards the limit by ticks, and reports what it measured: they differ by some percent.
    if code == -signal.SIGKILL and reply.cpu_seconds > 0.8 * limits.cpu_seconds:
        return Status.timed_out, f"used more than {limits.cpu_seconds} s of CPU"
    if code == -signal.SIGXCPU:  # a soft limit that the serving function set for itself
        return Status.timed_out, f"used up its time after {reply.cpu_seconds:.1f} s of CPU"
    if size > limits.output_bytes:
        return Status.output_limit, f"wrote more than {limits.output_bytes} bytes of output"
    if code < 0:
        return Status.crashed, f"killed by {signal.Signals(-code).name}"
    if code > 0:
        return Status.crashed, f"ended with exit code {code}"
    return Status.ok, "served to the end"
