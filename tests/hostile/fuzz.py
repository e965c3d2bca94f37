"""Throws bytes at everything that reads what a student wrote: ``make fuzz``.

Each target may raise what its documentation says, and nothing else. Bytes are drawn by hypothesis, mostly as changes to
the files of the corpus. What makes a target fail is added to the corpus, which ordinary tests replay.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import numpy as np
from hypothesis import strategies as st

from autograder.intake.candidates import Handed, in_notebook
from autograder.intake.folders import read_submission
from autograder.intake.program import Wanted
from autograder.judge.answer import BadAnswer, parts
from autograder.judge.records import read_answers, split_records
from autograder.judge.rules import Unreadable, forbidden_names, parse
from autograder.worker.wire import pack

CORPUS = Path(__file__).parent / "corpus"
WANTED = {"ch2.lstm_cell": Wanted(frozenset({"lstm_cell"})), "ch1.rnn": Wanted(frozenset({"rnn"}), frozenset({"cell"}))}
BATCH = 50


def answers(data: bytes) -> None:
    """Records of a child, as the judge reads them. May raise BadAnswer."""
    for piece in [data, *split_records(data).values()]:
        for answer in read_answers(piece).by_case.values():
            for tree in [answer.returned, answer.again, *answer.gradients.values(), *answer.calls.values()]:
                for _, leaf in parts(tree) if tree is not None else ():
                    assert leaf.array is not None


def notebook(data: bytes) -> None:
    """A notebook, as far as the programs of its exercises. May raise nothing."""
    for _, candidate in in_notebook(Handed("ch2.ipynb", data), WANTED, []):
        assert candidate.handed is not None


def archive(data: bytes) -> None:
    """An archive, as far as what counts in it. May raise nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "student.zip"
        path.write_bytes(data)
        submission = read_submission("student", path, WANTED)
    assert all(text.isprintable() for text in submission.notes)


def source(data: bytes) -> None:
    """A source, as far as the rules on names. May raise Unreadable."""
    forbidden_names(parse(data), ["torch.lstm", "torch.nn"])


TARGETS: dict[Callable[[bytes], None], tuple[type[Exception], ...]] = {
    answers: (BadAnswer,),
    notebook: (),
    archive: (),
    source: (Unreadable,),
}


@dataclass
class Figures:
    """What became of one target."""

    executions: int = 0
    crashes: int = 0
    slowest: float = 0.0
    slow_bytes: int = 0


def put(target: Callable[[bytes], None], data: bytes, figures: Figures) -> None:
    """One execution. A crash is told, and its bytes are kept."""
    begun = time.perf_counter()
    try:
        target(data)
    except TARGETS[target]:
        pass
    except Exception:
        figures.crashes += 1
        name = hashlib.sha256(data).hexdigest()[:12]
        (CORPUS / target.__name__ / name).write_bytes(data)
        print(f"{target.__name__}: {name}\n{traceback.format_exc()}", file=sys.stderr)
    taken = time.perf_counter() - begun
    figures.executions += 1
    if taken > figures.slowest:
        figures.slowest, figures.slow_bytes = taken, len(data)


def seeds(target: Callable[[bytes], None]) -> list[bytes]:
    """The corpus of a target."""
    return [path.read_bytes() for path in sorted((CORPUS / target.__name__).iterdir())]


def changed(examples: list[bytes]) -> st.SearchStrategy[bytes]:
    """Examples with pieces replaced, doubled, cut out or taken from another one."""
    piece = st.binary(max_size=8) | st.sampled_from(examples).flatmap(
        lambda text: st.integers(0, len(text)).map(lambda at: text[at : at + 40])
    )
    edit = st.tuples(st.floats(0, 1), st.integers(0, 40), piece, st.sampled_from([1, 1, 1, 2, 300]))

    def apply(text: bytes, edits: list[tuple[float, int, bytes, int]]) -> bytes:
        for where, length, new, times in edits:
            at = int(where * len(text))
            text = text[:at] + new * times + text[at + length :]
        return text

    return st.binary(max_size=300) | st.builds(apply, st.sampled_from(examples), st.lists(edit, min_size=1, max_size=6))


