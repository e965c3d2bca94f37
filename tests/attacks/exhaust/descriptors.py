"""Opens files, pipes and timers until there are no more descriptors, and keeps them."""
import os
import select

KEPT = []
for make in (lambda: os.open("/dev/null", 0), os.pipe, select.epoll, lambda: os.dup(1), lambda: os.eventfd(0)):
    try:
        for _ in range(100_000):
            KEPT.append(make())
    except OSError as error:
        print(len(KEPT), error)


def lstm_cell(*given):
    return open("/dev/null")
