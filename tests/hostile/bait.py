"""What there is to win: tokens to read, services to reach, a process to kill, places to leave something in.

An attacker is told more than any student could know: words like ``@PLACE@`` in an attack's text are replaced by where
the bait lies, which process is the grader and where in its memory a token is.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

#: Where anybody may leave a file, or where one would last. Only names that hold the scene's mark are looked for.
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", str(Path.home()), sysconfig.get_path("purelib"), ".")
#: Signals that tell an attack from anything else; the doctor uses SIGURG, and may be at work elsewhere.
SIGNALS = (signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH)
#: What carries a token. The environment has it under the name ``GRADER_TOKEN``.
KINDS = ("environment", "file", "neighbour", "expected", "memory", "secret")


class Bait:
    """Tokens by what carries them, a folder `place` with files, listening sockets, and a victim.

    In `place`: ``host/secret.txt`` (only the grader's user may read it), ``submissions/bob/lstm_cell.py`` (a
    neighbour's file), ``expected.json``, ``service`` (a local socket), ``scratch`` (anybody may write).
    """

    def __init__(self) -> None:
        self.mark = f"attack{secrets.token_hex(4)}"
        self.tokens = {kind: secrets.token_hex(12) for kind in KINDS}
        self.place = Path(tempfile.mkdtemp(prefix="scene-"))
        self.memory = ctypes.create_string_buffer(self.tokens["memory"].encode())
        self._stack = contextlib.ExitStack()
        self._stack.callback(shutil.rmtree, self.place, ignore_errors=True)
        self._received: list[int] = []

    def __enter__(self) -> Self:
        os.environ["GRADER_TOKEN"] = self.tokens["environment"]
        self._stack.callback(os.environ.pop, "GRADER_TOKEN", None)
        self._files()
        self._sockets()
        self._victim()
        for number in SIGNALS:
            self._stack.callback(signal.signal, number, signal.signal(number, self._receive))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    @property
    def scratch(self) -> Path:
        """The folder that anybody may write."""
        return self.place / "scratch"

    def words(self) -> dict[str, str]:
        """What the words of an attack's text stand for, but for those about processes."""
        return {
            "PLACE": str(self.place),
            "SCRATCH": str(self.scratch),
            "MARK": self.mark,
            "PORT": str(self._tcp.getsockname()[1]),
            "UDP": str(self._udp.getsockname()[1]),
            "PROJECT": str(Path(__file__).parents[2]),
        }

    def traces(self) -> list[str]:
        """What happened outside since the last time, one sentence each; it is cleared away."""
        found = left_behind(self.mark, self.scratch)
        for service in self._services:
            with contextlib.suppress(BlockingIOError):
                if service.type == socket.SOCK_DGRAM:
                    service.recv(1)
                else:
                    service.accept()[0].close()
                found.append(f"the {service.family.name} service was reached")
        found += [f"the grader received {signal.Signals(number).name}" for number in self._received]
        self._received.clear()
        if self.victim.poll() is not None:
            found.append("another process was killed")
            self._victim()
        secret = self.place / "host" / "secret.txt"
        if not secret.exists() or secret.stat().st_mode & 0o077 or secret.read_text() != self.tokens["file"]:
            found.append("the grader's file was changed")
            self._files()
        return found

    def _files(self) -> None:
        self.place.chmod(0o755)
        tokens = self.tokens
        files = {
            "host/secret.txt": (tokens["file"], 0o600),
            "submissions/bob/lstm_cell.py": (f"# {tokens['neighbour']}\n", 0o644),
            "expected.json": (f'{{"h_new": "{tokens["expected"]}"}}', 0o644),
        }
        for name, (text, mode) in files.items():
            path = self.place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="ascii")
            path.chmod(mode)
        self.scratch.mkdir(exist_ok=True)
        self.scratch.chmod(0o777)

    def _sockets(self) -> None:
        def listen(family: int, kind: int, address: str | tuple[str, int]) -> socket.socket:
            made = self._stack.enter_context(socket.socket(family, kind))
            made.bind(address)
            if kind == socket.SOCK_STREAM:
                made.listen(64)
            made.setblocking(False)
            return made

        self._tcp = listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        self._udp = listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        local = listen(socket.AF_UNIX, socket.SOCK_STREAM, str(self.place / "service"))
        (self.place / "service").chmod(0o777)
        abstract = listen(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.mark}-service")
        self._services = (self._tcp, self._udp, local, abstract)

    def _victim(self) -> None:
        self.victim = self._stack.enter_context(subprocess.Popen(["sleep", "3600"]))
        self._stack.callback(self.victim.kill)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        self._received.append(number)


def fill(text: str, words: Mapping[str, str | int]) -> bytes:
    """An attack's text with its words replaced."""
    for word, stands_for in words.items():
        text = text.replace(f"@{word}@", str(stands_for))
    return text.encode()


def left_behind(mark: str, scratch: Path) -> list[str]:
    """Files, names and keys that an attack left, one sentence each; files are removed."""
    found: list[str] = []
    for place in map(Path, PLACES):
        with contextlib.suppress(OSError):
            for path in [path for path in place.iterdir() if mark in path.name]:
                found.append(f"{path} was left behind")
                _remove(path)
    for path in list(scratch.iterdir()):
        found.append(f"{path.name} was left in the scratch folder")
        _remove(path)
    for table in ("/proc/net/unix", "/proc/keys", "/proc/sysvipc/shm"):
        with contextlib.suppress(OSError):
            lines = Path(table).read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{table} has an entry" for line in lines if mark in line and f"{mark}-service" not in line]
    return found


def descendants(root: int) -> Iterator[int]:
    """The processes that `root` started, and theirs."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == root:
                    yield int(entry.name)
                    yield from descendants(int(entry.name))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


assert sys.platform == "linux"
