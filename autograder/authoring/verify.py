"""The course proves itself: every exercise, every invariant, and a table of what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from autograder.authoring.build import make_tree, out_of_date
from autograder.authoring.calibrate import table_holds
from autograder.authoring.coursepage import course_page
from autograder.authoring.coverage import coverage_holds
from autograder.authoring.pages import formulas_render, hints_complete, in_step
from autograder.authoring.proofs import (
    Evidence,
    measure_noise,
    mistakes_are_caught,
    nothing_leaks,
    solution_passes,
    stub_passes_nothing,
    twins_agree,
    well_formed,
    window_is_wide,
)
from autograder.authoring.reach import goals_are_in_reach, goals_well_formed, shortcuts_fail
from autograder.authoring.solution import read_solution
from autograder.authoring.texts import readme_name
from autograder.course import Course, chapter_of, entry_of
from autograder.judge.messages import LANGUAGES
from autograder.questions import set_paper
from autograder.sandbox.limits import Sandbox
from autograder.sandbox.wall import TRAINER, Wall

#: Hidden inputs are drawn from each of these in turn.
SECRETS = (b"verify, first secret", b"verify, second secret", b"verify, third secret")


def verify_course(course: Course, only: tuple[str, ...], page: Path | None, console: Console) -> bool:
    """Prove the exercises `only` (all if empty) and the course around them. Prints a table and every complaint; writes
    the page about the course if it holds."""
    names = course.select(exercises=only)
    tree = make_tree(course)
    with Wall(TRAINER) as wall:
        found = {}
        for name in names:
            console.print(f"proving {name} …", highlight=False)
            found[name] = prove(course, name, tree, wall)
    console.print(_table(course, found))
    for name, evidence in found.items():
        for goal, (reached, bound) in evidence.figures.items():
            console.print(f"{name}: {goal}: {reached:.4g}, asked {bound}", highlight=False)
    console.print("cuda: not run here; on a machine with a CUDA device `make test-cuda` puts every case on it")
    complaints = [f"{name}: {text}" for name, evidence in found.items() for text in evidence.complaints]
    complaints += (
        [*coverage_holds(course)]
        + _stray_files(course)
        + [*table_holds(course, course.root / "docs" / "tolerances.md")]
        + [f"assignments/{path} is out of date: run `autograder build`" for path in out_of_date(course)]
    )
    for complaint in complaints:
        console.print(f"✗ {complaint}", style="red", highlight=False, markup=False)
    good = sum(not evidence.complaints for evidence in found.values())
    console.print(f"{good} of {len(found)} exercises hold", style="green" if not complaints else "red", highlight=False)
    if page is not None and not complaints:
        page.write_text(course_page(course, found), encoding="utf-8")
    return not complaints


def prove(course: Course, name: str, tree: Mapping[str, str], wall: Sandbox) -> Evidence:
    """Every proof for one exercise."""
    exercise, solution = course[name], read_solution(course.solution_file(name), name)
    code = solution.code.encode()
    chapter, entry = chapter_of(name), entry_of(name)
    files = {f"{entry}.py", f"test_{entry}.py", f"{entry}.json", *map(readme_name, LANGUAGES)}
    own = {path: text for path, text in tree.items() if path.startswith(f"{chapter}/") and Path(path).name in files}
    evidence = Evidence()
    say = evidence.complaints.extend
    say(well_formed(exercise))
    say(goals_well_formed(exercise))
    say(in_step(solution.handout))
    for text in (*solution.handout.values(), *(hint for hints in solution.hints.values() for hint in hints)):
        say(formulas_render(text))
    say(hints_complete(solution.hints))
    say(nothing_leaks(solution, own, exercise))
    for secret in SECRETS:
        paper = set_paper(exercise, name, secret)
        say(twins_agree(exercise, paper, evidence))
        say(mistakes_are_caught(exercise, paper, evidence))
        say(solution_passes(paper, code, wall))
        say(measure_noise(paper, code, wall, evidence))
    say(goals_are_in_reach(paper, code, wall, evidence))
    say(shortcuts_fail(exercise, paper, evidence))
    say(stub_passes_nothing(paper, solution.stub.encode(), wall))
    say(window_is_wide(evidence))
    return evidence


def _table(course: Course, found: Mapping[str, Evidence]) -> Table:
    title = f"{len(found)} exercises, {len(SECRETS)} secrets"
    table = Table(title=title, title_justify="left", caption_justify="left", box=box.SIMPLE)
    for column in (
        "exercise",
        "points",
        "public",
        "hidden",
        "mistakes",
        "noise below",
        "mistakes above",
        "CPU",
        "training",
    ):
        table.add_column(column, justify="left" if column == "exercise" else "right", no_wrap=True)
    for name, evidence in found.items():
        exercise = course[name]
        public = sum(case.public for case in exercise.cases)
        table.add_row(
            name,
            f"{exercise.points:g}",
            str(public),
            str(len(exercise.cases) - public),
            f"{evidence.killed} of {len(exercise.mistakes)}",
            f"{1 / evidence.noise:.0e} ×" if evidence.noise else "exact",
            f"{evidence.weakest:.0e} ×",
            f"{evidence.cpu_ms:.0f} ms",
            f"{evidence.training_ms / 1000:.1f} s" if evidence.training_ms else "",
        )
    table.caption = "margins: how many times smaller than the tolerance right answers err, and larger mistakes do"
    return table


def _stray_files(course: Course) -> list[str]:
    files = (course.reference_file, course.slips_file, course.solution_file)
    expected = {file(name) for file in files for name in course.names}
    for chapter in course.chapters:
        folder = course.root / "solutions" / chapter
        expected |= {folder / name for name in (*map(readme_name, LANGUAGES), "figures.py")}
    strays = [path for path in _files(course.root) if path not in expected and path.parent.name != "data"]
    return [
        f"{path.relative_to(course.root)} belongs to no exercise: remove it, or write the other file" for path in strays
    ]


def _files(root: Path) -> Iterator[Path]:
    """The files of the chapters; modules that chapters share lie beside them."""
    for tree in ("reference", "solutions"):
        for path in sorted((root / tree).glob("*/**/*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
