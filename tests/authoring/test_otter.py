"""Masters for otter-grader, taken through otter itself, and what students hand in from it through our grader."""

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.authoring.otter import otter_tree
from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.intake.notebook import identity_of

pytest.importorskip("otter", reason="otter-grader is not installed: pip install '.[notebooks]'")

CLASS = Path(__file__).parents[1] / "class"
#: Two small exercises of a chapter, for what takes otter seconds: each run starts a kernel that imports torch.
FEW = {"ch1.readout": 4.0, "ch1.char_data": 3.0}
#: The values are right, and no gradient flows.
MISTAKE = (
    "# ch1.readout\ndef last_valid(output, lengths):\n    return output[range(len(lengths)), lengths - 1].detach()\n"
)
#: Otter's tests pass whatever stands in the notebook.
FORGERY = "from otter.test_files import test_case\ntest_case.call_func = lambda self, env: None\n"


@pytest.fixture(scope="module")
def tree(course: Course) -> dict[str, bytes]:
    """What `autograder release --format otter` writes."""
    return otter_tree(course)


@pytest.fixture(scope="module")
def engine(tree: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine as it is installed where otter grades: from the wheel, and from nothing else."""
    folder = tmp_path_factory.mktemp("engine")
    [wheel] = [content for path, content in tree.items() if path.startswith("ch1/") and path.endswith(".whl")]
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        archive.extractall(folder)
    return folder


Command = Callable[..., str]


@pytest.fixture(scope="module")
def command(engine: Path) -> Command:
    """Runs a Python module with the engine of the wheel, and gives what it printed."""

    def run(folder: Path, *words: str | Path) -> str:
        env = {**os.environ, "PYTHONPATH": str(engine)}
        arguments = [sys.executable, "-m", *map(str, words)]
        done = subprocess.run(arguments, cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def write(tree: dict[str, bytes], chapter: str, to: Path) -> Path:
    """The chapter's folder of the released tree."""
    for path, content in tree.items():
        if path.startswith(f"{chapter}/"):
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            (to / path).write_bytes(content)
    return to / chapter


def only(notebook: NotebookNode, names: Iterable[str]) -> NotebookNode:
    """The master with the questions of these exercises alone."""
    kept, keep = [], True
    for cell in notebook.cells:
        if cell.source.startswith("# BEGIN QUESTION"):
            keep = cell.source.partition("name: ")[2] in names
        if keep:
            kept.append(cell)
        keep = keep or cell.source == "# END QUESTION"
    notebook.cells = kept
    return notebook


@pytest.fixture(scope="module")
def assigned(tree: dict[str, bytes], command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`otter assign` done on a chapter of two exercises: its tests were run on the solution, and all passed."""
    folder = write(tree, "ch1", tmp_path_factory.mktemp("assigned"))
    master = nbformat.read(folder / "ch1.ipynb", as_version=4)
    nbformat.write(only(master, FEW), folder / "ch1.ipynb")
    command(folder, "otter", "assign", "ch1.ipynb", "dist")
    return folder / "dist"


def filled(student: Path, answers: dict[str, str], to: Path) -> Path:
    """A student's notebook with answers in the cells of some exercises."""
    notebook = nbformat.read(student, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    nbformat.write(notebook, to)
    return to


def answers_in(notebook: Path) -> dict[str, str]:
    """The sources of the answer cells, by their ids."""
    cells = nbformat.read(notebook, as_version=4).cells
    return {cell.id: cell.source for cell in cells if cell.id in {identity_of(name) for name in FEW}}


def earned(command: Command, submission: Path, assigned: Path, to: Path) -> dict[str, float]:
    """The points that `otter run` gives, by question."""
    [archive] = (assigned / "autograder").glob("*.zip")
    command(to, "otter", "run", submission, "-a", archive, "-o", to, "--no-logo")
    results = json.loads((to / "results.json").read_text(encoding="utf-8"))["tests"]
    return {test["name"]: test["score"] for test in results if "score" in test}


def test_the_same_sources_give_the_same_bytes(tree: dict[str, bytes], course: Course) -> None:
    """The masters, and the wheel that goes with them."""
    assert otter_tree(course) == tree


def test_every_question_is_worth_its_exercise_and_asks_every_public_case(
    tree: dict[str, bytes], course: Course
) -> None:
    """Points of the tests add up to those of the exercise; the trainings of projects are not asked."""
    for name in course.names:
        chapter, _, entry = name.partition(".")
        cells = nbformat.reads(tree[f"{chapter}/{chapter}.ipynb"].decode(), as_version=4).cells
        tests = [cell.source for cell in cells if f'check("{name}").require(' in cell.source]
        public = json.loads(tree[f"{chapter}/cases/{entry}.json"])["cases"]
        asked = [case["name"] for case in public if not (course[name].project and "target" in case)]
        assert [source.split('require("')[1].partition('"')[0] for source in tests] == asked
        points = [float(source.split("points: ")[1].partition("\n")[0]) for source in tests]
        assert sum(points) == pytest.approx(course[name].points, abs=1e-9)
        assert min(points) > 0


def test_the_wheel_holds_the_engine_and_nothing_of_the_course(engine: Path) -> None:
    """No reference, no solution."""
    assert {path.name.partition("-")[0] for path in engine.iterdir()} == {"autograder", "unrolled"}


@pytest.mark.slow
def test_students_get_our_stubs_and_nothing_that_is_hidden(assigned: Path, course: Course) -> None:
    """The answer cells are those of assignments/; no line of a solution and no hidden case is in any file."""
    assert answers_in(assigned / "student/ch1.ipynb") == answers_in(course.root / "assignments/ch1/ch1.ipynb")
    files = [path for path in (assigned / "student").rglob("*") if path.suffix in (".ipynb", ".py", ".json")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for name in FEW:
        assert [line for line in read_solution(course.solution_file(name), name).hidden_lines if line in text] == []
        hidden = [case.name for case in course[name].cases if not case.public]
        assert [case for case in hidden if f'"{case}"' in text or f"'{case}'" in text] == []


@pytest.mark.slow
def test_a_script_is_checked_like_a_notebook(assigned: Path, command: Command) -> None:
    """`otter check` on a file with the model solutions."""
    script = "\n\n".join(answers_in(assigned / "autograder/ch1.ipynb").values())
    (assigned / "student/answers.py").write_text(script, encoding="utf-8")
    assert "All tests passed!" in command(assigned / "student", "otter", "check", "answers.py")


@pytest.fixture(scope="module")
def exported(assigned: Path, command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a student who made a mistake in one exercise, ran every cell, `grader.export` at the end too."""
    folder = tmp_path_factory.mktemp("exported") / "student"
    shutil.copytree(assigned / "student", folder)
    filled(folder / "ch1.ipynb", {"ch1-readout": MISTAKE}, folder / "ch1.ipynb")
    command(folder, "jupyter", "execute", "--inplace", "ch1.ipynb")
    return folder


@pytest.mark.slow
def test_a_mistake_is_named_in_the_notebook_and_when_it_is_exported(exported: Path) -> None:
    """`grader.check` explains, and so does the run of otter that `grader.export` makes of what it packed."""
    cells = nbformat.read(exported / "ch1.ipynb", as_version=4).cells
    shown = {cell.source: str(cell.outputs) for cell in cells if cell.cell_type == "code"}
    assert "The result is cut off from the graph" in shown['grader.check("ch1.readout")']
    assert "not started" in shown['grader.check("ch1.char_data")']
    [export] = [output for source, output in shown.items() if "grader.export" in source]
    assert export.count("Test case passed") == 2
    assert export.count("cut off from the graph") == 1


@pytest.mark.slow
def test_a_few_lines_forge_full_marks_in_otter_and_nothing_here(
    assigned: Path, exported: Path, command: Command, tmp_path: Path
) -> None:
    """What docs/otter.md says: otter's tests run in the kernel of what they test; our grader finds no answer there,
    and in what otter exported the one that stands there."""
    submissions = tmp_path / "class"
    (submissions / "carol").mkdir(parents=True)
    (submissions / "carol/readout.py").write_text(MISTAKE, encoding="utf-8")
    [archive] = exported.glob("ch1_*.zip")
    shutil.copy(archive, submissions / "bob.zip")
    forged = filled(assigned / "student/ch1.ipynb", {"engine": FORGERY}, submissions / "mallory.ipynb")
    assert earned(command, forged, assigned, tmp_path) == FEW
    marks = graded(submissions, FEW, tmp_path / "out")
    assert marks["mallory"] == dict.fromkeys(FEW, 0)
    assert marks["bob"] == marks["carol"]
    assert 0 < marks["bob"]["ch1.readout"] < FEW["ch1.readout"]


@pytest.mark.slow
def test_the_same_answers_get_the_same_marks_as_scripts_and_as_otters_notebooks(
    tree: dict[str, bytes], command: Command, tmp_path: Path
) -> None:
    """Two chapters, five of the sample class: folders of scripts, and what LMSs make of otter's notebooks."""
    for chapter in ("ch1", "ch2"):
        command(write(tree, chapter, tmp_path), "otter", "assign", "--no-run-tests", f"{chapter}.ipynb", "dist")
    forms = {"amara": "folder", "babak": "export", "agnes": "notebook", "chidi": "export", "aiko": "notebook"}
    names: set[str] = set()
    for student, form in forms.items():
        scripts = [path for chapter in ("ch1", "ch2") for path in sorted(CLASS.glob(f"{student}/{chapter}/*.py"))]
        names |= {f"{path.parent.name}.{path.stem}" for path in scripts}
        for path in scripts:
            (tmp_path / f"class/{student}/{path.parent.name}").mkdir(parents=True, exist_ok=True)
            shutil.copy(path, tmp_path / f"class/{student}/{path.parent.name}")
        submit(tmp_path, f"otter_{student}", form, scripts)
    (tmp_path / "class/submission_metadata.yml").write_text("submission_1: {}\n")
    marks = graded(tmp_path / "class", names, tmp_path / "out")
    assert len(marks) == 2 * len(forms)
    assert {student: marks[f"otter_{student}"] for student in forms} == {student: marks[student] for student in forms}
    assert sum(sum(points.values()) for points in marks.values()) > 100


def submit(root: Path, student: str, form: str, scripts: list[Path]) -> None:
    """Hand the scripts in as otter's notebooks: one alone, a folder of them, or what `grader.export` packs."""
    folder = root / "class" / student
    notebooks = []
    for chapter in sorted({path.parent.name for path in scripts}):
        named = {
            path.stem: f"# {chapter}.{path.stem}\n{path.read_text()}" for path in scripts if path.parent.name == chapter
        }
        answers = {f"{chapter}-{entry}": source for entry, source in named.items()}
        notebooks.append(filled(root / chapter / f"dist/student/{chapter}.ipynb", answers, root / f"{chapter}.ipynb"))
    if form == "notebook" and len(notebooks) == 1:
        shutil.move(notebooks[0], folder.with_suffix(".ipynb"))
    elif form == "export":
        with zipfile.ZipFile(folder.with_suffix(".zip"), "w") as archive:
            for notebook in notebooks:
                archive.write(notebook, notebook.name)
            for name in (".OTTER_LOG", "__zip_filename__", f"{student}.pdf"):
                archive.writestr(name, "\x80 not for us")
    else:
        folder.mkdir()
        for notebook in notebooks:
            shutil.move(notebook, folder)


def graded(submissions: Path, names: Iterable[str], to: Path) -> dict[str, dict[str, float]]:
    """The points that `autograder grade` gives, by student and exercise."""
    chosen = [word for name in sorted(names) for word in ("--exercise", name)]
    words = [sys.executable, "-m", "autograder.cli", "grade", str(submissions), "--to", str(to), *chosen]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with (to / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: {name: float(row[name]) for name in sorted(names)} for row in csv.DictReader(file)}


#: IPython as a kernel has it; every call of the answer leaves a mark in a file.
SESSION = """
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell

def run(source):
    InteractiveShell.instance().run_cell(source, store_history=True).raise_error()
    return len(Path("calls").read_text())

Path("calls").touch()
run('# ch1.readout\\ndef last_valid(output, lengths):\\n    open("calls", "a").write("x")')
check = 'check("ch1.readout")\\n'
print(run("from autograder import check\\n" + check), run(check + check), run(check))
"""


@pytest.mark.slow
def test_a_question_drives_the_code_once(tree: dict[str, bytes], command: Command, tmp_path: Path) -> None:
    """Every test of otter asks for its case alone; run in one cell they share the answers, in the next they do not."""
    folder = write(tree, "ch1", tmp_path)
    (folder / "session.py").write_text(SESSION, encoding="utf-8")
    first, second, third = map(int, command(folder, "session").split()[-3:])
    assert first > 0
    assert (second, third) == (2 * first, 3 * first)
