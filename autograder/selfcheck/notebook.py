"""``check("ch2.lstm_cell")`` in a notebook: the cells that were run, taken for what they would be when handed in."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.intake.candidates import Handed
from autograder.intake.notebook import Cell
from autograder.intake.program import Notebook
from autograder.judge.messages import LANGUAGES
from autograder.judge.verdict import Status
from autograder.selfcheck.cases import read_case_file
from autograder.selfcheck.course import NotHere, find_cases, hint_lines, open_hint
from autograder.selfcheck.explain import explanation
from autograder.selfcheck.handed import chapter_wanted
from autograder.selfcheck.page import page
from autograder.selfcheck.progress import chapter_lines, own_language
from autograder.selfcheck.sitting import HERE, Sitting, put
from autograder.selfcheck.undisturbed import undisturbed
from autograder.worker.wire import well_formed

_NO_CELLS = {
    "en": "{name} is in no cell that was run: run the cell with your answer, then this one.",
    "ja": "{name} を定義するセルがまだ実行されていません。解答のセルを実行してから、このセルを実行してください。",
}


@dataclass(frozen=True)
class Checked:
    """What a check found; a notebook shows it as a page, everything else as text.

    Attributes:
        sitting: the verdicts on the public cases.
        printed: what the student's code printed meanwhile.
        missing: that no cell that was run has anything of the exercise, in words; or "".
    """

    sitting: Sitting
    language: str
    printed: str
    missing: str = ""

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
        return self.sitting.possible()

    def out_of(self, points: float) -> float:
        """Show the result, and return so many points of `points` as the public cases earned, a plain float: the last
        line of an nbgrader test cell."""
        _show(self)
        return float(points * self.earned / self.possible) if self.possible else 0.0

    def require(self, case: str) -> None:
        """Raise AssertionError, with the explanation, if the public case did not pass: the body of an otter test."""
        if self.sitting.verdicts[case].status is not Status.passed:
            raise AssertionError(self.sitting.explain(case, self.language))

    def _repr_html_(self) -> str:
        """As a page."""
        return page(self)

    def __repr__(self) -> str:
        """As text."""
        return well_formed("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        sitting = self.sitting
        summary = [text for text, _ in chapter_lines([sitting], self.language)]
        if self.missing:
            yield f"{sitting.cases.exercise}: {self.missing}"
        elif sitting.not_started:
            yield summary[0]
        else:
            said: set[str] = set()
            failed = (case for case in sitting.asked if sitting.verdicts[case.name].status is not Status.passed)
            yield from (explanation(sitting, case, self.language, said) for case in failed)
            yield from summary


def check_cells(exercise: str, lang: str | None, device: str, trainings: bool) -> Checked:
    """See `autograder.check`."""
    language = _language(lang)
    cells = _history(exercise)
    path = find_cases(Path.cwd(), exercise)
    try:
        cases, wanted = read_case_file(path), chapter_wanted(path.parent)
    except ValueError as error:
        raise NotHere(str(error)) from None
    program = Notebook(cells).program(exercise, wanted)
    missing = _NO_CELLS[language].format(name=", ".join(cases.names)) if program is None else ""
    handed = Handed(HERE, b"", broken=missing)
    if program is not None:
        handed = Handed(HERE, program.source.encode("utf-8", "replace"), "", program.unrun, program.places)
    sitting, printed = _put(path, handed, device, trainings, _shell(exercise).execution_count)
    return Checked(sitting, language, printed, missing)


@functools.lru_cache(maxsize=1)
def _put(path: Path, handed: Handed, device: str, trainings: bool, execution: int) -> tuple[Sitting, str]:
    """The code put to the cases, and what it printed; once for each `execution` of a cell, since otter's tests ask for
    every case anew."""
    cases = read_case_file(path)
    with undisturbed(cases.exercise.partition(".")[2]) as printed:
        sitting = put(cases, handed, device, trainings)
    return sitting, printed.getvalue()


def _language(lang: str | None) -> str:
    if lang not in (None, *LANGUAGES):
        raise NotHere(f"there is no language {str(lang)!r} here; there are: {', '.join(LANGUAGES)}")
    return lang or own_language()


def _history(exercise: str) -> list[Cell]:
    """The cells that were run, in that order; one that was run again counts where it was run last. Raises NotHere."""
    typed = dict(enumerate(_shell(exercise).history_manager.input_hist_raw))
    last = {source: number for number, source in typed.items() if source.strip()}
    return [Cell(f"In [{number}]", source) for source, number in sorted(last.items(), key=lambda pair: pair[1])]


def _shell(exercise: str) -> Any:
    """IPython, as it runs here. Raises NotHere."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        chapter = exercise.partition(".")[0]
        raise NotHere(f"check looks at the cells of a notebook; for files, run: pytest assignments/{chapter}")
    return shell


def _show(checked: Checked) -> None:
    display: Any = getattr(sys.modules.get("IPython.core.display_functions"), "display", print)
    display(checked)


def print_hints(exercise: str, lang: str | None) -> None:
    """See `autograder.hint`."""
    language = _language(lang)
    hints, available = open_hint(Path.cwd(), exercise, language)
    print("\n".join(hint_lines(hints, available, exercise, language)))
