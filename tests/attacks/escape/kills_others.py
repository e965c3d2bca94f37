"""Kills another process, its group, its parent and then everybody whom it may."""
import os
import signal

for pid in (int("@VICTIM@"), os.getppid(), 0, -1):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError as error:
        print(pid, error)
try:
    os.killpg(os.getpgid(int("@VICTIM@")), signal.SIGKILL)
except OSError as error:
    print(error)
