"""The command line: what it loads, its exit statuses, its one-line refusals."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app

ROOT = Path(__file__).parent.parent


def autograder(*args: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command as its users do."""
    command = [sys.executable, "-m", "autograder.cli", *map(str, args)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_help_loads_nothing_heavy() -> None:
    """--help answers without torch, numpy or a database library."""
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom autograder.cli import app\n"
        "result = CliRunner().invoke(app, ['--help'])\nassert result.exit_code == 0 and 'grade' in result.output\n"
        "print(sorted({'torch', 'numpy', 'sqlalchemy', 'msgspec', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["grade", "no/such/folder", "--to", "OUT"], "is not a folder"),
        (["grade", "docs", "--to", "OUT"], "holds no folder, no .zip"),
        (["grade", "tests", "--to", "OUT", "--chapter", "ch9"], "there is no chapter 'ch9'"),
        (["grade", "tests", "--to", "OUT", "--exercise", "ch2.lstm"], "there is no exercise 'ch2.lstm'"),
        (["grade", "tests", "--to", "OUT", "--device", "tpu"], "devices are cpu, cuda, stand-in"),
        (["grade", "tests", "--to", "OUT", "--seed-file", "no/such/file"], "cannot be read"),
        (["grade", "tests", "--to", "OUT", "--seed-file", "SHORT"], "at least 16"),
        (["grade", "tests", "--to", "OUT", "--gradebook", "nonsense://x"], "cannot be opened"),
        (["verify", "--exercise", "ch2.lstm"], "there is no exercise"),
        (["release", "--to", "docs"], "is not an empty folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_wrong_use_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], words: str
) -> None:
    """Every wrong argument ends with exit status 2 and one line on stderr that names it."""
    monkeypatch.chdir(ROOT)
    (tmp_path / "short").write_text("1234")
    places = {"OUT": str(tmp_path / "out"), "SHORT": str(tmp_path / "short")}
    done = CliRunner().invoke(app, [places.get(arg, arg) for arg in args])
    assert done.exit_code == 2, done.output
    assert len(done.stderr.strip().splitlines()) == 1
    assert words in done.stderr


def test_outside_of_a_course_the_command_says_so(tmp_path: Path) -> None:
    """Where there is no reference/ and solutions/, the refusal names what is missing."""
    done = autograder("verify", cwd=tmp_path)
    assert done.returncode == 2
    assert "no course here" in done.stderr


def test_an_unknown_option_is_wrong_use() -> None:
    """Typing errors in options exit with 2 as well."""
    assert autograder("grade", "--jbos", "2").returncode == 2


def test_version() -> None:
    """--version prints the version and nothing else."""
    from autograder import __version__

    assert autograder("--version").stdout.strip() == __version__
