"""Turns the interpreter's own screws: recursion, collection, switching, tracing, hooks, string interning, encodings."""
import gc
import sys
import warnings

sys.setrecursionlimit(60)
gc.disable()
gc.set_threshold(1)
sys.setswitchinterval(100)
sys.setprofile(lambda *args: None)
sys.excepthook = lambda *args: None
sys.stdout = open("/dev/null", "w")
warnings.simplefilter("error")
warnings.filterwarnings("error", "attack")
sys.flags


def lstm_cell(*given):
    return given[1]
