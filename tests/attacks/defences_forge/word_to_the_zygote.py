"""Write to every descriptor that is left open: one of them may be the pipe on which faults of the machine are told."""

import os

for fd in range(4, 256):
    try:
        os.write(fd, b"the machine is broken")
    except OSError:
        pass
os._exit(0)
