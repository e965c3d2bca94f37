"""How far the grading of untrusted work must be confined, and what to say where it cannot be."""

from __future__ import annotations

from autograder.sandbox.doctor import Examination
from autograder.sandbox.limits import SandboxError

NEEDED_LEVEL = 2
UNCONFINED = "unconfined"


def check_confinement(examination: Examination, allow_unconfined: bool) -> str:
    """How a run is confined, in words. Raises SandboxError where that is too little and was not allowed."""
    if examination.level >= NEEDED_LEVEL:
        return f"level {examination.level}"
    if allow_unconfined:
        return UNCONFINED
    remedies = "; ".join(examination.remedies) or "run `autograder doctor`"
    raise SandboxError(
        f"this machine cannot confine untrusted code (level {examination.level}, {NEEDED_LEVEL} is needed): {remedies}."
        " With --allow-unconfined every submission runs with your rights"
    )
