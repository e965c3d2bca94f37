"""Finds the exercises of a course; the only importer of ``reference/``."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import re
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.exercise import CourseError, Exercise
from autograder.slips import code_cells, read_slips

_NAME = re.compile(r"(ch\d+)\.([a-z][a-z0-9_]*)")


@dataclass
class Course:
    """A folder with ``reference/``, ``solutions/`` and ``assignments/``.

    Exercises are called by their path: ``reference/ch2/lstm_cell.py`` is ``ch2.lstm_cell``. They are loaded when asked
    for.
    """

    root: Path
    names: tuple[str, ...]
    _loaded: dict[str, Exercise] = field(default_factory=dict)

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course in `start` (default: the current folder) or the nearest folder above it. Raises CourseError."""
        here = (start or Path.cwd()).resolve()
        for root in (here, *here.parents):
            if (root / "reference").is_dir() and (root / "solutions").is_dir():
                files = sorted((root / "reference").glob("ch*/*.py"))
                names = (f"{path.parent.name}.{path.stem}" for path in files if path.stem != "__init__")
                return cls(root, tuple(names))
        raise CourseError(f"no course here: neither {here} nor a folder above it has reference/ and solutions/")

    def __getitem__(self, name: str) -> Exercise:
        """The exercise called `name`. Raises CourseError if there is none or its file does not load."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def _load(self, name: str) -> Exercise:
        if name not in self.names:
            raise CourseError(f"there is no exercise {name!r}; there are: {', '.join(self.names)}")
        path = self.reference_file(name)
        self._share_modules()
        spec = importlib.util.spec_from_file_location(f"reference.{name}", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise CourseError(f"{path}: {type(error).__name__}: {error}") from error
        exercise = getattr(module, "exercise", None)
        if not isinstance(exercise, Exercise):
            raise CourseError(f"{path}: define a global named exercise, of type Exercise")
        exercise.source = hashlib.sha256(path.read_bytes()).hexdigest()
        if self.solution_file(name).is_file():
            exercise.model = code_cells(self.solution_file(name).read_text(encoding="utf-8"))
        try:
            exercise.slips = read_slips(self.slips_file(name), {mistake.name for mistake in exercise.mistakes})
        except ValueError as error:
            raise CourseError(str(error)) from error
        exercise.given = tuple(sorted(self._stub_names(name) - set(exercise.oracles)))
        return exercise

    def _stub_names(self, name: str) -> set[str]:
        """The functions and classes of the exercise's stub."""
        stub = self.root / "assignments" / f"{inner_path(name)}.py"
        tree = ast.parse(stub.read_bytes()) if stub.is_file() else ast.Module([], [])
        return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}

    def _share_modules(self) -> None:
        """Let files of ``reference/`` import the modules beside the chapters, as ``reference.corpus``: this course's,
        not those of another one that was loaded before."""
        folder = str(self.root / "reference")
        if getattr(sys.modules.get("reference"), "__path__", None) != [folder]:
            for loaded in [name for name in sys.modules if name == "reference" or name.startswith("reference.")]:
                del sys.modules[loaded]
            package = types.ModuleType("reference")
            package.__path__ = [folder]
            sys.modules["reference"] = package

    def select(self, chapters: Sequence[str] = (), exercises: Sequence[str] = ()) -> tuple[str, ...]:
        """The names of these exercises and of all in these chapters, in the order of the course; of all, if none is
        given."""
        for name in exercises:
            if name not in self.names:
                raise CourseError(f"there is no exercise {name!r}; there are: {', '.join(self.names)}")
        for chapter in chapters:
            if chapter not in self.chapters:
                raise CourseError(f"there is no chapter {chapter!r}; there are: {', '.join(self.chapters)}")
        asked = {*exercises, *(name for name in self.names if chapter_of(name) in chapters)}
        wanted = asked if chapters or exercises else self.names
        return tuple(sorted(wanted, key=lambda name: (_number(chapter_of(name)), self[name].position)))

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters, ``("ch1", ...)``."""
        return tuple(sorted({chapter_of(name) for name in self.names}, key=_number))

    def reference_file(self, name: str) -> Path:
        """``reference/ch2/lstm_cell.py``"""
        return self.root / "reference" / f"{inner_path(name)}.py"

    def slips_file(self, name: str) -> Path:
        """``reference/ch2/lstm_cell.slips.toml``, which an exercise may have."""
        return self.root / "reference" / f"{inner_path(name)}.slips.toml"

    def solution_file(self, name: str) -> Path:
        """``solutions/ch2/lstm_cell.py``"""
        return self.root / "solutions" / f"{inner_path(name)}.py"


def _number(chapter: str) -> int:
    return int(chapter.removeprefix("ch"))


def chapter_of(name: str) -> str:
    """``"ch2"`` of ``"ch2.lstm_cell"``."""
    return name.partition(".")[0]


def entry_of(name: str) -> str:
    """``"lstm_cell"`` of ``"ch2.lstm_cell"``."""
    return name.partition(".")[2]


def inner_path(name: str) -> str:
    """``"ch2/lstm_cell"`` of ``"ch2.lstm_cell"``. Raises CourseError if it is not an exercise's name."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise CourseError(f"{name!r} is not the name of an exercise; names are like ch2.lstm_cell")
    return f"{match[1]}/{match[2]}"
