"""Signal the grader itself, by its number: where processes are seen, and belong to the same user, it arrives."""

import os
import signal

for number in (signal.SIGUSR1, signal.SIGWINCH):
    try:
        os.kill(@GRADER@, number)
    except OSError as error:
        print(error)
