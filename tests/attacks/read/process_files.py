"""Reads environment, command line, maps and memory of itself, of its parents and of every process that it sees."""
import os

pids = {"self", str(os.getppid()), "@GRADER@", "@ZYGOTE@", "@VICTIM@", "1"}
try:
    pids |= {name for name in os.listdir("/proc") if name.isdecimal()}
except OSError as error:
    print(error)
for pid in sorted(pids):
    for name in ("environ", "cmdline", "stat", "maps", "cwd", "root", "stack", "auxv", "mountinfo"):
        path = f"/proc/{pid}/{name}"
        try:
            print(path, open(path, "rb").read()[:20000])
        except OSError as error:
            print(path, error)
    for folder in ("fd", "task", "map_files", "root/tmp", "cwd"):
        try:
            print(folder, os.listdir(f"/proc/{pid}/{folder}"))
        except OSError as error:
            print(folder, error)
