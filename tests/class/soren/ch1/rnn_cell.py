import torch as t


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    # b = batch, i = input features, h/k = hidden units
    z = t.einsum("bi,ki->bk", x, weight_ih)
    z = z + t.einsum("bh,kh->bk", h, weight_hh)
    for b in (bias_ih, bias_hh):
        if b is not None:
            z = z + b
    match nonlinearity:
        case "tanh":
            return t.tanh(z)
        case "relu":
            return t.relu(z)
    raise ValueError(nonlinearity)


if __name__ == "__main__":
    x, h = torch.randn(2, 3), torch.zeros(2, 4)
    print(rnn_cell(x, h, torch.randn(4, 3), torch.randn(4, 4)).shape)
