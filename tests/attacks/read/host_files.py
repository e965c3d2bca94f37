"""Opens the grader's own file by name, by relative paths, by /proc and by O_PATH and a second opening."""
import os

PLACE = "@PLACE@"
PATHS = [
    f"{PLACE}/host/secret.txt",
    f"{PLACE}/expected.json",
    f"/proc/self/root{PLACE}/host/secret.txt",
    f"/proc/@GRADER@/root{PLACE}/host/secret.txt",
    f"../../../../../..{PLACE}/host/secret.txt",
    f"/proc/self/cwd/../../../..{PLACE}/expected.json",
]
for path in PATHS:
    for flags in (os.O_RDONLY, os.O_PATH, os.O_RDWR, os.O_RDONLY | os.O_NOFOLLOW):
        try:
            fd = os.open(path, flags)
            if flags == os.O_PATH:
                fd = os.open(f"/proc/self/fd/{fd}", os.O_RDONLY)
            print(path, os.read(fd, 1000))
            break
        except OSError as error:
            print(path, error)
