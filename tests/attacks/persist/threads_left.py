"""Leaves threads that wait until another submission is loaded, and then spoil torch under it."""
import threading
import time

import torch


def wait():
    while True:
        time.sleep(0.001)
        torch.sigmoid = torch.tanh
        torch.Tensor.attack = True


for _ in range(3):
    threading.Thread(target=wait, daemon=True).start()


def lstm_cell(*given):
    return given[1]
