"""Unrolled: an autograded course on sequence models in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.selfcheck.notebook import Checked

__all__ = ["__version__", "check", "hint"]
__version__ = "0.1.0"


def check(exercise: str, *, lang: str | None = None, device: str = "cpu", trainings: bool = False) -> Checked:
    """In a notebook: put the public cases of `exercise`, like ``"ch2.lstm_cell"``, to the cells that were run.

    Args:
        lang: ``"en"`` or ``"ja"``; default: that of the machine.
        device: ``"cpu"`` or ``"cuda"``.
        trainings: also run the training of a project, which takes long.

    Returns:
        What the notebook shows, as a page or as text.

    Raises:
        NotHere: there is no such exercise, or no notebook.
    """
    from autograder.selfcheck.notebook import check_cells

    return check_cells(exercise, lang, device, trainings)


def hint(exercise: str, *, lang: str | None = None) -> None:
    """In a notebook: open one more hint for `exercise`; each tells more than the one before. Raises NotHere."""
    from autograder.selfcheck.notebook import print_hints

    print_hints(exercise, lang)
