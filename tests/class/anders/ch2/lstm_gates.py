import torch


# four separate products, one for each gate. Slower but I can read it.
def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    n = weight_hh.shape[1]

    def part(k):
        lo, hi = k * n, (k + 1) * n
        value = x @ weight_ih[lo:hi].T + h @ weight_hh[lo:hi].T
        if bias_ih is not None:
            value = value + bias_ih[lo:hi]
        return value

    input_gate = torch.sigmoid(part(0))
    forget_gate = torch.sigmoid(part(1))
    candidate = torch.tanh(part(2))
    output_gate = torch.sigmoid(part(3))
    return input_gate, forget_gate, candidate, output_gate


if __name__ == "__main__":
    import torch

    print([g.shape for g in lstm_gates(torch.randn(2, 3), torch.zeros(2, 4), torch.randn(16, 3), torch.randn(16, 4))])
