"""Sets alarms and handlers that go off in the middle of whatever runs next."""
import faulthandler
import signal
import threading


def fire(number, frame):
    raise MemoryError("attack")


signal.signal(signal.SIGALRM, fire)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.01)
signal.signal(signal.SIGVTALRM, fire)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.05, 0.01)
threading.Timer(0.05, lambda: None).start()
faulthandler.dump_traceback_later(0.1, exit=True)


def lstm_cell(*given):
    return given[1]
