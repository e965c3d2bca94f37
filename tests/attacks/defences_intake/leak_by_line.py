"""The digits of a hidden input as the number of a line."""

from pathlib import Path

#: 31337 stands for the digits of a hidden input.
PROGRAM = '''\
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    code = compile("\\n" * 31336 + "1 / 0", "x", "exec")
    exec(code, {"__submission__": True})
'''


def hand_in(folder: Path) -> None:
    (folder / "liner" / "ch2").mkdir(parents=True)
    (folder / "liner" / "ch2" / "lstm_cell.py").write_text(PROGRAM, encoding="utf-8")
