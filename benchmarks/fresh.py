"""One submission in a process of its own, no wall around it: import torch, load the files, check the cases.

    python benchmarks/fresh.py SUBMISSION CASES

Prints the points of each exercise as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from frozen import Checks

from autograder.course import entry_of, inner_path
from autograder.worker.load import load


def earned(submission: Path, cases: Path) -> float:
    """The points of one exercise."""
    name = cases.stem
    try:
        names = load((submission / f"{inner_path(name)}.py").read_bytes(), entry_of(name), ())
    except Exception:
        return 0.0
    return Checks(cases).points(names)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(json.dumps({path.stem: earned(folder, path) for path in sorted(Path(sys.argv[2]).glob("*.cases"))}))
