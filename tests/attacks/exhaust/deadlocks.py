"""Waits for a lock that it holds, and for a thread that waits for it, while the interpreter is ended by atexit."""
import atexit
import threading

lock = threading.Lock()
lock.acquire()
thread = threading.Thread(target=lock.acquire)
thread.start()
atexit.register(lock.acquire)


def lstm_cell(*given):
    raise SystemExit(0)
