"""Starts processes that start processes, as far as they are let; each of them waits for an hour."""
import os
import time

for _ in range(5):
    try:
        if os.fork() == 0:
            for _ in range(3):
                os.fork()
            os.close(1)
            os.close(2)
            time.sleep(3600)
            os._exit(0)
    except OSError as error:
        print(error)
        break


def lstm_cell(*given):
    os._exit(0)
