"""Becomes another program, and starts others in every way that Python has."""
import os
import subprocess

for way in (
    lambda: subprocess.Popen(["sh", "-c", "touch @SCRATCH@/@MARK@"]).wait(),
    lambda: os.system("touch @SCRATCH@/@MARK@-system"),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "touch @SCRATCH@/@MARK@-spawn"], {}),
    lambda: os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "touch @SCRATCH@/@MARK@-spawnv"]),
    lambda: os.execv("/bin/sh", ["sh", "-c", "touch @SCRATCH@/@MARK@-exec"]),
):
    try:
        way()
    except OSError as error:
        print(error)
