"""The released tree, used as a student uses it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.release import release_to, student_tree
from autograder.authoring.solution import read_solution
from autograder.course import Course

LSTM = "assignments/ch2/lstm_cell.py"


@pytest.fixture(scope="module")
def released(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The student tree, away from the course."""
    to = tmp_path_factory.mktemp("student") / "tree"
    release_to(course, to)
    return to


def check(tree: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in the tree with the tree's own engine."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "120"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(released: Path, tmp_path: Path) -> Path:
    """A fresh copy to write into."""
    return Path(shutil.copytree(released, tmp_path / "tree"))


def test_nothing_of_the_solutions_is_in_the_tree(course: Course) -> None:
    """No line of a solution region but imports, no reference file, no hidden case's sentence, no mistake."""
    files = {path: content.decode() for path, content in student_tree(course).items()}
    lines = {line.strip() for text in files.values() for line in text.splitlines()}
    for name in course.names:
        hidden = read_solution(course.solution_file(name), name).hidden_lines
        shared = {line for line in hidden & lines if not line.startswith(("import ", "from "))}
        assert not shared
        for case in course[name].cases:
            if not case.public:
                assert not any(case.says in text for text in files.values()), case.name
        for mistake in course[name].mistakes:
            assert not any(f"def {mistake.name}" in text for text in files.values())
    assert not any(path.startswith(("reference/", "solutions/")) or "/reference/" in path for path in files)


def test_the_engine_in_the_tree_is_the_whole_engine(released: Path) -> None:
    """The tree has a project file, so that pip can install the engine it carries."""
    assert (released / "pyproject.toml").is_file()
    assert (released / "autograder" / "cli.py").is_file()
    assert (released / "README.ja.md").is_file()


def test_an_untouched_chapter_reads_not_started(released: Path) -> None:
    """No traceback, no failure: every check says not started, and the status is not success."""
    done = check(released, "assignments/ch2")
    assert done.returncode == 1
    assert "not started" in done.stdout
    assert "Traceback" not in done.stdout
    assert "FAILURES" not in done.stdout
    assert " 0%" in done.stdout
    assert "Hidden cases decide" in done.stdout


def test_a_right_solution_passes(tree: Path, course: Course) -> None:
    """With the model solutions in place every public check passes."""
    for name in course.names:
        chapter, _, entry = name.partition(".")
        code = read_solution(course.solution_file(name), name).code
        (tree / "assignments" / chapter / f"{entry}.py").write_text(code, encoding="utf-8")
    done = check(tree, "assignments")
    assert done.returncode == 0, done.stdout
    assert "100%" in done.stdout


def with_lstm(tree: Path, course: Course, old: str, new: str) -> str:
    """What the self-check prints for the model solution with one change."""
    code = read_solution(course.solution_file("ch2.lstm_cell"), "ch2.lstm_cell").code
    assert old in code
    (tree / LSTM).write_text(code.replace(old, new), encoding="utf-8")
    done = check(tree, "assignments/ch2/test_lstm_cell.py")
    assert done.returncode == 1
    return done.stdout


def test_a_known_mistake_is_named(tree: Path, course: Course) -> None:
    """Exchanged blocks: the call, the numbers, and the hint about the order of the gates."""
    told = with_lstm(tree, course, "i, f, g, o = a", "i, f, o, g = a")
    assert "lstm_cell(x: float64 [2, 3]" in told
    assert "Yours:" in told
    assert "i, f, g, o" in told
    assert "Traceback" not in told


def test_an_exception_is_told_with_its_line_and_without_our_frames(tree: Path, course: Course) -> None:
    """A student sees the own line and message, nothing of the harness."""
    told = with_lstm(tree, course, "i, f, g, o = a.chunk(4, dim=-1)", "i, f, g, o = a.chunk(3, dim=-1)")
    assert "ValueError at line" in told
    assert "not enough values to unpack" in told
    assert "drive.py" not in told


def test_a_wrong_shape_is_told_as_shapes(tree: Path, course: Course) -> None:
    """The message gives both shapes."""
    told = with_lstm(tree, course, "return h_new, c_new", "return h_new.T, c_new")
    assert "shape" in told


def test_a_forbidden_name_is_told_with_its_line(tree: Path, course: Course) -> None:
    """Using torch's own cell is refused by name."""
    told = with_lstm(tree, course, "h, c = state", "h, c = torch.lstm_cell(x, state, weight_ih, weight_hh)")
    assert "torch.lstm_cell is used (line" in told


def test_a_file_that_does_not_load_is_told_so(tree: Path) -> None:
    """A syntax error and a crash at import are findings, not tracebacks of the plugin."""
    (tree / LSTM).write_text("def lstm_cell(:\n")
    told = check(tree, "assignments/ch2/test_lstm_cell.py").stdout
    assert "syntax error at line 1" in told
    assert "INTERNALERROR" not in told
    (tree / LSTM).write_text("import no_such_module\n")
    told = check(tree, "assignments/ch2/test_lstm_cell.py").stdout
    assert "ModuleNotFoundError at line 1" in told


def test_messages_in_japanese(tree: Path, course: Course) -> None:
    """--lang ja gives findings, hints and the summary in Japanese."""
    code = read_solution(course.solution_file("ch2.lstm_cell"), "ch2.lstm_cell").code
    (tree / LSTM).write_text(code.replace("i, f, g, o = a", "i, f, o, g = a"), encoding="utf-8")
    told = check(tree, "assignments/ch2/test_lstm_cell.py", "--lang", "ja").stdout
    assert "値が違います" in told
    assert "ブロック" in told
    assert "非公開ケース" in told


def test_one_exercise_by_its_marker(released: Path) -> None:
    """pytest -m ch2_lstm_cell selects one exercise."""
    done = check(released, "assignments", "-m", "ch2_lstm_cell", "--collect-only", "-q")
    selected = [line for line in done.stdout.splitlines() if "::" in line]
    assert selected
    assert all("test_lstm_cell" in line for line in selected)


def test_a_damaged_case_file_is_told_so(tree: Path) -> None:
    """The message names the file and the remedy."""
    (tree / "assignments/ch2/cases/lstm_cell.json").write_text("{}")
    told = check(tree, "assignments/ch2/test_lstm_cell.py").stdout
    assert "missing or damaged; unpack the course again" in told


def test_a_device_that_is_not_there_is_refused(released: Path) -> None:
    """--device cuda without a CUDA device says so and checks nothing."""
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has a CUDA device, so nothing is refused")
    done = check(released, "assignments/ch2", "--device", "cuda")
    assert done.returncode == 4
    assert "no CUDA device" in done.stdout + done.stderr


def test_mistakes_about_devices_without_a_device(tree: Path, course: Course) -> None:
    """--device stand-in finds a tensor of the CPU, names both lines, and skips what it cannot tell."""
    code = read_solution(course.solution_file("ch2.lstm_cell"), "ch2.lstm_cell").code
    (tree / LSTM).write_text(code, encoding="utf-8")
    done = check(tree, "assignments/ch2/test_lstm_cell.py", "--device", "stand-in")
    assert done.returncode == 0, done.stdout
    (tree / LSTM).write_text(
        code.replace("i, f, g, o = a.", "one = torch.ones(1); i, f, g, o = (a * one)."), encoding="utf-8"
    )
    told = check(tree, "assignments/ch2/test_lstm_cell.py", "--device", "stand-in").stdout
    assert "puts a tensor on the CPU together with one on another device" in told and "made it:" in told
    (tree / LSTM).write_text(code.replace("i, f, g, o = a", "i, f, o, g = a"), encoding="utf-8")
    done = check(tree, "assignments/ch2/test_lstm_cell.py", "--device", "stand-in", "-rs")
    assert done.returncode == 0 and "a reason that has nothing to do with devices" in done.stdout
