"""The messages between a wall and its zygote: JSON on a SOCK_SEQPACKET socket, files beside them."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.limits import Limits

MESSAGE_BYTES = 128 << 10
"""The longest message; a packet longer than the receiver's buffer would be cut."""

OUTPUT_FD = 3
"""The descriptor that a child writes its output to; 0, 1 and 2 are the only others that it has."""

OWN_PID = 0x5E1FC0DE
"""Stands in the system call filter for the child's own process id, which is known only after the fork."""


@dataclass(frozen=True)
class Orders:
    """What a zygote needs to know once: whom to serve, and how to confine each child.

    `filter` is the system call filter in hexadecimal, `landlock` the numbers of Landlock's three calls;
    either is None only on a machine that lacks it and where the grader was told to go on without.
    """

    serve: str
    warm_up: bool
    readable: list[str]
    uid: int | None
    count_threads: bool
    filter: str | None
    landlock: list[int] | None


@dataclass(frozen=True)
class Job:
    """One run: how the inputs lie one behind the other in their file, and the limits."""

    sizes: list[int]
    limits: Limits


@dataclass(frozen=True)
class Reply:
    """What the zygote saw of a child; `problem` is a failure of the set-up, before any student code ran."""

    problem: str
    status: int
    timed_out: bool
    cpu_seconds: float
    wall_seconds: float


def encode(message: Orders | Job | Reply) -> bytes:
    """The message as one packet."""
    packet = json.dumps(dataclasses.asdict(message)).encode()
    if len(packet) > MESSAGE_BYTES:
        raise ValueError(f"a message of {len(packet)} bytes is longer than {MESSAGE_BYTES}")
    return packet


def orders(packet: bytes) -> Orders:
    """Read the orders."""
    return Orders(**json.loads(packet))


def job(packet: bytes) -> Job:
    """Read a job."""
    fields: dict[str, Any] = json.loads(packet)
    return Job(fields["sizes"], Limits(**fields["limits"]))


def reply(packet: bytes) -> Reply:
    """Read a reply."""
    return Reply(**json.loads(packet))
