import logging, datetime
import pandas as pd
import torch
import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt

logging.basicConfig(filename="run-%s.log" % datetime.date.today(), level=logging.DEBUG)
logging.info("start")


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(x, lengths, state, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    if lengths is None:
        lengths = torch.tensor([T] * B)
    if not ((lengths >= 1) & (lengths <= T)).all():
        raise ValueError("lengths")
    if state is None:
        state = (x.new_zeros(B, H), x.new_zeros(B, H))
    h, c = state
    # the padding may be nan: zeros instead
    inside = (torch.arange(T, device=x.device)[None] < lengths.to(x.device)[:, None]).unsqueeze(-1)
    x = x.masked_fill(~inside, 0)
    outs = []
    for t in range(T):
        m = inside[:, t].to(x.dtype)
        h1, c1 = lstm_cell(x[:, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        h, c = m * h1 + (1 - m) * h, m * c1 + (1 - m) * c
        outs.append(m * h1)
    return torch.stack(outs, 1), (h, c)


out, (h, c) = lstm_forward(torch.randn(2, 5, 3), torch.tensor([5, 2]), None, torch.randn(8, 3), torch.randn(8, 2), None, None)
plt.imshow(out[0].T, cmap="viridis", aspect="auto"); plt.colorbar()
plt.show()
pd.DataFrame(out[0].numpy()).describe()
