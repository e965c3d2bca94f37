"""Fills every folder that can be written, with large files and with a hundred thousand small ones."""
import os

for folder in ("@SCRATCH@", "/tmp", "/dev/shm", "/var/tmp", ".", os.path.expanduser("~")):
    for number in range(20):
        try:
            with open(f"{folder}/@MARK@{number}", "wb") as file:
                file.write(b"x" * (1 << 20))
        except OSError as error:
            print(folder, error)
            break
