"""Notebooks that are no JSON, hold NaN, are nested without end or are enormous: would break or fill the reader."""
import json
from pathlib import Path

CELL = {"cell_type": "code", "id": "ch2-lstm_cell", "metadata": {}, "outputs": [], "source": "def lstm_cell(:"}
HEAD = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [CELL]}
DEEP = "[" * 200_000 + "]" * 200_000
TEXT = json.dumps(HEAD)
MADE = {
    "text": b"this is no notebook",
    "nothing": b"",
    "nan": json.dumps({**HEAD, "metadata": {"x": float("nan"), "y": float("-inf")}}).encode(),
    "deep": TEXT.replace('"metadata": {}', f'"metadata": {{"x": {DEEP}}}').encode(),
    "deep_cell": TEXT.replace('"source": "def lstm_cell(:"', f'"source": {DEEP}').encode(),
    "halves": TEXT.replace("def ", "\\\\ud800def ").encode(),
    "list": b"[1, 2, 3]",
    "old": json.dumps({**HEAD, "nbformat": 3}).encode(),
    "huge_version": b'{"nbformat": 1e400, "cells": []}',
    "cells_of_text": b'{"nbformat": 4, "cells": ["x", 1, null]}',
    "gigantic": b'{"nbformat": 4, "metadata": {"x": "' + b"x" * (66 << 20) + b'"}, "cells": []}',
    "gigantic_number": b'{"nbformat": ' + b"9" * 1_000_000 + b', "cells": []}',
    "many_cells": json.dumps({**HEAD, "cells": [CELL] * 6000}).encode(),
    "lying_owner": json.dumps(
        {**HEAD, "cells": [{**CELL, "id": ["ch2-lstm_cell"], "metadata": {"nbgrader": {"grade_id": {"a": 1}}}}]}
    ).encode(),
    "utf16": TEXT.encode("utf-16"),
}
TOLD = {f"nb_{name}": "error" for name in MADE} | {"nb_cells_of_text": "error"}


def hand_in(folder: Path) -> None:
    for name, content in MADE.items():
        (folder / f"nb_{name}.ipynb").write_bytes(content)
