"""Strikes at one copy of the grader, and says as JSON which of them won: ``python -m hostile.strikes doctor/plain``.

A strike is ``doctor/plain`` or ``doctor/namespaces`` (all of the doctor's attacks), a submission of tests/attacks like
``defences_steal/not_a_number``, something handed in like ``defences_intake/bomb``, or one of the `STORIES`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

#: What a strike wins, in a sentence, by the strike's name.
Won = dict[str, str]

NOTHING_RUNS = "(nothing is run)"
MAX_GRADE_BYTES = 64 << 10
IPC = ("shm", "msg", "sem")
MARK = 0x41545441


def main(names: Sequence[str]) -> Won:
    """Make the strikes in one go, and say which of them won."""
    won: Won = {}
    submissions: list[str] = []
    for name in names:
        kind, _, rest = name.partition("/")
        if kind == "doctor":
            won |= doctor(rest == "namespaces")
        elif kind == "story":
            from hostile.stories import STORIES

            said = STORIES[rest]()
            won |= {name: said} if said else {}
        elif not kind.endswith("intake"):
            submissions.append(name)
    together = [name for name in names if name.partition("/")[0].endswith("intake")]
    if together:
        from hostile.handed_in import won as all_won

        won |= all_won(together)
    return won | (submitted(submissions) if submissions else {})


def doctor(namespaces: bool) -> Won:
    """The doctor's attacks that got through."""
    from autograder.sandbox.doctor import examine

    found = examine(namespaces, Path.cwd())
    if not found.attacks:
        return {NOTHING_RUNS: "; ".join(found.remedies)}
    return {attack.name: attack.happened for attack in found.attacks if not attack.held}


def submitted(names: Sequence[str]) -> Won:
    """The submissions that won, each graded as always, before an honest neighbour."""
    from autograder.sandbox.limits import SandboxError
    from hostile.outcome import ATTACKS, read
    from hostile.scene import Scene

    scene, won = Scene(), Won()
    _stand_in_for_standard_input(scene.bait.tokens["environment"])
    try:
        scene.__enter__()
    except (AssertionError, SandboxError) as problem:
        return {NOTHING_RUNS: str(problem)}
    try:
        for name in names:
            with Seen(os.getpid()) as seen:
                attack = read(ATTACKS / f"{name}.py")
                said = scene.won(attack) or seen.said() or _bloated(scene.grade(attack))
            if said:
                won[name] = said
    finally:
        scene.__exit__(None, None, None)
    return won


def _bloated(grade: object) -> str:
    import msgspec

    size = len(msgspec.json.encode(grade))
    return f"its grade has {size} bytes" if size > MAX_GRADE_BYTES else ""


def _stand_in_for_standard_input(token: str) -> None:
    """What the grader's standard input says, for an attack that gets hold of it."""
    fd = os.memfd_create("standard input")
    os.write(fd, token.encode())
    os.lseek(fd, 0, os.SEEK_SET)
    os.dup2(fd, 0)
    os.set_inheritable(0, True)


class Seen:
    """Looks from outside at the processes behind the wall, while an attack is graded: threads, and what is left."""

    MOST_THREADS = 100

    def __init__(self, grader: int) -> None:
        import threading

        self._grader = grader
        self._threads = 0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch)

    def __enter__(self) -> Seen:
        self._before = queues()
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watcher.join()

    def said(self) -> str:
        """What was seen, or ""."""
        if self._threads > self.MOST_THREADS:
            return f"it had {self._threads} threads"
        left = queues() - self._before
        return f"it left {', '.join(sorted(left))}" if left else ""

    def _watch(self) -> None:
        import contextlib

        from hostile.bait import descendants

        while not self._over.wait(0.1):
            for pid in descendants(self._grader):
                with contextlib.suppress(OSError):
                    self._threads = max(self._threads, len(os.listdir(f"/proc/{pid}/task")))


def queues() -> set[str]:
    """What the attacks leave in the kernel under their mark, which is taken away."""
    import ctypes

    libc, found = ctypes.CDLL(None), set()
    for kind in IPC:
        for line in Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]:
            key, identity = map(int, line.split()[:2])
            if key == MARK:
                found.add(f"{kind} {identity}")
                {"shm": libc.shmctl, "msg": libc.msgctl}.get(kind, lambda i, *_: libc.semctl(i, 0, 0))(
                    identity, 0, None
                )
    return found


if __name__ == "__main__":
    words = main(sys.argv[1:])
    sys.stdout.write("\n" + json.dumps(words) + "\n")
    sys.stdout.flush()
    os._exit(0)