def fuzz(target: Callable[[bytes], None], seconds: float, seed: int) -> Figures:
    """Put drawn bytes to a target for so long."""
    figures, end = Figures(), time.monotonic() + seconds
    while time.monotonic() < end:
        seed += 1

        @hypothesis.seed(seed)
        @hypothesis.settings(max_examples=BATCH, deadline=None, database=None, phases=[hypothesis.Phase.generate])
        @hypothesis.given(changed(seeds(target)))
        def batch(data: bytes) -> None:
            if time.monotonic() < end:
                put(target, data, figures)

        batch()
    return figures


def first_corpus() -> Iterator[tuple[str, str, bytes]]:
    """Small honest examples, and the odd ones that were met."""
    raised = {"type": "ValueError", "message": "é", "line": 3, "memory": False}
    empty: dict[str, object] = {"returned": None, "raised": None, "cut": [], "gradients": {}, "inputs": {}, "calls": {}}
    node = {"tuple": [{"tensor": "0", "dtype": "float64", "device": "cpu"}, {"dict": [["a", {"float": "nan"}]]}, 1]}
    case = {"case": "a", "answer": {**empty, "returned": node, "gradients": {"x": {"tensor": "0", "dtype": "float32"}}}}
    good = pack({"exercise": "ch1.a"}, {}) + pack({"loaded": True}, {}) + pack(case, {"0": np.ones((2, 3))})
    yield "answers", "right", good + pack({"case": "b", "answer": {**empty, "raised": raised}}, {})
    yield "answers", "not_loaded", pack({"loading": raised}, {})
    yield "answers", "half", good[: len(good) // 2]
    cell = {"cell_type": "code", "id": "ch2-lstm_cell", "metadata": {"nbgrader": {"grade_id": "x"}}, "outputs": []}
    text = "import torch\n%matplotlib inline\ndef lstm_cell(x):\n    global y\n    return [z for z in cell(x)]\nx += 1"
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{**cell, "source": text}]}
    yield "notebook", "right", json.dumps(whole).encode()
    yield "notebook", "lines", json.dumps({**whole, "cells": [{**cell, "source": [text, "\n!ls\n", "x?"]}]}).encode()
    yield "notebook", "nan", json.dumps({**whole, "metadata": {"x": float("nan"), "y": "\ud800"}}).encode()
    for kind in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", kind) as made:
            made.writestr("ch2/lstm_cell.py", text)
            made.writestr("ch1/é.ipynb", json.dumps(whole))
        yield "archive", f"kind_{kind}", packed.getvalue()
    yield "source", "right", text.replace("%", "#").encode()
    yield (
        "source",
        "odd",
        b"\xef\xbb\xbffrom torch import lstm as l, nn\nif '__main__' == __name__:\n  a.b.c\nf'{x!r:{y}}'\n",
    )
    yield "source", "coded", "# coding: utf-16\nx = '\u3042'\n".encode("utf-16")


def main() -> int:
    """Fuzz every target, and print what it came to. Returns 1 after a crash."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0, help="for all targets together")
    options.add_argument("--seed", type=int, default=int(time.time()))
    given = options.parse_args()
    for folder, name, data in first_corpus():
        (CORPUS / folder).mkdir(parents=True, exist_ok=True)
        if not (CORPUS / folder / name).exists():
            (CORPUS / folder / name).write_bytes(data)
    crashes = 0
    for target in TARGETS:
        figures = fuzz(target, given.seconds / len(TARGETS), given.seed)
        crashes += figures.crashes
        print(
            f"{target.__name__:<10} {figures.executions} executions, {figures.crashes} crashes, slowest"
            f" {figures.slowest * 1000:.0f} ms ({figures.slow_bytes} bytes); seed {given.seed}"
        )
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
