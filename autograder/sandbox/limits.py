"""What a run may use, what became of it, and the fault that is the machine's and not the student's."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class SandboxError(Exception):
    """The machine cannot confine a run; the message names what is missing and the remedy."""


class Status(enum.StrEnum):
    """What became of a run: a fact of its wait status, the clock and file sizes, never of what it wrote."""

    ok = "ok"
    crashed = "crashed"
    timed_out = "timed_out"
    output_limit = "output_limit"
    sandbox_error = "sandbox_error"


@dataclass(frozen=True)
class Limits:
    """What one run may use.

    CPU seconds decide marks, so a loaded machine changes none; wall seconds only end a sleeper, and are
    generous. Memory is address space, of which the warm zygote already holds a part (torch: 0.6 GB).
    """

    cpu_seconds: int = 20
    wall_seconds: float = 60.0
    memory_bytes: int = 4 << 30
    output_bytes: int = 64 << 20
    log_bytes: int = 64 << 10

    def __post_init__(self) -> None:
        """Refuse limits that would mean "no limit" to the kernel."""
        for name, value in vars(self).items():
            if value <= 0:
                raise ValueError(f"{name} must be greater than zero, not {value}")


@dataclass(frozen=True)
class Run:
    """What is known of one run from outside; `output` and `log` are the child's own and untrusted."""

    status: Status
    detail: str
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    output: bytes = b""
    log: bytes = b""


class Sandbox(Protocol):
    """What grading needs of a wall."""

    def run(self, inputs: Sequence[bytes], limits: Limits) -> Run:
        """Run one job in a fresh process."""
