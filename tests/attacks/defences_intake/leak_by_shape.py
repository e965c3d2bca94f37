"""The digits of a hidden input as the shape of an answer."""

from pathlib import Path

#: 31337 stands for the digits of a hidden input.
PROGRAM = '''\
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    return torch.zeros(31336 + 1, 1), torch.zeros(1)
'''


def hand_in(folder: Path) -> None:
    (folder / "shaper" / "ch2").mkdir(parents=True)
    (folder / "shaper" / "ch2" / "lstm_cell.py").write_text(PROGRAM, encoding="utf-8")
