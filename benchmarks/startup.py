"""How long the commands take that people wait for: help, the self-check of a chapter, against importing torch.

    python benchmarks/startup.py

Each command runs a few times; the fastest run counts, since everything else on the machine only adds. The ratio
compares with ``python -c "import torch"`` measured in turn with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from machine import describe_machine

ROOT = Path(__file__).parent.parent
RUNS = 5
COMMANDS = {
    'python -c "import torch"': ["-c", "import torch"],
    "autograder --help": ["-m", "autograder.cli", "--help"],
    "pytest assignments/ch2": ["-m", "pytest", "-q", "-p", "no:cacheprovider", "assignments/ch2"],
}


def seconds(args: list[str]) -> float:
    """Wall seconds of one run."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *args], cwd=ROOT, env=os.environ, capture_output=True, check=False)
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    best = dict.fromkeys(COMMANDS, float("inf"))
    for _ in range(RUNS):
        for name, args in COMMANDS.items():
            best[name] = min(best[name], seconds(args))
    torch_seconds = best['python -c "import torch"']
    print(f"{'':28}{'seconds':>9}{'ratio':>8}   (best of {RUNS})")
    for name, value in best.items():
        print(f"{name:28}{value:9.2f}{value / torch_seconds:8.2f}")
    for label, text in describe_machine():
        print(f"{label:15}{text}")


if __name__ == "__main__":
    main()
