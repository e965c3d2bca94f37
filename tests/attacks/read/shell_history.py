"""Asks other programs to read for it: a shell, git, find, and whatever is on the path."""
import os
import subprocess

for words in (["env"], ["cat", "@PLACE@/host/secret.txt"], ["sh", "-c", "set; cat @PLACE@/*.json"], ["git", "log"]):
    try:
        print(subprocess.run(words, capture_output=True, timeout=2, check=False).stdout)
    except (OSError, subprocess.SubprocessError) as error:
        print(words, error)
print(os.popen("env").read() if hasattr(os, "popen") and not print("popen") else "")
