"""A class that never was: submissions of the exercises of `MISTAKES`, the same ones each time."""

from __future__ import annotations

from pathlib import Path

from autograder.authoring.solution import BEGIN, END, read_solution
from autograder.course import Course, inner_path

#: What is handed in, over and over again: the first ten submissions are like the whole class.
KINDS = (
    "right",
    "a mistake in every exercise",
    "right",
    "half of it not started",
    "right",
    "a syntax error in one file",
    "right",
    "a forbidden call in one file",
    "right",
    "a mistake in one exercise",
)

#: The exercises, and a known mistake in each: what in the model solution is replaced, and by what. A course that grows
#: leaves them as they are, so that figures can be compared.
MISTAKES = {
    "ch1.rnn_cell": ("h @ weight_hh.T", "h @ weight_hh"),
    "ch2.lstm_gates": ("i, f, g, o = a.chunk", "i, f, o, g = a.chunk"),
    "ch2.lstm_cell": ("i, f, g, o = a.chunk", "f, i, g, o = a.chunk"),
    "ch3.teacher_forcing": ("torch.where(use_teacher[:, t]", "torch.where(~use_teacher[:, t]"),
    "ch4.dot_product_attention": ("k.transpose(-1, -2) * scale", "k.transpose(-1, -2)"),
    "ch5.make_windows": ("last + 1, stride", "last, stride"),
    "ch5.mape": ("float(100 * np.mean", "float(np.mean"),
}
FORBIDDEN = (
    "ch2.lstm_cell",
    "h, c = state",
    "return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)",
)


def kind_of(number: int) -> str:
    """What the student with this number hands in."""
    return KINDS[number % len(KINDS)]


def name_of(number: int) -> str:
    """The folder of the student with this number."""
    return f"s{number:05}"


class Author:
    """Writes submissions. Raises ValueError where a solution no longer reads as `MISTAKES` expects."""

    def __init__(self, course: Course, names: tuple[str, ...]) -> None:
        self._right: dict[str, str] = {}
        self._stubs: dict[str, str] = {}
        for name in names:
            solution = read_solution(course.solution_file(name), name)
            lines = [line for line in solution.code.splitlines() if line.strip() not in (BEGIN, END)]
            self._right[name] = "\n".join(lines) + "\n"
            self._stubs[name] = solution.stub

    def write(self, to: Path, count: int) -> None:
        """Write `count` submissions into the folder `to`, ``s00000/ch1/rnn_cell.py`` and so on."""
        for number in range(count):
            for name, source in self.submission(number).items():
                path = to / name_of(number) / f"{inner_path(name)}.py"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(source, encoding="utf-8")

    def submission(self, number: int) -> dict[str, str]:
        """The files of the student with this number, by exercise; no two students hand in the same bytes."""
        files = dict(self._right)
        names = list(files)
        kind, turn = kind_of(number), number // len(KINDS) % len(names)
        if kind == "a mistake in every exercise":
            files = {name: self._mistaken(name) for name in names}
        elif kind == "a mistake in one exercise":
            files[names[turn]] = self._mistaken(names[turn])
        elif kind == "half of it not started":
            files |= {name: self._stubs[name] for name in names[len(names) // 2 :]}
        elif kind == "a syntax error in one file":
            files[names[turn]] += "\nif True print('done')\n"
        elif kind == "a forbidden call in one file":
            name, old, new = FORBIDDEN
            files[name] = _replaced(files[name], old, new, name)
        return {name: f"# Handed in by {name_of(number)}.\n{source}" for name, source in files.items()}

    def _mistaken(self, name: str) -> str:
        return _replaced(self._right[name], *MISTAKES[name], name)


def _replaced(source: str, old: str, new: str, name: str) -> str:
    if old not in source:
        raise ValueError(f"the solution of {name} no longer contains {old!r}: mend {__file__}")
    return source.replace(old, new)
