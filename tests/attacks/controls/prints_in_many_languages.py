"""Prints what it does, in several languages, with emoji and with control characters for colour."""
import sys

import torch

print("Здравствуйте, 你好, こんにちは, שלום, مرحبا, 👋🏽", "\x1b[32mgreen\x1b[0m")
print("to the other stream: ¡hola! ñ ß ø", file=sys.stderr)
sys.stdout.write("no end of line")


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new

print(f"{lstm_cell.__name__} ist fertig ✓ passed failed ERROR")
