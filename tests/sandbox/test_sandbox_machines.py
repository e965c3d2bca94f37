"""Other graders than this process: killed ones, ordinary users, private interpreters, poorer machines."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import bubblewrap, places
from autograder.sandbox.limits import SandboxError
from autograder.sandbox.wall import ENVIRONMENT

ROOT = Path(__file__).parents[2]
SERVES = Path(__file__).parent / "serves"
OWN = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def namespaces_here() -> bool:
    """Whether this machine offers namespaces to this user."""
    try:
        return bool(bubblewrap.command(places.readable(), [], ENVIRONMENT))
    except SandboxError:
        return False


def said(command: list[str], folder: Path) -> list[dict[str, Any]]:
    """The JSON lines that a grader in a process of its own prints."""
    done = subprocess.run(command, capture_output=True, text=True, env=OWN, cwd=folder, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def processes_naming(marker: str) -> list[int]:
    """The processes whose command line names something; children have their zygote's."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if marker.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


@pytest.mark.parametrize("path", [os.environ["PATH"], ""], ids=["as found", "without bubblewrap"])
def test_a_killed_grader_leaves_no_process(tmp_path: Path, path: str) -> None:
    """After kill -9 of a grader in the middle of a run, zygote and child are gone within a second."""
    serves = tmp_path / "serves"
    shutil.copytree(SERVES, serves)
    with subprocess.Popen(
        [sys.executable, str(SERVES / "grader.py"), "sleep", str(serves)],
        stdout=subprocess.PIPE,
        text=True,
        env={**OWN, "PATH": path},
    ) as grader:
        assert grader.stdout is not None
        grader.stdout.readline()
        time.sleep(0.3)
        before = processes_naming(str(serves))
        grader.kill()
        grader.wait()
        assert len(before) >= 3  # the grader, a zygote, a child, and bubblewrap if there is any
        deadline = time.monotonic() + 1
        while (left := processes_naming(str(serves))) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert left == []


def test_an_ordinary_user_is_as_safe() -> None:
    """The same wall, and the same level, for a user without any rights."""
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become an ordinary user, by setpriv")
    closed = [path for path in [*places.readable(), ROOT] if not places.open_to_all(path)]
    if closed:
        pytest.skip(f"an ordinary user cannot reach {closed[0]}")
    become = ["setpriv", "--reuid=1234", "--regid=1234", "--clear-groups", "--"]
    plain, best = said([*become, sys.executable, str(SERVES / "grader.py"), "examine"], ROOT)
    assert [attack for attack in plain["attacks"] + best["attacks"] if not attack[1]] == []
    assert plain["level"] == 2
    assert best["level"] == (3 if best["layers"]["namespaces"] is True else 2)


def test_a_private_interpreter(tmp_path: Path) -> None:
    """Root's interpreter in a closed folder: shown by namespaces, else children are a powerless root."""
    if os.getuid() != 0:
        pytest.skip("only root starts children as somebody else")
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", private / "venv"], check=True)
    python = private / "venv/bin/python"
    packages = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    Path(packages.strip(), "more.pth").write_text(sysconfig.get_path("purelib"))
    plain, best = said([str(python), str(SERVES / "grader.py"), "examine"], tmp_path)
    assert (plain["level"], best["level"]) == (2, 3 if namespaces_here() else 2), plain["remedies"] + best["remedies"]
    assert "cannot reach" in str(plain["layers"]["own user"])
    assert best["layers"]["own user"] is True or not namespaces_here()


def test_a_machine_without_namespaces() -> None:
    """Insisting is an error with the remedy; otherwise the wall stands without, and says so."""
    insisting, taking, without = said([sys.executable, str(SERVES / "grader.py"), "poor", "namespaces"], ROOT)
    assert "bubblewrap" in insisting["error"] and ("sysctl" in insisting["error"] or "make" in insisting["error"])
    assert (taking["namespaces"], taking["status"]) == (False, "ok") and "bubblewrap" in taking["reason"]
    assert (without["status"], without["missing"]) == ("ok", {})


@pytest.mark.parametrize(("lacks", "words"), [("landlock", "Landlock is missing"), ("seccomp", "CONFIG_SECCOMP")])
def test_a_machine_without_a_layer(lacks: str, words: str) -> None:
    """A missing layer is an error, unless the grader was told to go on without: then it is named."""
    insisting, taking, without = said([sys.executable, str(SERVES / "grader.py"), "poor", lacks], ROOT)
    assert words in insisting["error"] and words in taking["error"]
    assert without["status"] == "ok" and words in without["missing"][lacks]


def test_a_layer_that_fails() -> None:
    """A layer that fails in the child is neither skipped nor blamed on the student."""
    for run in said([sys.executable, str(SERVES / "grader.py"), "poor", "restriction"], ROOT):
        if "bubblewrap" not in run.get("error", ""):
            assert run["status"] == "sandbox_error" and "landlock_restrict_self" in run["detail"]


def test_only_libraries_can_be_read() -> None:
    """No whole prefix is shown: a project may lie in one."""
    for path in places.readable():
        assert path.name in places.PARTS
    assert not any(ROOT.is_relative_to(path) for path in places.readable())
