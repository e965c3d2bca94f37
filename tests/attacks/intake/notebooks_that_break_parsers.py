"""The same in cells of a notebook, which are taken apart statement by statement before anything is graded."""
import json
from pathlib import Path

CELLS = {
    "brackets": "(" * 100_000,
    "minus": "x = " + "-" * 100_000 + "1",
    "attributes": "x" + ".y" * 100_000,
    "calls": "x" + "()" * 50_000,
    "chain": "\n".join(f"def f{n}(): return f{n + 1}()" for n in range(4000)),
    "back": "\n".join(f"def f{n}(): return f{n - 1}()" for n in range(4000)),
    "globals": "global " + ",".join(f"a{n}" for n in range(40_000)),
    "magics": "%%bash\n" * 1000 + "!rm -rf /\n%run /etc/passwd\n%load /etc/passwd\n",
    "lines": ";".join(["x=1"] * 60_000),
}
TOLD = {f"cell_{name}": "error" for name in CELLS}


def hand_in(folder: Path) -> None:
    for name, text in CELLS.items():
        cells = [
            {"cell_type": "code", "metadata": {}, "source": text},
            {"cell_type": "code", "id": "ch2-lstm_cell", "metadata": {}, "source": "def lstm_cell(:"},
        ]
        (folder / f"cell_{name}.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}))
