"""Sources that are small and make a parser of Python recurse, allocate or compute without end."""
from pathlib import Path

SOURCES = {
    "brackets": "(" * 100_000,
    "minus": "x = " + "-" * 100_000 + "1",
    "attributes": "x" + ".y" * 100_000,
    "calls": "x" + "()" * 50_000,
    "powers": "x = " + "9**" * 40_000 + "9",
    "digits": "x = " + "9" * 100_000,
    "indents": "\n".join(" " * n + "if 1:" for n in range(300)),
    "nots": "x = " + "not " * 50_000 + "1",
    "lambdas": "x = " + "lambda:" * 30_000 + "1",
    "strings": "x = " + "f'{" * 500,
    "compares": "x = 1" + "<1" * 60_000,
    "targets": "=".join(["a"] * 60_000) + "=1",
    "too_large": "#" * 300_000,
    "decorators": "@a\n" * 80_000,
}
TOLD = {f"src_{name}": "error" for name in SOURCES}


def hand_in(folder: Path) -> None:
    for name, text in SOURCES.items():
        (folder / f"src_{name}" / "ch2").mkdir(parents=True)
        (folder / f"src_{name}" / "ch2" / "lstm_cell.py").write_text(text)
