"""The store of grades: one row for each student, exercise and device, in any database that SQLAlchemy knows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    Column,
    Float,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from autograder.grading import Grade
from autograder.judge.verdict import Status


class GradebookError(Exception):
    """The database cannot be used; the message says why."""


_metadata = MetaData()
_grades = Table(
    "grades",
    _metadata,
    Column("student", String(255), primary_key=True),
    Column("exercise", String(80), primary_key=True),
    Column("device", String(20), primary_key=True),
    Column("status", String(20), nullable=False),
    Column("points", Float, nullable=False),
    Column("possible", Float, nullable=False),
    Column("mistake", String(80)),
    Column("submission_digest", String(16), nullable=False),
    Column("paper_digest", String(16), nullable=False),
    Column("engine", String(40), nullable=False),
    Column("grade", JSON, nullable=False),
)
_students = Table(
    "students",
    _metadata,
    Column("student", String(255), primary_key=True),
    Column("notes", JSON, nullable=False),
)

#: Identifies what a grade was made from: equal keys need no second grading.
Key = tuple[str, str, str, str, str]


class Gradebook:
    """A gradebook at a database URL; ``sqlite:///grades.db`` is a file. Raises GradebookError."""

    def __init__(self, url: str, engine_version: str) -> None:
        self._version = engine_version
        try:
            self._engine = create_engine(url, json_serializer=_as_json, json_deserializer=msgspec.json.decode)
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _write_ahead)
            _metadata.create_all(self._engine)
        except (SQLAlchemyError, ImportError, OSError, ValueError) as error:
            raise GradebookError(f"the gradebook {_shown(url)} cannot be opened: {_first_line(error)}") from error

    def settled(self) -> set[Key]:
        """The keys of grades that need not be made again: all but those that are ungraded or were not run."""
        columns = _grades.c
        query = select(
            columns.student, columns.exercise, columns.device, columns.submission_digest, columns.paper_digest
        ).where(columns.status.not_in([Status.ungraded, Status.not_run]), columns.engine == self._version)
        with _reading(), self._engine.connect() as connection:
            return {(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(query)}

    def write(self, grades: Sequence[Grade], notes: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        """Store grades, each in place of what was there, in one transaction. Raises GradebookError."""
        try:
            with self._engine.begin() as connection:
                for key, group in itertools.groupby(grades, key=lambda grade: (grade.student, grade.device)):
                    connection.execute(delete(_grades).where(*_same(*key, [grade.exercise for grade in group])))
                if grades:
                    connection.execute(insert(_grades), [self._row(grade) for grade in grades])
                for student, texts in notes:
                    connection.execute(delete(_students).where(_students.c.student == student))
                    connection.execute(insert(_students), {"student": student, "notes": list(texts)})
        except SQLAlchemyError as error:
            raise GradebookError(f"grades cannot be stored: {_first_line(error)}") from error

    def _row(self, grade: Grade) -> dict[str, Any]:
        columns = ("student", "exercise", "device", "status", "points", "possible", "mistake")
        row = {name: getattr(grade, name) for name in columns}
        digests = {"submission_digest": grade.submission_digest, "paper_digest": grade.paper_digest}
        return {**row, **digests, "engine": self._version, "grade": grade}

    def students(self) -> list[tuple[str, list[str]]]:
        """Every student with the notes on the submission, in order of name."""
        with _reading(), self._engine.connect() as connection:
            rows = connection.execute(select(_students).order_by(_students.c.student))
            return [(row.student, row.notes) for row in rows]

    def grades_of(self, student: str) -> Iterator[Grade]:
        """The grades of one student."""
        query = select(_grades.c.grade).where(_grades.c.student == student)
        query = query.order_by(_grades.c.exercise, _grades.c.device)
        with _reading(), self._engine.connect() as connection:
            for row in connection.execute(query):
                yield msgspec.convert(row.grade, Grade)

    def close(self) -> None:
        """Release the database."""
        self._engine.dispose()


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, msgspec.ValidationError) as error:
        raise GradebookError(f"the gradebook cannot be read: {_first_line(error)}") from error


def _shown(url: str) -> str:
    """A database URL without its password."""
    return re.sub(r"(://[^:/@]*):[^/]*@", r"\1:***@", url)


def _same(student: str, device: str, exercises: Sequence[str]) -> tuple[Any, ...]:
    c = _grades.c
    return c.student == student, c.device == device, c.exercise.in_(exercises)


def _as_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _write_ahead(connection: Any, _: Any) -> None:
    """SQLite: readers do not wait, and a killed process loses at most its last transaction."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
