"""Sends the grader every signal that has a handler, and then one that has none."""
import os
import signal

for pid in (int("@GRADER@"), int("@ZYGOTE@"), os.getppid()):
    for number in (signal.SIGHUP, signal.SIGUSR1, signal.SIGWINCH, signal.SIGTERM):
        try:
            os.kill(pid, number)
        except OSError as error:
            print(pid, error)


def lstm_cell(*given):
    return given[1]
