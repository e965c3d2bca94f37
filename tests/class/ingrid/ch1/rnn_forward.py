# Ingrid H. - kapittel 1
import torch
from torch.nn.functional import linear


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def states_after(inputs, h, *weights):
    """The states, recursively: the first one, and then those of what is left."""
    if not inputs:
        return []
    first = rnn_cell(inputs[0], h, *weights)
    return [first] + states_after(inputs[1:], first, *weights)


def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    n_batch, n_steps, _ = x.shape
    n_hidden = len(weight_hh)
    if h0 is None:
        h0 = x.new_zeros((n_batch, n_hidden))
    inputs = [x[:, t] for t in range(n_steps)]
    states = states_after(inputs, h0, weight_ih, weight_hh, bias_ih, bias_hh)
    output = x.new_empty((n_batch, n_steps, n_hidden))
    for t, state in enumerate(states):
        output[:, t] = state
    return output, (states[-1] if states else h0)
