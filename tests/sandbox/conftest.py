"""Walls to run against: with and without namespaces, each started once per session."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.sandbox import bubblewrap, places
from autograder.sandbox.limits import SandboxError
from autograder.sandbox.wall import ENVIRONMENT, Wall

SERVES = Path(__file__).parent / "serves"


@pytest.fixture(scope="session", params=[False, True], ids=["plain", "namespaces"])
def namespaces(request: pytest.FixtureRequest) -> bool:
    """Whether the wall stands in namespaces; skipped, with bubblewrap's reason, where there are none."""
    if request.param:
        try:
            bubblewrap.command(places.readable(), [], ENVIRONMENT)
        except SandboxError as problem:
            pytest.skip(str(problem))
    return bool(request.param)


@pytest.fixture(scope="session")
def build(namespaces: bool) -> Iterator[Callable[..., Wall]]:
    """Build walls that serve the tests' own modules."""
    walls: list[Wall] = []

    def make(serve: str = "plain:serve", extra: Path = SERVES) -> Wall:
        walls.append(Wall(serve, namespaces, extra_paths=[extra]))
        return walls[-1]

    yield make
    for wall in walls:
        wall.close()


@pytest.fixture(scope="session")
def wall(build: Callable[..., Wall]) -> Wall:
    """One wall for all tests that leave it as it was, which every test of a child should."""
    return build()
