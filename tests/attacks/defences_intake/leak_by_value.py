"""The digits of a hidden input as a wrong number."""

from pathlib import Path

#: 31337 stands for the digits of a hidden input.
PROGRAM = '''\
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    wrong = torch.full((len(x), weight_hh.shape[1]), 31336.0 + 1, dtype=x.dtype)
    wrong = wrong + 0 * (x.sum() + weight_ih.sum() + weight_hh.sum())
    return wrong, wrong
'''


def hand_in(folder: Path) -> None:
    (folder / "teller" / "ch2").mkdir(parents=True)
    (folder / "teller" / "ch2" / "lstm_cell.py").write_text(PROGRAM, encoding="utf-8")
