"""What is left of hostile submissions: nothing. ``python -m hostile.residue 1000`` grades so many, honest ones between.

Compared before and after: processes, files in temporary places, what the kernel keeps under no owner, control groups,
descriptors and memory of the grader and the zygote. An honest program gets the same grade, byte for byte, each time.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from autograder.authoring.solution import read_solution
from autograder.course import Course
from hostile.bait import descendants
from hostile.outcome import ATTACKS, Attack, read
from hostile.scene import NEIGHBOUR, Scene
from hostile.strikes import IPC

ROOT = Path(__file__).parents[2]
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue")
FAMILIES = ("steal", "read", "forge", "escape", "persist")
#: So much more memory the grader, and the zygote, may have in the end: Python and torch keep some for the next time.
GRADER_MAY_KEEP = 96 << 20
ZYGOTE_MAY_KEEP = 2 << 20
#: Users of walls; see autograder.sandbox.machine.
WALL_USERS = range(64000, 65000)


@dataclass(frozen=True)
class State:
    """What can be left behind, and how much memory is in use."""

    processes: frozenset[int]
    files: frozenset[str]
    kernel: frozenset[str]
    groups: frozenset[str]
    descriptors: tuple[int, ...]
    grader_bytes: int
    zygote_bytes: int

    @classmethod
    def now(cls) -> State:
        """The state of this moment."""
        family = [os.getpid(), *descendants(os.getpid())]
        zygote = family[-1]
        return cls(
            frozenset(family) | _of_walls(),
            frozenset(_files()),
            frozenset(f"{kind} {line.split()[1]}" for kind in IPC for line in _lines(f"/proc/sysvipc/{kind}")[1:]),
            frozenset(line for pid in family for line in _lines(f"/proc/{pid}/cgroup")),
            tuple(len(os.listdir(f"/proc/{pid}/fd")) for pid in (family[0], zygote)),
            _resident(family[0]),
            _resident(zygote),
        )

    def left(self, before: State) -> list[str]:
        """What is more than before, in sentences."""
        found = [f"process {pid}" for pid in sorted(self.processes - before.processes)]
        found += sorted((self.files - before.files) | (self.kernel - before.kernel) | (self.groups - before.groups))
        if self.descriptors != before.descriptors:
            found.append(f"open files of grader and zygote: {before.descriptors} → {self.descriptors}")
        for who, more, most in (
            ("grader", self.grader_bytes - before.grader_bytes, GRADER_MAY_KEEP),
            ("zygote", self.zygote_bytes - before.zygote_bytes, ZYGOTE_MAY_KEEP),
        ):
            if more > most:
                found.append(f"{more >> 20} MiB more in the {who}")
        return found


def attacks() -> list[Attack]:
    """Submissions of all families but those that only take time, in turn."""
    by_family: dict[str, list[Path]] = {}
    for path in sorted(ATTACKS.glob("*/*.py")):
        family = path.parent.name.removeprefix("defences_")
        if family in FAMILIES:
            by_family.setdefault(family, []).append(path)
    longest = max(map(len, by_family.values()))
    return [read(paths[i]) for i in range(longest) for paths in by_family.values() if i < len(paths)]


def left_by(count: int, chosen: Sequence[Attack]) -> Iterator[str]:
    """What is left after so many hostile submissions, an honest one after each: sentences, none if all is well."""
    course = Course.find(ROOT)
    honest = Attack("honest", read_solution(course.solution_file(NEIGHBOUR), NEIGHBOUR).code, NEIGHBOUR, 7)
    with Scene() as scene:
        for attack in islice(chosen, 3):  # what is done for the first time is nobody's residue
            scene.grade(attack)
        quiet = msgspec.json.encode(scene.grade(honest))
        before = State.now()
        for number in range(count):
            attack = chosen[number % len(chosen)]
            scene.grade(attack)
            if msgspec.json.encode(scene.grade(honest)) != quiet:
                yield f"after {attack.name} an honest program got another grade"
        yield from State.now().left(before)


def _of_walls() -> frozenset[int]:
    """Processes of the users that walls have, whoever their parent is; those of other walls stand there as well."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and entry.stat().st_uid in WALL_USERS and _mine(int(entry.name)):
                found.add(int(entry.name))
        except OSError:
            continue
    return frozenset(found)


def _mine(pid: int) -> bool:
    """Whether a process of a wall's user belongs to none that stands: its zygote is gone."""
    return any(line.split() == ["PPid:", "1"] for line in _lines(f"/proc/{pid}/status"))


def _files() -> Iterator[str]:
    """Files that belong to a wall's user, or are named by an attack."""
    for place in PLACES:
        try:
            for entry in os.scandir(place):
                facts = entry.stat(follow_symlinks=False)
                if facts.st_uid in WALL_USERS or (entry.name.startswith((".attack", "attack")) and not _old(facts)):
                    yield entry.path
        except OSError:
            continue


def _old(facts: os.stat_result) -> bool:
    return stat.S_ISDIR(facts.st_mode)  # folders of tests may be called so


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    LEFT = list(left_by(COUNT, attacks()))
    print(*LEFT, sep="\n")
    print(f"{COUNT} hostile submissions and as many honest ones: {len(LEFT) or 'nothing'} left behind")
    sys.exit(bool(LEFT))
