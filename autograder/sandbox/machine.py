"""What this machine offers to confine with: kernel features, and a user id for each wall."""

import contextlib
import os
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox import places, syscalls
from autograder.sandbox.limits import SandboxError

FIRST_UID = 64000
UIDS = 1000
LANDLOCK_CALLS = ("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self")

NO_LANDLOCK = (
    "Landlock is missing: it needs Linux 5.13 or newer, with `landlock` in the boot parameter `lsm=` "
    "(shown by `cat /sys/kernel/security/lsm`), and a container that lets its three calls through"
)
NO_SECCOMP = "this kernel has no system call filters (CONFIG_SECCOMP_FILTER)"


@dataclass(frozen=True)
class Layers:
    """The layers inside a child: Landlock's call numbers and version, the filter; what is missing and why."""

    landlock: list[int] | None = None
    landlock_abi: int = 0
    filter: bytes | None = None
    missing: dict[str, str] = field(default_factory=dict)


def layers() -> Layers:
    """Find out which layers this machine has, without applying any."""
    if sys.platform != "linux":
        return Layers(missing={"landlock": "needs Linux", "seccomp": "needs Linux"})
    from autograder.sandbox import confine

    missing: dict[str, str] = {}
    numbers, abi, filter = None, 0, None
    try:
        numbers = [syscalls.number(name) for name in LANDLOCK_CALLS]
        abi = confine.landlock_abi(numbers[0])
        filter = syscalls.build(abi)
    except SandboxError as problem:
        missing["seccomp"] = str(problem)
    if not confine.filters_supported():
        missing["seccomp"], filter = NO_SECCOMP, None
    if not abi:
        missing["landlock"], numbers = NO_LANDLOCK if numbers else missing["seccomp"], None
    return Layers(numbers, abi, filter, missing)


@dataclass(frozen=True)
class User:
    """The user that children run as (None: the grader's), claimed by a socket while the wall stands."""

    uid: int | None
    reason: str = ""
    claim: socket.socket | None = None

    def release(self) -> None:
        """Let another wall have this user id."""
        if self.claim is not None:
            self.claim.close()


def user(namespaces: bool) -> User:
    """A user id of its own for a wall of root's, which no other wall on this machine has at the same time."""
    if sys.platform != "linux" or os.getuid() != 0:
        return User(None, "only root can change users")
    if not _mapped(FIRST_UID + UIDS):
        return User(None, "this user namespace has no other users")
    private = [path for path in places.readable() if not places.open_to_all(path)]
    if private and not namespaces:
        return User(None, f"other users cannot reach {private[0]}")
    for uid in range(FIRST_UID, FIRST_UID + UIDS):
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with contextlib.suppress(OSError):
            claim.bind(f"\0autograder-wall-{uid}")  # an abstract name: it goes with its holder
            return User(uid, claim=claim)
        claim.close()
    raise SandboxError(f"{UIDS} walls stand on this machine already")


def _mapped(uid: int) -> bool:
    """Whether this user namespace has such a user; in a rootless container there may be only one."""
    lines = [list(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return any(first <= uid < first + count for first, _, count in lines)
