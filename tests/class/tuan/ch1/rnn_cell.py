import torch
import torch.nn.functional as F

ACTIVATIONS = {"tanh": torch.tanh, "relu": F.relu}


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity: str = "tanh") -> torch.Tensor:
    """h' = act(W_ih x + b_ih + W_hh h + b_hh)"""
    try:
        act = ACTIVATIONS[nonlinearity]
    except KeyError:
        raise ValueError(f"{nonlinearity!r} is not one of {sorted(ACTIVATIONS)}") from None
    from_input = F.linear(x, weight_ih, bias_ih)
    from_past = F.linear(h, weight_hh, bias_hh)
    return act(from_input + from_past)
