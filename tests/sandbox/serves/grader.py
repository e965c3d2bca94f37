"""A grader in a process of its own, for tests that end it, or run it as another user or on a poorer machine.

Usage: grader.py COMMAND [SERVES]. Prints JSON lines.
"""

import dataclasses
import json
import os
import sys
from pathlib import Path


def examine(serves: str) -> None:
    """What the doctor says, without and with namespaces."""
    from autograder.sandbox.doctor import examine

    for namespaces in (False, None):
        print(json.dumps(dataclasses.asdict(examine(namespaces))))


def sleep(serves: str) -> None:
    """A run that lasts, for somebody to end this process meanwhile."""
    from autograder.sandbox.wall import Wall

    with Wall("plain:serve", None, extra_paths=[Path(serves)]) as wall:
        print(json.dumps({"namespaces": wall.namespaces}), flush=True)
        wall.run([b"sleep"])


def targets(serves: str) -> None:
    """A victim: plants secrets, says where, and waits."""
    from autograder.sandbox.doctor import _target

    with _target(Path(serves)) as target:
        print(json.dumps(target), flush=True)
        sys.stdin.read()


def strike(name: str) -> None:
    """One attack on the target read from standard input, with no confinement at all."""
    import autograder.sandbox.syscalls
    from autograder.sandbox.attacks import Target, strike

    autograder.sandbox.syscalls.number("read")  # imports what a grader has imported
    print(json.dumps([name, *strike(name, Target(**json.load(sys.stdin), output_fd=1))]))


def poor(lacks: str) -> None:
    """Walls on a machine that lacks something, which a filter on this process arranges."""
    from autograder.sandbox.limits import SandboxError
    from autograder.sandbox.wall import Wall

    lack(lacks)
    serves = [Path(__file__).parent]
    for options in ({"namespaces": True}, {"namespaces": None}, {"namespaces": False, "unconfined": True}):
        try:
            with Wall("plain:serve", extra_paths=serves, **options) as wall:
                run = wall.run([b"echo", b"x"])
                said = {"namespaces": wall.namespaces, "reason": wall.reason, "missing": wall.missing}
                print(json.dumps(said | {"status": run.status, "detail": run.detail}))
        except SandboxError as problem:
            print(json.dumps({"error": str(problem)}))


def lack(what: str) -> None:
    """Make this process's machine poorer: it lacks each of `what`, with plus signs between."""
    import errno

    import pyseccomp

    bit, equal = pyseccomp.MASKED_EQ, pyseccomp.EQ
    ways = {
        "landlock": ("landlock_create_ruleset", errno.EOPNOTSUPP, []),
        "old kernel": ("landlock_create_ruleset", errno.ENOSYS, []),
        "restriction": ("landlock_restrict_self", errno.EPERM, []),
        "namespaces": ("clone", errno.EPERM, [pyseccomp.Arg(0, bit, 0x20000000, 0x20000000)]),
        "seccomp": ("prctl", errno.EINVAL, [pyseccomp.Arg(0, equal, 22)]),
    }
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for each in what.split("+"):
        if each == "libseccomp":
            sys.modules["pyseccomp"] = None  # type: ignore[assignment]
        elif each == "bubblewrap":
            os.environ["PATH"] = ""
        elif each:
            call, code, condition = ways[each]
            rules.add_rule(pyseccomp.ERRNO(code), call, *condition)
    rules.load()


def command(lacks: str) -> None:
    """The command ``autograder`` on such a machine; its arguments follow."""
    from autograder.cli import app

    lack(lacks)
    app(sys.argv[3:], prog_name="autograder")


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2] if len(sys.argv) > 2 else "")
