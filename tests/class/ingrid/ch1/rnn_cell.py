# Ingrid H. - kapittel 1
import torch

# tanh(a) = 2 sigmoid(2a) - 1, da trenger jeg bare én funksjon
NONLINEARITIES = {
    "tanh": lambda a: 2 * torch.sigmoid(2 * a) - 1,
    "relu": lambda a: a.clamp(min=0),
}


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    """One step of a plain recurrent network, hidden unit by hidden unit."""
    try:
        f = NONLINEARITIES[nonlinearity]
    except KeyError as feil:
        raise ValueError(f"ukjent: {feil}")
    # in double precision, then back
    dbl = torch.float64
    units = []
    for k, (row_ih, row_hh) in enumerate(zip(weight_ih, weight_hh)):
        a = torch.einsum("bi,i->b", x.to(dbl), row_ih.to(dbl)) + torch.einsum("bj,j->b", h.to(dbl), row_hh.to(dbl))
        for bias in bias_ih, bias_hh:
            if bias is not None:
                a = a + bias[k].to(dbl)
        units.append(f(a))
    return torch.stack(units, dim=-1).to(x.dtype)
