"""Processes that share work end with the one that made them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sessions import left_in, running

ROOT = Path(__file__).parent.parent
PARENT = """
import time
from autograder.offspring import offspring

if __name__ == "__main__":
    with offspring(2, "METHOD") as pool:
        pool.submit(time.sleep, 60)
        pool.submit(time.sleep, 60)
        while len(pool._processes) < 2:
            time.sleep(0.01)
        time.sleep(2)
        print("at work", flush=True)
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_none_outlives_its_parent(method: str, tmp_path: Path) -> None:
    """Killed with SIGKILL, which nothing can be done about, while all are at work."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT.replace("METHOD", method), encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with parent:
        assert parent.stdout is not None and parent.stdout.readline() == b"at work\n"
        assert len(running(parent.pid)) >= 3
        os.kill(parent.pid, signal.SIGKILL)
    assert left_in([parent.pid]) == []
