"""Finds out what this machine's wall is worth, by attacking it.

The level is derived from what happened, never from what was switched on:

    3   namespaces around every layer of the child, and every attack was held
    2   no namespaces, and yet every attack was held
    0   anything else: bulk grading of untrusted work should be refused
"""

import contextlib
import ctypes
import json
import os
import secrets
import shutil
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from autograder.sandbox import syscalls
from autograder.sandbox.limits import Limits, Run, SandboxError, Status
from autograder.sandbox.wall import ENVIRONMENT, Wall

ATTACKERS = "autograder.sandbox.attacks:serve"


class Attacked(NamedTuple):
    """One attack: its name, whether the wall held, and what happened in a few words."""

    name: str
    held: bool
    happened: str


@dataclass(frozen=True)
class Examination:
    """What the doctor found: the level, each layer (True, or why not), each attack, and what to do."""

    level: int
    layers: dict[str, bool | str]
    attacks: list[Attacked]
    remedies: list[str]


def examine(namespaces: bool | None = None, project: Path | None = None) -> Examination:
    """Attack a wall of this machine; `project` is the folder that must stay hidden (the current one)."""
    if sys.platform != "linux":
        remedy = "untrusted code can only be confined on Linux: grade there, in WSL2 or in a container"
        return Examination(0, {"linux": f"this is {sys.platform}"}, [], [remedy])
    try:
        # With what there is, so that the report shows which attacks a missing layer lets through.
        with Wall(ATTACKERS, namespaces, unconfined=True) as wall, _target(project or Path.cwd()) as target:
            run = wall.run([json.dumps(target).encode()], Limits(cpu_seconds=10, wall_seconds=20))
            return _findings(wall, run)
    except SandboxError as problem:
        return Examination(0, {"wall": str(problem)}, [], [str(problem)])


def _findings(wall: Wall, run: Run) -> Examination:
    attacks = [Attacked(*json.loads(line)) for line in run.output.splitlines()]
    remedies = sorted(set(wall.missing.values()))
    if wall.reason:
        remedies.append(f"without namespaces: {wall.reason}")
    if run.status is not Status.ok:
        remedies.append(
            f"the attacks did not run to their end ({run.detail}); please report this with the log of attacks"
        )
    for attack in attacks:
        if not attack.held:
            remedies.append(f"the attack {attack.name!r} got through ({attack.happened}): grade nothing untrusted here")
    held = run.status is Status.ok and bool(attacks) and all(attack.held for attack in attacks)
    level = 0 if wall.missing or not held else 3 if wall.namespaces else 2
    layers: dict[str, bool | str] = {
        "namespaces": wall.namespaces or wall.reason,
        "own user": wall.user.uid is not None or wall.user.reason,
        "landlock": wall.missing.get("landlock", True),
        "seccomp": wall.missing.get("seccomp", True),
        "capabilities dropped": run.status is not Status.sandbox_error,
        "limits": run.status is not Status.sandbox_error,
    }
    return Examination(level, layers, attacks, remedies)


@contextlib.contextmanager
def _target(project: Path) -> Iterator[dict[str, Any]]:
    """Put secrets where they are easiest to reach: in memory, in a file that all may read, in the project."""
    secret = secrets.token_hex(16)
    memory = ctypes.create_string_buffer(secret.encode())
    scratch = Path(tempfile.mkdtemp(prefix="autograder-doctor-"))
    try:
        scratch.chmod(0o777)
        for name in ("secret", "victim"):
            (scratch / name).write_text(secret)
        (scratch / "victim").chmod(0o666)
        with (
            _planted(project, secret) as planted,
            _library(scratch / "victim", secret) as library,
            _services(f"autograder-doctor-{secret[:8]}") as (port, name),
        ):
            yield {
                "library": str(library),
                "port": port,
                "socket": name,
                "grader": os.getpid(),
                "address": ctypes.addressof(memory),
                "secret": secret,
                "secret_file": str(scratch / "secret"),
                "project": str(project),
                "project_file": str(planted),
                "scratch": str(scratch),
                "home": str(Path.home()),
                "folder": str(Path.cwd()),
                "site_packages": sysconfig.get_path("purelib"),
                "environment": [*ENVIRONMENT, "LC_CTYPE", "PWD"],  # what Python and bubblewrap add
                "calls": _numbers(),
            }
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextlib.contextmanager
def _services(name: str) -> Iterator[tuple[int, str]]:
    """A port and an abstract name on which somebody listens; no port where there is no network at all."""
    with socket.socket() as port, socket.socket(socket.AF_UNIX) as local:
        with contextlib.suppress(OSError):
            port.bind(("127.0.0.1", 0))
            port.listen()
        local.bind(f"\0{name}")
        local.listen()
        yield port.getsockname()[1], name


@contextlib.contextmanager
def _library(otherwise: Path, secret: str) -> Iterator[Path]:
    """A file that anybody may write among the libraries, which children may read; where none can be made, another."""
    path = Path(sysconfig.get_path("purelib"), f".autograder-doctor-{secret[:8]}")
    try:
        path.write_text(secret)
    except OSError:
        yield otherwise
        return
    try:
        path.chmod(0o666)
        yield path
    finally:
        path.unlink()


@contextlib.contextmanager
def _planted(project: Path, secret: str) -> Iterator[Path]:
    """A file in the project folder: a new one, or where none can be made, the first one there."""
    path = project / f".autograder-doctor-{secret[:8]}"
    try:
        path.write_text(secret)
    except OSError:
        yield next((each for each in sorted(project.iterdir()) if each.is_file()), project)
        return
    try:
        path.chmod(0o644)
        yield path
    finally:
        path.unlink()


def _numbers() -> dict[str, int]:
    from autograder.sandbox.attacks import CALLS

    numbers = {}
    for name in CALLS:
        with contextlib.suppress(SandboxError):
            numbers[name] = syscalls.number(name)
    return numbers
