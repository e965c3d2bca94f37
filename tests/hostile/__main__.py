"""``make attacks``: every attack and every control in every configuration of the wall, and the attacks against the
naive grader; a table.

As root also as an ordinary user, from a copy of the course that one may read. With ``--here`` only this user, and with
``--namespaces yes|no`` only one configuration.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.judge.verdict import Status
from autograder.sandbox.limits import SandboxError

from .duel import naive_lost
from .outcome import FAMILIES, Attack, all_of
from .scene import Scene

ROOT = Path(__file__).parents[2]
USER = 1234
WHO = "root" if os.getuid() == 0 else "user"


def configuration(namespaces: bool) -> int:
    """Run all attacks and controls on a wall with or without namespaces; how many won, or lost marks."""
    words = f"{WHO}, {'with' if namespaces else 'without'} namespaces"
    try:
        with Scene(namespaces) as scene:
            won = {attack.name: scene.won(attack) for attack in all_of(*FAMILIES)}
            refused = {control.name: _loss(scene, control) for control in all_of("controls")}
    except SandboxError as problem:
        print(f"{words}: not run, {problem}", flush=True)
        return 0
    total = told(words, won)
    named(won, of=True)
    print(f"{'':<28} {sum(map(bool, refused.values()))} of {len(refused)} controls refused", flush=True)
    named(refused, of=True)
    return total + sum(map(bool, refused.values()))


def _loss(scene: Scene, control: Attack) -> str:
    """What an honest program that looks odd lost; nothing if it has full marks."""
    grade = scene.grade(control)
    full = grade.status is Status.passed and grade.points == grade.possible
    return "" if full else f"{grade.status}, {grade.points:g} of {grade.possible:g}"


def told(words: str, won: dict[str, str]) -> int:
    """Print a line of the table, and below it who won."""
    counts = []
    for family in FAMILIES:
        of = [bool(sentence) for name, sentence in won.items() if name.startswith(f"{family}/")]
        counts.append(f"{family} {sum(of)}/{len(of)}")
    total = sum(map(bool, won.values()))
    print(f"{words:<28} {total} of {len(won)} attacks won: {', '.join(counts)}", flush=True)
    return total


def named(won: dict[str, str], of: bool) -> None:
    """Print the attacks that won, or those that did not."""
    for name, sentence in won.items():
        if bool(sentence) is of:
            print(f"    {name}  {sentence}", flush=True)


def as_user() -> int:
    """The same as an ordinary user, in a copy of the course."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("autograder", "reference", "solutions", "tests"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "home").mkdir()
        os.chown(folder / "home", USER, USER)
        home = str(folder / "home")
        words = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", sys.executable]
        environment = {
            **os.environ,
            "HOME": home,
            "TMPDIR": home,
            "PYTHONPATH": f"{name}{os.pathsep}{name}/tests",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run([*words, "-m", "hostile", "--here"], cwd=name, env=environment, check=False)
        return done.returncode


def main() -> int:
    """Print the table; 1 if any attack won against the wall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--here", action="store_true", help="neither another user nor the naive grader")
    parser.add_argument("--namespaces", choices=["yes", "no"])
    given = parser.parse_args()
    ways = [given.namespaces == "yes"] if given.namespaces else [True, False]
    lost = sum(configuration(way) for way in ways)
    if given.here or given.namespaces:
        return int(bool(lost))
    if os.getuid() == 0 and shutil.which("setpriv"):
        lost += as_user()
    else:
        print("an ordinary user: only root can become one (setpriv)", flush=True)
    with Scene() as scene:
        won = naive_lost(scene.bait, all_of(*FAMILIES))
    told("the naive grader", won)
    named(won, of=False)
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
