"""What fuzzing found, and the examples it began with, once more: nothing but what is documented is raised."""

import contextlib
from pathlib import Path

import pytest
from hostile.fuzz import CORPUS, TARGETS, fuzz

CASES = [(target, path) for target in TARGETS for path in sorted((CORPUS / target.__name__).iterdir())]


@pytest.mark.parametrize(("target", "path"), CASES, ids=lambda value: getattr(value, "__name__", None) or value.name)
def test_the_corpus(target: object, path: Path) -> None:
    """Each file raises nothing, or what its target documents."""
    for known, documented in TARGETS.items():
        if known is target:
            with contextlib.suppress(*documented):
                known(path.read_bytes())


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_a_little_fuzzing(target: object) -> None:
    """A second of it for each target."""
    for known in TARGETS:
        if known is target:
            figures = fuzz(known, 1.0, seed=1)
            assert figures.executions and not figures.crashes
