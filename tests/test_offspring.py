"""Processes that share work end with the one that made them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


def session(leader: int) -> list[str]:
    """The processes of a session."""
    listing = subprocess.run(["ps", "-o", "pid=,args=", "-g", str(leader)], capture_output=True, text=True, check=False)
    return listing.stdout.splitlines()


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
        assert len(session(parent.pid)) >= 3
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while session(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert session(parent.pid) == []
