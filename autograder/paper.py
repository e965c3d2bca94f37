"""The paper that a submission sits: questions, and the probes that a worker puts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from autograder.intake.program import Wanted
from autograder.judge.fingerprints import Fingerprint, fingerprint
from autograder.judge.question import Question
from autograder.slips import Slip
from autograder.worker.accelerator import STAND_IN
from autograder.worker.wire import Arrays, Node, pack

#: CPU for what lies at the top of a file: imports of large libraries take seconds.
LOADING_SECONDS = 10


@dataclass(frozen=True)
class Paper:
    """The questions of one exercise for one secret, with all that a worker needs to put them.

    Attributes:
        probes: the nodes, by name, which is the case's or that of the run that several goals judge; tensors lie in
            `arrays` under the names that the nodes mention.
        dtypes, seconds: for each probe, what it is put in, and how much CPU it may take.
        source: identifies the file that declares the exercise.
        wanted: what a submission has to define.
        model, slips: the model solution, and what to change in it to make a known mistake.
        exactness: the tolerance in float64.
        slipped: by case and slips, how the answer of a program with these slips differs; filled where it is needed.
    """

    exercise: str
    questions: tuple[Question, ...]
    probes: Mapping[str, Node]
    arrays: Arrays
    dtypes: Mapping[str, str]
    seconds: Mapping[str, int]
    forbidden: tuple[str, ...]
    points: float
    source: str = ""
    wanted: Wanted = field(default_factory=lambda: Wanted(frozenset()))
    model: str = ""
    slips: Mapping[str, Slip] = field(default_factory=dict)
    exactness: float = 1e-9
    slipped: dict[str, dict[tuple[str, ...], Fingerprint | None]] = field(default_factory=dict, compare=False)
    _whole: dict[str, bytes] = field(default_factory=dict, compare=False)

    @property
    def trains(self) -> bool:
        """Whether some of its probes are runs, which take long."""
        return any(question.target is not None for question in self.questions)

    def put_on(self, device: str) -> tuple[str, ...]:
        """The probes that are put on `device`: all, but the runs on the stand-in for an accelerator, which is slow."""
        runs = {question.asked for question in self.questions if question.target} if device == STAND_IN else ()
        return tuple(name for name in self.probes if name not in runs)

    def job(self, device: str, only: tuple[str, ...], label: str = "", dtype: str = "") -> bytes:
        """What a worker is sent to put the probes named `only` on `device`, each in its own dtype or all in `dtype`.
        That of all is made once. The records of several jobs for one process are told apart by their `label`."""
        if label or dtype or len(only) < len(self.probes):
            return self._job(device, only, label or self.exercise, dtype)
        if device not in self._whole:
            self._whole[device] = self._job(device, only, self.exercise, "")
        return self._whole[device]

    def _job(self, device: str, only: tuple[str, ...], label: str, dtype: str) -> bytes:
        cases = [
            {
                "name": name,
                "probe": self.probes[name],
                "dtype": dtype or self.dtypes[name],
                "cpu_seconds": self.seconds[name],
            }
            for name in only
        ]
        document = {
            "exercise": label,
            "name": self.exercise.partition(".")[2],
            "forbidden": list(self.forbidden),
            "loading_seconds": LOADING_SECONDS,
            "device": device,
            "cases": cases,
        }
        used = _names_used(cases)
        return pack(document, {name: array for name, array in self.arrays.items() if name in used})


def _names_used(node: Node) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_names_used, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {node[kind] for kind in ("tensor", "array") if kind in node}
    return own.union(*map(_names_used, node.values())) if node else own


def digest_of(paper: Paper) -> str:
    """Identifies the questions and what is expected: changes when the exercise's file does, or the secret."""
    sha = hashlib.sha256(paper.job("cpu", tuple(paper.probes)))
    sha.update(paper.source.encode())
    for question in paper.questions:
        sha.update(msgspec.json.encode([question.points, question.tolerance, fingerprint(question.expected)]))
    return sha.hexdigest()[:16]
