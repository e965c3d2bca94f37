"""The boundaries of docs/architecture.md, kept by looking at the syntax trees of the engine."""

import ast
import sys
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "autograder"
FILES = sorted(path for path in ENGINE.rglob("*.py") if "templates" not in path.parts)


def imported(path: Path) -> set[str]:
    """The modules that a file imports, in full."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def outside(path: Path) -> set[str]:
    """The distributions, but for the standard library, that a file imports."""
    return {name.partition(".")[0] for name in imported(path)} - set(sys.stdlib_module_names) - {"autograder"}


def inside(path: Path) -> set[str]:
    """The rooms of the engine that a file imports."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("autograder.")}


def room(name: str) -> list[Path]:
    """The files of one room."""
    return [path for path in FILES if name in path.relative_to(ENGINE).parts]


@pytest.mark.parametrize("path", room("worker"), ids=lambda path: path.name)
def test_the_worker_imports_only_what_may_be_seen_by_student_code(path: Path) -> None:
    """worker/ knows the standard library, numpy, torch, safetensors and itself."""
    assert outside(path) <= {"numpy", "torch", "safetensors"}
    assert inside(path) <= {"worker"}


@pytest.mark.parametrize("path", room("sandbox"), ids=lambda path: path.name)
def test_the_sandbox_knows_nothing_of_exercises(path: Path) -> None:
    """sandbox/ imports the standard library, pyseccomp and itself."""
    assert outside(path) <= {"pyseccomp"}
    assert inside(path) <= {"sandbox"}


@pytest.mark.parametrize("path", room("judge"), ids=lambda path: path.name)
def test_the_judge_does_no_input_or_output(path: Path) -> None:
    """judge/ imports nothing that reads, writes or starts anything, and never calls open or print."""
    assert imported(path).isdisjoint({"os", "io", "pathlib", "subprocess", "socket", "sys", "time", "logging", "torch"})
    assert inside(path) <= {"judge", "worker"}
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called.isdisjoint({"open", "print", "input", "exec", "eval", "__import__"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_no_file_reaches_what_it_may_not(path: Path) -> None:
    """No pickle anywhere; nothing imports reference or solutions; code is executed in worker/load.py only."""
    names = imported(path)
    assert {name.partition(".")[0] for name in names}.isdisjoint({"pickle", "dill", "cloudpickle", "joblib", "shelve"})
    assert {name.partition(".")[0] for name in names}.isdisjoint({"reference", "solutions"})
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called.isdisjoint({"eval", "torch.load", "torch.save", "numpy.load", "np.load"})
    if path != ENGINE / "worker" / "load.py":
        assert called.isdisjoint({"exec", "compile"})


def test_only_the_course_loads_reference_files() -> None:
    """importlib's file loader, the way to reference/, occurs in course.py, and for the drawings of solutions/."""
    users = [path.name for path in FILES if "spec_from_file_location" in path.read_text(encoding="utf-8")]
    assert sorted(users) == ["course.py", "pictures.py"]
    assert '"reference"' not in (ENGINE / "authoring" / "pictures.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", room("selfcheck"), ids=lambda path: path.name)
def test_the_self_check_needs_no_part_that_stays_at_home(path: Path) -> None:
    """selfcheck/ works in a released tree: without authoring, course, questions, sandbox and their libraries. Only
    its pictures need matplotlib, and only when one is drawn."""
    assert inside(path) <= {"selfcheck", "intake", "judge", "worker"}
    assert outside(path) <= {"pytest", "msgspec", "numpy", "torch", "jinja2", "matplotlib"}
    assert "matplotlib" not in outside(path) or path.name in ("canvas.py", "pictures.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_the_core_does_not_need_the_extras(path: Path) -> None:
    """Only authoring/ uses what the authoring extra installs, cluster.py the cluster's, nbgrader/ the notebooks'."""
    heavy = {"jupyter", "nbgrader", "otter", "nbclient", "IPython", "sklearn", "pandas"}
    assert "distributed" not in outside(path) or path.name == "cluster.py"
    assert outside(path).isdisjoint(heavy) or "nbgrader" in path.parts
    assert outside(path).isdisjoint({"jupytext", "nbformat"}) or {"authoring", "nbgrader"} & set(path.parts)
