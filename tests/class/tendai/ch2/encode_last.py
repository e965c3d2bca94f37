import torch


def encode_last(module, x, lengths):
    _, state = module(x)
    if isinstance(module, torch.nn.LSTM):
        h = state[0]
    else:
        h = state
    if module.bidirectional:
        return torch.cat((h[-2], h[-1]), dim=1)
    return h[-1]
