"""Hostile submissions leave nothing behind, and honest ones between them do not notice: `make residue` grades 1,000."""

import sys

import pytest
from hostile.residue import attacks, left_by

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

COUNT = 30


def test_nothing_is_left() -> None:
    """Thirty of all families, each followed by an honest program whose grade is the same byte for byte."""
    chosen = attacks()
    assert len({attack.family for attack in chosen[:COUNT]}) >= 4
    assert list(left_by(COUNT, chosen)) == []
