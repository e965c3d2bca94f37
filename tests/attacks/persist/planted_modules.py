"""Puts modules of its own in the places of torch's and the grader's, for whoever imports them next."""
import sys
import types

import torch

fake = types.ModuleType("torch")
fake.__dict__.update(vars(torch))
fake.sigmoid = lambda x: x
fake.attack = True
sys.modules["torch"] = fake
sys.modules["attack"] = fake
sys.path.insert(0, "@SCRATCH@/attack")
for name in ("json", "math", "neighbour", "lstm_cell"):
    sys.modules[name] = fake


def lstm_cell(*given):
    return given[1]
