"""Answers with as many parts as fit, nested as deep as it goes, one object a million times, a tensor of stride 0."""
import torch

COUNT = 0


def lstm_cell(x, *given):
    global COUNT
    COUNT += 1
    nested = ()
    for _ in range(100_000):
        nested = (nested,)
    wide = x.new_zeros(1).expand(1 << 40)
    itself = []
    itself.append(itself)
    return [nested, [0] * 10_000_000, wide, itself, {n: wide for n in range(1000)}, "x" * (1 << 28)][COUNT % 6]
