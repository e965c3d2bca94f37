"""Starts threads until there are no more; each of them waits, and none is a daemon."""
import threading
import time

STARTED = []
try:
    for _ in range(2000):
        STARTED.append(threading.Thread(target=time.sleep, args=(3600,)))
        STARTED[-1].start()
except BaseException as error:
    print(len(STARTED), error)


def lstm_cell(*given):
    return given[0]
