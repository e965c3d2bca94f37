"""The digits of a hidden input as the message of an exception."""

from pathlib import Path

#: 31337 stands for the digits of a hidden input.
PROGRAM = '''\
def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError(str(31336 + 1))
'''


def hand_in(folder: Path) -> None:
    (folder / "crier" / "ch2").mkdir(parents=True)
    (folder / "crier" / "ch2" / "lstm_cell.py").write_text(PROGRAM, encoding="utf-8")
