"""The zips for Gradescope: complete, the same bytes each time, of one chapter alone, and scripts that bash accepts."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.gradescope import autograder_files, gradescope_tree, reference_files, zipped
from autograder.authoring.release import FORMS
from autograder.course import Course
from autograder.upload import SECRET

ROOT = Path(__file__).parents[2]
LINKED = ("reference", "assignments", "solutions", "pyproject.toml", "constraints.txt", "LICENSE")


@pytest.fixture(scope="module")
def own(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """This course with a secret of its own."""
    root = tmp_path_factory.mktemp("course")
    for name in LINKED:
        (root / name).symlink_to(course.root / name)
    (root / ".unrolled-secret").write_text("the secret of these tests\n")
    return Course(root, course.names)


@pytest.fixture(scope="module")
def tree(own: Course) -> dict[str, bytes]:
    """The whole release."""
    return gradescope_tree(own)


def archive(content: bytes) -> zipfile.ZipFile:
    """An archive, opened."""
    return zipfile.ZipFile(io.BytesIO(content))


def test_a_zip_for_each_chapter_and_a_page(tree: dict[str, bytes], own: Course) -> None:
    """The page says whose they are; the command knows the form."""
    assert FORMS["gradescope"] is gradescope_tree
    assert set(tree) == {"README.md", *(f"{chapter}.zip" for chapter in own.chapters)}
    assert b"Give them to nobody" in tree["README.md"]


def test_what_is_in_a_zip(tree: dict[str, bytes]) -> None:
    """At its root what Gradescope looks for; the engine, the secret, the chapter; no solution, nothing of others."""
    names = set(archive(tree["ch2.zip"]).namelist())
    assert {"setup.sh", "run_autograder", "pyproject.toml", "constraints.txt", "autograder/cli.py", SECRET} <= names
    assert "reference/ch2/lstm_cell.py" in names and "assignments/ch2/lstm_cell.py" in names
    assert [name for name in names if name.startswith("solutions/")] == ["solutions/README.md"]
    assert not any(re.match(r"(reference|assignments)/ch[1345]/", name) for name in names)
    assert archive(tree["ch2.zip"]).read(SECRET) == b"the secret of these tests\n"


def test_what_the_chapter_imports_comes_along(own: Course) -> None:
    """Modules of reference/, also of another chapter, and what these import."""
    found = {path.relative_to(own.root / "reference").as_posix() for path in reference_files(own, "ch4")}
    assert {"corpus.py", "ch3/translate.py", "ch4/plot_alignment.py"} <= found
    assert "ch3/encoder.py" not in found and "series.py" not in found


def test_the_same_bytes_and_modes_each_time(tree: dict[str, bytes], own: Course) -> None:
    """Dates are fixed, names in order, scripts executable, the secret private."""
    assert zipped(autograder_files(own, "ch1")) == tree["ch1.zip"]
    entries = archive(tree["ch1.zip"]).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in entries}
    assert (modes["run_autograder"], modes["setup.sh"], modes[SECRET], modes["LICENSE"]) == (0o755, 0o755, 0o600, 0o644)


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_the_scripts_are_sound(own: Course, tmp_path: Path, script: str) -> None:
    """bash reads them to the end; shellcheck, where there is one, finds nothing."""
    path = tmp_path / script
    path.write_bytes(autograder_files(own, "ch1")[script])
    assert path.read_bytes().startswith(b"#!/usr/bin/env bash\n") and b"\r" not in path.read_bytes()
    checkers = [["bash", "-n"], ["shellcheck"]] if shutil.which("shellcheck") else [["bash", "-n"]]
    for checker in checkers:
        done = subprocess.run([*checker, str(path)], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_setup_installs_what_make_does(own: Course) -> None:
    """The Debian packages of `make system-deps`."""
    (packages,) = re.findall(r"--no-install-recommends (bubblewrap .*)", (ROOT / "Makefile").read_text())
    assert f"--no-install-recommends {packages}\n" in autograder_files(own, "ch1")["setup.sh"].decode()
