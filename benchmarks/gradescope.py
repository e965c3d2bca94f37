"""What an upload costs in Gradescope's container: CPU seconds and peak memory of model solutions, a chapter at a time.

``python benchmarks/gradescope.py [CHAPTER...]`` prints the table of docs/gradescope.md. Linux only.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from autograder.authoring.gradescope import autograder_files, zipped
from autograder.course import Course

#: Seconds between two looks at the memory.
STEP = 0.1


def unpacked(course: Course, chapter: str, root: Path) -> Path:
    """The folder that Gradescope makes of the autograder, with the model solutions uploaded."""
    zipfile.ZipFile(io.BytesIO(zipped(autograder_files(course, chapter)))).extractall(root / "source")
    shutil.copytree(course.root / "solutions" / chapter, root / "submission" / chapter)
    return root / "source"


def descendants(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                found += descendants(int(child))
    return found


def memory_of(pid: int) -> int:
    """Bytes of memory of a process, shared pages divided by those who share them; 0 once it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def cpu_seconds() -> float:
    """What all processes that were waited for have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(course: Course, chapter: str) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        source = unpacked(course, chapter, Path(folder))
        places = {"AUTOGRADER_ROOT": folder, "AUTOGRADER_PYTHON": sys.executable, "PYTHONPATH": str(source)}
        before, peak = cpu_seconds(), 0
        with subprocess.Popen(
            ["bash", str(source / "run_autograder")], env={**os.environ, **places}, stdout=subprocess.DEVNULL
        ) as grader:
            while grader.poll() is None:
                peak = max(peak, sum(map(memory_of, descendants(grader.pid))))
                time.sleep(STEP)
        results = json.loads((Path(folder) / "results" / "results.json").read_text(encoding="utf-8"))
    return f"| {chapter} | {results.get('score')} | {cpu_seconds() - before:.0f} s | {peak / 2**20:.0f} MiB |"


def main() -> None:
    """Print the table."""
    course = Course.find()
    print("| chapter | points | CPU | memory at most |\n| --- | ---: | ---: | ---: |")
    for chapter in sys.argv[1:] or course.chapters:
        print(measured(course, chapter), flush=True)


if __name__ == "__main__":
    main()
