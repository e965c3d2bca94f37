"""What every defence is needed for: each is switched off in a copy of the package, and some attack then has to win.

`tests/defences.toml` names the defences, and for each what text of the package stands for it, and what stands there
instead when it is off. Where two defences hold the same attacks, one is shown `behind` the other: both are off, and
only what does not win with the first one alone off counts. ``python -m hostile.defences [NAME ...]`` prints the matrix.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hostile.strikes import Won

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "defences.toml"
PACKAGE = ROOT / "autograder"
#: One copy is struck at for so long at the most, and longer for many strikes: an attack that wins may hang the grader.
PATIENCE = 120
JOBS = 2


@dataclass(frozen=True)
class Defence:
    """A defence, how it is switched off, and what then strikes.

    Attributes:
        promise: what it is for, and who would notice.
        file: of the package.
        text: what is found there exactly once.
        instead: what stands there when the defence is off.
        strikes: see `hostile.strikes`.
        behind: the names of defences that have to be off as well for this one to be needed.
    """

    name: str
    promise: str
    file: str
    text: str
    instead: str
    strikes: tuple[str, ...]
    behind: tuple[str, ...] = ()


def defences() -> dict[str, Defence]:
    """All defences, by name."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["defence"]
    found = {}
    for row in rows:
        made = msgspec.convert(row, Defence)
        if made.name in found:
            raise ValueError(f"{made.name} is listed twice")
        found[made.name] = made
    return found


def switched_off(off: Sequence[Defence], to: Path) -> None:
    """Make a copy of the package in the folder `to`, without these defences. Raises ValueError."""
    shutil.copytree(PACKAGE, to / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    for defence in off:
        path = to / PACKAGE.name / defence.file
        text = path.read_text(encoding="utf-8")
        if text.count(defence.text) != 1:
            raise ValueError(f"{defence.name}: its text stands {text.count(defence.text)} times in {defence.file}")
        path.write_text(text.replace(defence.text, defence.instead), encoding="utf-8")


def struck(off: Sequence[Defence], strikes: Sequence[str]) -> Won:
    """What wins against a grader without these defences."""
    with _folder() as folder:
        to = Path(folder)
        to.chmod(0o755)
        switched_off(off, to)
        found = [str(to), str(ROOT / "tests"), str(ROOT)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(found), "OMP_NUM_THREADS": "1", "TMPDIR": folder}
        env |= {"PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "agg"}
        command, patience = [sys.executable, "-m", "hostile.strikes", *strikes], PATIENCE + 10 * len(strikes)
        try:
            done = subprocess.run(
                command, env=env, cwd=to, capture_output=True, text=True, timeout=patience, check=False
            )
        except subprocess.TimeoutExpired:
            return {name: "the grader hangs" for name in strikes}
    try:
        won: Won = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {name: f"the grader ended with {done.returncode}: {done.stderr[-300:]}" for name in strikes}
    return won


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    """A folder for a copy; what an attack left in it may be too deep for Python to take away."""
    folder = tempfile.mkdtemp(prefix="defences-")
    try:
        yield folder
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)


class Matrix:
    """Strikes at copies, with what wins when a defence is there remembered."""

    def __init__(self, table: dict[str, Defence]) -> None:
        self._table = table
        self._before: dict[tuple[tuple[str, ...], tuple[str, ...]], Won] = {}

    def before(self, defence: Defence) -> Won:
        """What wins with those off that the defence stands behind, and the defence itself on."""
        key = defence.behind, defence.strikes
        if key not in self._before:
            self._before[key] = struck([self._table[name] for name in defence.behind], defence.strikes)
        return self._before[key]

    def wins(self, defence: Defence) -> Won:
        """What wins only because the defence is off."""
        off = [*(self._table[name] for name in defence.behind), defence]
        before = self.before(defence) if defence.behind else {}
        return {name: said for name, said in struck(off, defence.strikes).items() if name not in before}


def main(names: Sequence[str]) -> int:
    """Print the matrix of these defences, or of all. Returns how many of them no attack needs."""
    table = defences()
    matrix = Matrix(table)
    chosen = [table[name] for name in names] if names else list(table.values())
    strikes = sorted({strike for defence in chosen for strike in defence.strikes})
    intact = struck([], strikes)
    if intact:
        for name, said in intact.items():
            print(f"with every defence on: {name}: {said.splitlines()[-1][:200]}")
        return 1
    print(f"{'defence':<38} | {'switched off by':<26} | attacks that then win")
    needless = 0
    with ThreadPoolExecutor(JOBS) as pool:
        for defence, won in zip(chosen, pool.map(matrix.wins, chosen), strict=True):
            print(f"{defence.name:<38} | {defence.file:<26} | {_listed(defence, won)}", flush=True)
            needless += not won
    print(f"{len(chosen)} defences, {needless} that no attack needs; none wins with all of them on")
    return needless


def _listed(defence: Defence, won: Won) -> str:
    first = list(won)[:4]
    more = f" and {len(won) - len(first)} more" if len(won) > len(first) else ""
    behind = f" (with {', '.join(defence.behind)} off too)" if defence.behind else ""
    return f"{', '.join(first)}{more}{behind}" if won else f"NONE{behind}"


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
