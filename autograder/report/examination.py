"""What `autograder doctor` found, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from autograder.sandbox.doctor import Examination

_LEVELS = {
    3: "level 3: namespaces and every layer of the child hold; safe for untrusted work",
    2: "level 2: no namespaces, every layer of the child holds; safe for untrusted work",
    0: "level 0: untrusted work must not be graded here",
}


def print_examination(console: Console, examination: Examination) -> None:
    """Layers, attacks, remedies, and the level."""
    layers = Table(title="Layers", title_justify="left", box=None)
    for name, holds in examination.layers.items():
        layers.add_row("✓" if holds is True else "✗", name, "" if holds is True else str(holds))
    console.print(layers)
    if examination.attacks:
        attacks = Table(title=f"{len(examination.attacks)} attacks", title_justify="left", box=None)
        for attack in examination.attacks:
            attacks.add_row("held" if attack.held else "GOT THROUGH", attack.name, attack.happened)
        console.print(attacks)
    for remedy in examination.remedies:
        console.print(f"→ {remedy}", markup=False, highlight=False)
    console.print(_LEVELS[examination.level], highlight=False)
