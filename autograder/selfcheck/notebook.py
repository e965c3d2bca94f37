"""``check("ch2.lstm_cell")`` in a notebook: the cells that were run, taken for what they would be when handed in."""

from __future__ import annotations

import contextlib
import io
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from autograder.intake.candidates import Handed
from autograder.intake.notebook import Cell
from autograder.intake.program import Notebook
from autograder.judge.verdict import Status
from autograder.selfcheck.cases import CaseFile, read_case_file
from autograder.selfcheck.course import NotHere, find_cases, hint_lines, open_hint
from autograder.selfcheck.handed import chapter_wanted
from autograder.selfcheck.progress import chapter_lines, own_language
from autograder.selfcheck.sitting import Sitting, put

_NO_CELLS = {
    "en": "{name} is in no cell that was run: run the cell with your answer, then this one",
    "ja": "{name} を定義するセルがまだ実行されていません。解答のセルを実行してから、このセルを実行してください",
}


@dataclass(frozen=True)
class Checked:
    """What a check found; a notebook shows it as a page, everything else as text.

    Attributes:
        sitting: the verdicts on the public cases.
        printed: what the student's code printed meanwhile.
    """

    sitting: Sitting
    language: str
    printed: str

    @property
    def passed(self) -> bool:
        """Whether every public case passed."""
        return self.earned == self.possible

    @property
    def earned(self) -> float:
        """The points of the public cases that passed."""
        return self.sitting.points()

    @property
    def possible(self) -> float:
        """The points of the public cases that were put."""
        return sum(case.points for case in self.sitting.asked)

    def out_of(self, points: float) -> float:
        """Show the result, and return so many points of `points` as the public cases earned, a plain float: the last
        line of an nbgrader test cell."""
        _show(self)
        return float(points * self.earned / self.possible) if self.possible else 0.0

    def require(self, case: str) -> None:
        """Raise AssertionError, with the explanation, if the public case did not pass: the body of an otter test."""
        if self.sitting.verdicts[case].status is not Status.passed:
            raise AssertionError(self.sitting.explain(case, self.language))

    def __repr__(self) -> str:
        """As text."""
        failed = [case.name for case in self.sitting.asked if self.sitting.verdicts[case.name].status != Status.passed]
        explained = [self.sitting.explain(name, self.language) for name in failed]
        summary = [text for text, _ in chapter_lines([self.sitting], self.language)]
        return "\n".join([*explained, *summary])


def check_cells(exercise: str, lang: str | None, device: str, trainings: bool) -> Checked:
    """See `autograder.check`."""
    language = lang or own_language()
    cases_path = find_cases(Path.cwd(), exercise)
    cases = read_case_file(cases_path)
    handed = _from_history(cases, cases_path, language)
    printed = io.StringIO()
    with _kept_as_it_was(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        sitting = put(cases, handed, device, trainings)
    return Checked(sitting, language, printed.getvalue())


def _from_history(cases: CaseFile, path: Path, language: str) -> Handed:
    """The code of the exercise among the cells that were run."""
    program = Notebook(_history()).program(cases.exercise, chapter_wanted(path.parent))
    if program is None:
        names = ", ".join(cases.names)
        return Handed("this notebook", b"", broken=_NO_CELLS[language].format(name=names))
    return Handed("this notebook", program.source.encode(), broken=program.unrun, places=program.places)


def _history() -> list[Cell]:
    """The cells that were run, in that order; one that was run again counts where it was run last."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        raise NotHere("check looks at the cells of a notebook or of IPython; for files use pytest assignments/ch2")
    typed = dict(enumerate(shell.history_manager.input_hist_raw))
    last = {source: number for number, source in typed.items() if source.strip()}
    return [Cell(f"In [{number}]", source) for source, number in sorted(last.items(), key=lambda pair: pair[1])]


@contextlib.contextmanager
def _kept_as_it_was() -> Iterator[None]:
    """The notebook's random numbers go on as if nothing had happened, and no figure of the check stays open."""
    python, numpy = random.getstate(), np.random.get_state()
    before = _figures()
    with torch.random.fork_rng():
        yield
    random.setstate(python)
    np.random.set_state(numpy)
    for number in _figures() - before:
        sys.modules["matplotlib.pyplot"].close(number)


def _figures() -> set[int]:
    """The numbers of the figures that are open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def _show(checked: Checked) -> None:
    display: Any = getattr(sys.modules.get("IPython.display"), "display", print)
    display(checked)


def print_hints(exercise: str, lang: str | None) -> None:
    """See `autograder.hint`."""
    language = lang or own_language()
    hints, available = open_hint(Path.cwd(), exercise, language)
    print("\n".join(hint_lines(hints, available, exercise, language)))
