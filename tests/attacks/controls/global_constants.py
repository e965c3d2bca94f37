"""Global constants, a seed, print options, a device that is asked for, and a default that is set to what it was."""
import math
import random

import numpy as np
import torch

SEED = 42
random.seed(SEED)
np.random.seed(SEED)
torch.manual_seed(SEED)
torch.set_printoptions(precision=3, sci_mode=False)
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
GATES = ("i", "f", "g", "o")
assert math.isclose(math.pi, np.pi)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
