"""The cases of an exercise as a file, and the check that the other methods make with it.

The file holds every probe and the oracle's answers, so that a check needs nothing but torch, the driver and the
judge: this module is what an instructor would put beside a notebook.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import safetensors.numpy

from autograder.judge.answer import read_document
from autograder.judge.expected import as_asked
from autograder.judge.question import Question
from autograder.judge.records import read_answers
from autograder.judge.verdict import Status, decide
from autograder.worker.drive import drive
from autograder.worker.wire import unpack


class Checks:
    """The frozen cases of one exercise."""

    def __init__(self, path: str | Path) -> None:
        head, _, rest = unpack(Path(path).read_bytes())
        job, arrays, rest = unpack(rest)
        self._settings = {setting["name"]: setting for setting in json.loads(head)}
        self._cases = {case["name"]: case for case in json.loads(job)["cases"]}
        self._arrays = safetensors.numpy.load(arrays)
        self._expected = read_answers(rest).by_case

    def passes(self, case: str, names: Mapping[str, Any]) -> bool:
        """Whether the implementation `names` gives the expected answer to this case."""
        dtype = self._cases[case]["dtype"]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document, arrays = drive(names, self._cases[case]["probe"], self._arrays, "cpu", dtype)
        expected = as_asked(self._expected[case], dtype)
        tolerance = self._settings[case]["tolerance"]
        question = Question(case, "", 0.0, False, tolerance, expected, {}, "", (), "")
        return decide(question, read_document(document, arrays)).status is Status.passed

    def points(self, names: Mapping[str, Any]) -> float:
        """What the implementation earns."""
        return float(sum(self._settings[case]["points"] for case in self._cases if self.passes(case, names)))
