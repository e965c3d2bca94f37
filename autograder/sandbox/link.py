"""The grader's end of one zygote: starts the process, sends it jobs, and can always end it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.sandbox import protocol
from autograder.sandbox.limits import SandboxError

NEEDS_LINUX = "the wall needs Linux"
START_SECONDS = 120.0
LEAVE_SECONDS = 2.0
BOOTSTRAP = "import sys; sys.path[:0] = sys.argv[2:]; from autograder.sandbox import zygote; zygote.main()"


class Link:
    """One zygote process and the socket to it.

    Any failure to answer is a SandboxError; after one only `close` is left.
    """

    _socket: socket.socket
    _process: "subprocess.Popen[bytes]"
    _pidfd: int
    _log: int

    def __init__(
        self,
        wrapper: Sequence[str],
        paths: Sequence[Path],
        environment: Mapping[str, str],
        orders: protocol.Orders,
    ) -> None:
        """Start a zygote inside the wrapper and wait until it is warm."""
        if sys.platform != "linux":
            raise SandboxError(NEEDS_LINUX)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        self._pidfd = -1
        self._log = os.memfd_create("zygote", os.MFD_CLOEXEC)
        python = [sys.executable, "-s", "-P", "-c", BOOTSTRAP, str(theirs.fileno()), *map(str, paths)]
        with theirs:
            self._process = subprocess.Popen(
                [*wrapper, *python],
                env=dict(environment),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # an interrupt from the keyboard is the grader's business
            )
        try:
            deadline = time.monotonic() + START_SECONDS
            self._greet(deadline)
            self._socket.sendall(protocol.encode(orders))
            if self._receive(deadline) != b"ready":
                raise SandboxError(f"the zygote did not start: {self._last_words()}")
        except OSError as problem:
            words = self._last_words()
            self.close()
            raise SandboxError(f"the zygote did not start: {words or problem}") from problem
        except BaseException:
            self.close()
            raise

    @property
    def pidfd(self) -> int:
        """A descriptor of the zygote process."""
        return self._pidfd

    def ask(self, job: protocol.Job, files: Sequence[int]) -> protocol.Reply:
        """Have one job done; the zygote keeps to its limits by itself, so waiting much longer is a fault."""
        if sys.platform != "linux":
            raise SandboxError(NEEDS_LINUX)
        try:
            socket.send_fds(self._socket, [protocol.encode(job)], files)
            packet = self._receive(time.monotonic() + job.limits.wall_seconds + 10.0)
        except OSError as problem:
            raise SandboxError(f"the zygote does not answer: {problem}") from problem
        if not packet:
            raise SandboxError(f"the zygote died: {self._last_words() or 'without a word'}")
        return protocol.reply(packet)

    def close(self) -> None:
        """End the zygote and all that it holds: politely by the end of the socket, else by force."""
        self._socket.close()
        try:
            self._process.wait(LEAVE_SECONDS if self._pidfd >= 0 else 0.1)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()
        for fd in (self._pidfd, self._log):
            if fd >= 0:
                os.close(fd)
        self._pidfd = self._log = -1

    def _greet(self, deadline: float) -> None:
        """Receive the zygote's descriptor of itself: its process id in here is not the one out there."""
        if sys.platform != "linux":
            raise SandboxError(NEEDS_LINUX)
        self._socket.settimeout(max(0.01, deadline - time.monotonic()))
        packet, fds, _, _ = socket.recv_fds(self._socket, 64, 1)
        if packet != b"hello" or len(fds) != 1:
            raise OSError("no greeting")
        self._pidfd = fds[0]
        os.set_inheritable(self._pidfd, False)

    def _receive(self, deadline: float) -> bytes:
        self._socket.settimeout(max(0.01, deadline - time.monotonic()))
        return self._socket.recv(protocol.MESSAGE_BYTES)

    def _kill(self) -> None:
        if sys.platform == "linux" and self._pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        else:
            self._process.kill()

    def _last_words(self) -> str:
        """The last line that the zygote wrote: its exception, if that is what it died of."""
        if sys.platform != "linux":
            raise SandboxError(NEEDS_LINUX)
        size = os.fstat(self._log).st_size
        lines = os.pread(self._log, 4096, max(0, size - 4096)).decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""
