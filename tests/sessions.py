"""Processes by the session that they were started in."""

import subprocess
import time


def left_in(leaders: list[int], seconds: float = 10) -> list[str]:
    """The processes of these sessions that are still there, once none is or so many seconds have passed."""
    deadline = time.monotonic() + seconds
    while (left := [line for leader in leaders for line in running(leader)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def running(leader: int) -> list[str]:
    """The processes of one session."""
    listing = subprocess.run(["ps", "-o", "pid=,args=", "-g", str(leader)], capture_output=True, text=True, check=False)
    return [line for line in listing.stdout.splitlines() if line.strip()]
