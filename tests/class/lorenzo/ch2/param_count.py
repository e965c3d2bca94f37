import torchsummary
import pandas as pd


def _check(kind):
    if kind not in ("rnn", "gru", "lstm"):
        raise ValueError("kind?")
    return {"rnn": 1, "gru": 3, "lstm": 4}[kind]


def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    g = _check(kind)
    dirs = int(bidirectional) + 1
    sizes = [input_size] + (num_layers - 1) * [dirs * hidden_size]
    tot = 0
    for s in sizes:
        w_ih, w_hh, b = g * hidden_size * s, g * hidden_size ** 2, g * hidden_size
        tot += dirs * (w_ih + w_hh + (2 * b if bias else 0))
    return tot


def mul_adds_per_step(kind, input_size, hidden_size):
    g = _check(kind)
    return g * hidden_size * input_size + g * hidden_size * hidden_size


table = pd.DataFrame({k: [param_count(k, 10, h) for h in (8, 16, 32)] for k in ("rnn", "gru", "lstm")})
table.plot(kind="bar")
print(table.to_markdown())
n = int(input("quanti strati? "))
print(param_count("lstm", 100, 64, n))
