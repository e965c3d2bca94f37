"""Grading on a Dask cluster gives the grades of one machine."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
distributed = pytest.importorskip("distributed", reason="not run: the extra distributed is not installed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two workers on this machine."""
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    yield cluster.scheduler_address
    cluster.close()


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six submissions: right, wrong and broken."""
    root = tmp_path_factory.mktemp("cluster")
    code = (ROOT / "solutions" / "ch2" / "lstm_cell.py").read_text(encoding="utf-8")
    texts = [code, code.replace("i, f, g, o =", "i, f, o, g ="), "def lstm_cell(:\n"]
    for number in range(6):
        folder = root / "class" / f"student{number}" / "ch2"
        folder.mkdir(parents=True)
        (folder / "lstm_cell.py").write_text(f"# {number}\n{texts[number % 3]}", encoding="utf-8")
    (root / "secret").write_text("a secret for the cluster")
    return root


def grade(root: Path, to: str, *more: str) -> subprocess.CompletedProcess[str]:
    """The command, with the secret of the folder."""
    words = ["grade", str(root / "class"), "--to", str(root / to), "--seed-file", str(root / "secret")]
    command = [sys.executable, "-m", "autograder.cli", *words, "--exercise", "ch2.lstm_cell", *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_cluster_gives_the_grades_of_one_machine(handed_in: Path, address: str) -> None:
    """The same submissions and secret: grades.json is the same to the byte."""
    here, there = grade(handed_in, "here"), grade(handed_in, "there", "--cluster", address)
    assert here.returncode == 0, here.stderr
    assert there.returncode == 0, there.stderr
    assert (handed_in / "here/grades.json").read_bytes() == (handed_in / "there/grades.json").read_bytes()


def test_a_cluster_that_does_not_answer_is_refused(handed_in: Path) -> None:
    """One line that names the address, and status 2."""
    done = grade(handed_in, "nowhere", "--cluster", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in done.stderr.splitlines()[-1]
