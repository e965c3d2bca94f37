"""The batch is sorted by length, packed as sorted, and the result is put back in order."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    order = torch.argsort(lengths, descending=True)
    back = torch.empty_like(order)
    back[order] = torch.arange(len(order), device=order.device)
    packed = pack_padded_sequence(x[order], lengths[order].tolist(), batch_first=True)
    _, final = module(packed)
    if isinstance(final, tuple):
        h_n, c_n = final
    else:
        h_n = final
    top = h_n[-2:] if module.bidirectional else h_n[-1:]
    return torch.cat(top.unbind(0), dim=-1)[back]
