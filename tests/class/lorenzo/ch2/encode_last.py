import pandas as pd, seaborn as sns
import torch
from torch.nn.utils.rnn import *

torch.manual_seed(1)


def encode_last(module, x, lengths):
    lengths, order = torch.sort(lengths.cpu(), descending=True)
    packed = pack_padded_sequence(x[order], lengths, batch_first=True)
    output, h = module(packed)
    if module.mode == "LSTM":
        h = h[0]
    d = 1 + module.bidirectional
    h = h.reshape(module.num_layers, d, x.shape[0], module.hidden_size)[-1]
    h = h.permute(1, 0, 2).flatten(1)
    return h[torch.argsort(order)]


m = torch.nn.GRU(3, 4, batch_first=True)
code = encode_last(m, torch.randn(5, 6, 3), torch.tensor([1, 6, 2, 3, 3]))
sns.heatmap(code.detach())
print(code)
