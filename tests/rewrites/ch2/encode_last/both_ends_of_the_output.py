"""The outputs of the packed batch are padded again; the forward half is gathered at the end, the other at the start."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    output, _ = pad_packed_sequence(module(packed)[0], batch_first=True)
    H = module.hidden_size
    forward, backward = output[..., :H], output[..., H:]
    end = (lengths.to(x.device) - 1).view(-1, 1, 1).expand(-1, 1, H)
    return torch.cat([forward.gather(1, end).squeeze(1), backward[:, 0]], dim=-1)
