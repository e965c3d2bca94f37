"""The doctor's attacks: what a hostile submission would try, one small function each.

An attack returns None if it found nothing to take, raises OSError if it was refused, and returns a sentence
if it got through. It is run by `serve` in a child of a real wall, and, by the tests, without any confinement,
where each must get through: an attack that cannot succeed proves nothing when it fails.
"""

import json
import os
from collections.abc import Callable

from autograder.sandbox.attacks import kernel, network, processes, reading, writing
from autograder.sandbox.attacks.target import CALLS, Target

__all__ = ["ATTACKS", "CALLS", "Attack", "Target", "serve", "strike"]

Attack = Callable[[Target], str | None]

ATTACKS: dict[str, Attack] = {
    name: function
    for module in (
        reading,
        network,
        writing,
        kernel,
        processes,
    )  # the last of the last leaves nothing behind it
    for name, function in vars(module).items()
    if getattr(function, "__module__", "") == module.__name__ and not name.startswith("_")
}
"""Every attack by its name, in the order in which they are made."""


def serve(inputs: list[bytes], output_fd: int) -> None:
    """Make every attack on the target given, and write down each result before the next is made."""
    target = Target(**json.loads(inputs[0]), output_fd=output_fd)
    for name in ATTACKS:
        held, happened = strike(name, target)
        os.write(output_fd, json.dumps([name, held, happened]).encode() + b"\n")


def strike(name: str, target: Target) -> tuple[bool, str]:
    """Make one attack: whether the wall held, and what happened."""
    try:
        sentence = ATTACKS[name](target)
    except (OSError, MemoryError) as error:
        return True, f"refused: {error}"
    except BaseException as error:
        return False, f"the attack itself is broken: {error!r}"
    return sentence is None, sentence or "found nothing"
