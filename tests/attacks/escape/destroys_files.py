"""Empties, moves, changes and deletes what lies there: the grader's file, the neighbour's, the project."""
import os
import shutil

VICTIMS = ["@PLACE@/host/secret.txt", "@PLACE@/expected.json", "@PLACE@/submissions/bob/lstm_cell.py"]
for path in VICTIMS:
    for way in (
        lambda: os.close(os.open(path, os.O_RDONLY | os.O_TRUNC)),
        lambda: os.truncate(path, 0),
        lambda: open(path, "w").close(),
        lambda: os.utime(path, (0, 0)),
        lambda: os.chmod(path, 0o777),
        lambda: os.rename(path, path + "-@MARK@"),
        lambda: os.unlink(path),
    ):
        try:
            way()
        except OSError as error:
            print(path, error)
shutil.rmtree("@PLACE@/submissions", ignore_errors=True)
