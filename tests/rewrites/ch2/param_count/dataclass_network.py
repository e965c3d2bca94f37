"""Dataclasses for a layer and a network, with counts as properties."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    blocks: int
    inputs: int
    units: int

    @property
    def products(self) -> int:
        return self.blocks * self.units * (self.inputs + self.units)

    @property
    def biases(self) -> int:
        return 2 * self.blocks * self.units


@dataclass
class Network:
    kind: str
    inputs: int
    units: int
    depth: int = 1
    directions: int = 1

    def __post_init__(self) -> None:
        known = {"rnn": 1, "gru": 3, "lstm": 4}
        if self.kind not in known:
            raise ValueError(f"{self.kind!r} is not one of {list(known)}")
        self.blocks = known[self.kind]

    def layers(self) -> list[Layer]:
        sizes = [self.inputs] + [self.units * self.directions] * (self.depth - 1)
        return [Layer(self.blocks, size, self.units) for size in sizes for _ in range(self.directions)]


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    layers = Network(kind, input_size, hidden_size, num_layers, 2 if bidirectional else 1).layers()
    return sum(layer.products + (layer.biases if bias else 0) for layer in layers)


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    (layer,) = Network(kind, input_size, hidden_size).layers()
    return layer.products
