"""What the end of a process says about the cases that it left unanswered."""

from __future__ import annotations

from autograder.judge.messages import Finding
from autograder.judge.verdict import Status, Verdict
from autograder.sandbox.limits import Limits, Run
from autograder.sandbox.limits import Status as RunStatus


def used_up(run: Run, limits: Limits) -> bool:
    """Whether the process used up what all its cases share. Then its open case may not be the one to blame: it gets a
    process of its own, in which it has everything to itself."""
    return run.cpu_seconds > limits.cpu_seconds - 1 or run.wall_seconds >= limits.wall_seconds


def ended(detail: str) -> Verdict:
    """The verdict on a case before whose answer the process ended by itself."""
    return Verdict(Status.error, Finding("crashed", {"detail": detail}))


def fate(run: Run) -> Verdict:
    """The verdict on a case whose process ended before the answer was there, from what is known outside of it."""
    if run.status is RunStatus.timed_out:
        # Not what was measured, which differs from run to run.
        return Verdict(Status.timed_out, Finding("timed_out", {"detail": "no answer within the time of a case"}))
    if run.status is RunStatus.output_limit:
        return Verdict(Status.error, Finding("output_limit"))
    if run.status is RunStatus.ok:
        return ended("it ended by itself before it answered")
    return ended(run.detail)
