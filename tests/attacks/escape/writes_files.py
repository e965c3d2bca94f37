"""Leaves files, folders, pipes, links and devices, in every folder that it knows."""
import os
import stat

FOLDERS = ["@SCRATCH@", "@PLACE@", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", ".", os.path.expanduser("~")]
for folder in FOLDERS:
    for way in (
        lambda name: open(name, "w").close(),
        lambda name: os.mkdir(name + "-folder"),
        lambda name: os.mkfifo(name + "-pipe"),
        lambda name: os.symlink("/", name + "-link"),
        lambda name: os.link("@PLACE@/expected.json", name + "-hard"),
        lambda name: os.mknod(name + "-device", stat.S_IFCHR | 0o666, os.makedev(1, 3)),
        lambda name: os.open(folder, os.O_TMPFILE | os.O_RDWR),
    ):
        try:
            way(f"{folder}/@MARK@")
        except OSError as error:
            print(folder, error)
