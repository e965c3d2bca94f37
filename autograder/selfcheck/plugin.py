"""The pytest plugin of the self-check: ``pytest assignments/ch2``.

A generated test asks the `attempt` fixture for one public case. Torch is imported only when a test does so, since every
pytest in the environment loads the plugin.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.selfcheck.progress import chapter_lines, own_language

if TYPE_CHECKING:
    from autograder.selfcheck.sitting import Sitting

#: By file, device, and whether trainings were part of it.
Sittings = dict[tuple[Path, str, bool], "Sitting"]
_SITTINGS = pytest.StashKey[Sittings]()
_STATUS = "autograder_status"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the self-check."""
    group = parser.getgroup("autograder", "self-check of exercises")
    where = "device that the cases are put on; stand-in finds mistakes about devices without a GPU"
    group.addoption("--device", default="cpu", choices=["cpu", "cuda", "stand-in"], help=where)
    group.addoption("--lang", default=None, choices=["en", "ja"], help="language of messages and hints")


def pytest_configure(config: pytest.Config) -> None:
    """Start with nothing checked. One thread, before torch is imported: small tensors are quicker so."""
    config.stash[_SITTINGS] = {}
    config.addinivalue_line("markers", "project: a training that takes long; run when it is asked for")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("MPLBACKEND", "agg")  # figures are read, not shown


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each test of an exercise with its name: ``pytest -m ch2_lstm_cell``."""
    exercise = _student_file(item.path)
    if exercise is not None:
        marker = f"{exercise.parent.name}_{exercise.stem}"
        item.config.addinivalue_line("markers", f"{marker}: the exercise {exercise.parent.name}.{exercise.stem}")
        item.add_marker(marker)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Trainings that take long are run only where they are asked for: by a marker, or by the name of their file."""
    if config.option.markexpr:
        return
    named = {Path(argument.partition("::")[0]).name for argument in config.args}
    late = [item for item in items if item.get_closest_marker("project") and item.path.name not in named]
    if late:
        items[:] = [item for item in items if item not in late]
        config.hook.pytest_deselected(items=late)


def _student_file(test_file: Path) -> Path | None:
    """``ch2/lstm_cell.py`` for ``ch2/test_lstm_cell.py`` if public cases lie beside it."""
    name = test_file.name.removeprefix("test_")
    cases = test_file.parent / "cases" / f"{Path(name).stem}.json"
    return test_file.with_name(name) if test_file.name.startswith("test_") and cases.is_file() else None


def _language(config: pytest.Config) -> str:
    chosen: str | None = config.getoption("--lang")
    return chosen or own_language()


@pytest.fixture
def attempt(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Put one public case, by name, to the exercise beside the test; without its trainings where they take long."""
    from autograder.judge.verdict import Status
    from autograder.selfcheck.sitting import sit

    device: str = request.config.getoption("--device")
    student_file = _student_file(request.path)
    assert student_file is not None, "the attempt fixture belongs to a generated test of an exercise"
    _need(device)

    def attempt_case(name: str, trainings: bool = True) -> None:
        sittings = request.config.stash[_SITTINGS]
        key = student_file, device, trainings
        if key not in sittings:
            sittings[key] = sit(student_file, device, trainings)
        sitting = sittings[key]
        status = sitting.verdicts[name].status
        request.node.user_properties.append((_STATUS, status.value))
        if status is Status.not_started:
            pytest.fail("not started", pytrace=False)
        if status is Status.not_run:
            pytest.skip(sitting.reason(name, _language(request.config)))
        if status is not Status.passed:
            pytest.fail(sitting.explain(name, _language(request.config)), pytrace=False)

    return attempt_case


def _need(device: str) -> None:
    if device == "cuda":
        import torch

        if not torch.cuda.is_available():
            pytest.exit("--device cuda: torch finds no CUDA device on this machine", returncode=4)


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """An exercise that was not touched reads "not started", and is no failure with a traceback."""
    if report.when == "call" and (_STATUS, "not started") in report.user_properties:
        return "not started", "-", ("NOT STARTED", {"yellow": True})
    return None


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    """After the failures: points by exercise, the chapter's progress, and what is still to come."""
    yield
    checked = config.stash[_SITTINGS]
    partial = {(file, device) for file, device, trainings in checked if trainings}
    sittings = [s for (file, device, trainings), s in checked.items() if trainings or (file, device) not in partial]
    if sittings:
        terminalreporter.section("self-check", cyan=True)
        for text, colour in chapter_lines(sittings, _language(config)):
            terminalreporter.line(text, **({colour: True} if colour else {}))
