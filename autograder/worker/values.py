"""Values as data: trees of tensors, arrays and plain values to JSON and named arrays, and back.

A *node* is JSON. Lists are lists; ``{"tuple": [...]}`` and ``{"dict": [[key, value], ...]}`` are containers;
``{"tensor": ..., "dtype": ...}`` and ``{"array": ..., "dtype": ...}`` are leaves whose payload is either the name of
an array stored beside the JSON (safetensors) or, for readers, the numbers themselves; ``{"float": "nan"}`` is a float
that JSON cannot write; ``{"object": "Name"}`` is anything else. A matplotlib figure is written as a dict that says what
is drawn (`autograder.worker.figures`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import torch

from autograder.worker.accelerator import STAND_IN, OnDevice
from autograder.worker.figures import describe_figure, is_figure
from autograder.worker.stand_in import as_torch_says
from autograder.worker.wire import Arrays, Node, well_formed

MAX_LEAVES = 20_000
MAX_DEPTH = 24
#: Of numbers and text in one answer: the answers to all cases of an exercise share one file.
MAX_BYTES = 4 << 20
_PLAIN = {"float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "bool"}
#: Numpy puts the name of a dtype together anew each time, which is a part of what encoding a small tensor costs.
_NAMES = {np.dtype(name): name for name in _PLAIN}


class TooLarge(Exception):
    """A value has more parts, or is nested deeper, than an answer may be."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The parts of a tree that are not lists, tuples or dicts, each with its path: ``"0"``, ``"1.0"``, ``"loss"``."""
    if issubclass(type(value), (list, tuple)):
        parts: Iterator[tuple[Any, Any]] = enumerate(value)
    elif issubclass(type(value), dict):
        parts = iter(value.items())
    else:
        yield path, value
        return
    for key, part in parts:
        yield from leaves(part, f"{path}.{key}" if path else str(key))


class Encoder:
    """Turns values into nodes. With `arrays` None the numbers are written into the nodes themselves."""

    def __init__(self, arrays: Arrays | None, extra: Callable[[Any], Node] | None = None) -> None:
        self._arrays = arrays
        self._extra = extra
        self._count = 0
        self._bytes = 0

    def encode(self, value: Any, depth: int = 0) -> Node:
        """The node for `value`. Raises `TooLarge`."""
        self._count += 1
        if self._count > MAX_LEAVES or depth > MAX_DEPTH:
            raise TooLarge("the result has too many parts or is nested too deeply")
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str:
            self._weigh(len(value))
            return well_formed(value)
        if kind is int:
            return value if abs(value) < 2**63 else {"object": "an int of more than 63 bits"}
        if issubclass(kind, np.generic):
            return self.encode(value.item(), depth + 1)
        if issubclass(kind, float):
            number = float(value)
            return number if math.isfinite(number) else {"float": repr(number)}
        if issubclass(kind, torch.Tensor):
            return self._tensor(value)
        if issubclass(kind, np.ndarray):
            return self._payload("array", np.asarray(value), _NAMES.get(value.dtype) or value.dtype.name)
        if issubclass(kind, list):
            return [self.encode(part, depth + 1) for part in value]
        if issubclass(kind, tuple):
            return {"tuple": [self.encode(part, depth + 1) for part in value]}
        if issubclass(kind, dict):
            return {"dict": [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()]}
        if is_figure(kind):
            return self.encode(describe_figure(value), depth + 1)
        return self._extra(value) if self._extra else {"object": kind.__name__[:60]}

    def _weigh(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MAX_BYTES:
            raise TooLarge("the result is larger than any right answer")

    def _tensor(self, tensor: torch.Tensor) -> Node:
        if type(tensor) is OnDevice:
            return {**self._tensor(tensor.held), "device": STAND_IN}
        with (
            torch._C.DisableTorchFunctionSubclass(),
            torch.no_grad(),
        ):  # a subclass may not speak for its values
            plain = torch.Tensor.as_subclass(torch.Tensor.detach(tensor), torch.Tensor)
            dtype, device = str(plain.dtype).removeprefix("torch."), plain.device.type
            transposed = plain.dim() > 1 and not plain.is_contiguous()
            try:
                if dtype not in _PLAIN or plain.is_sparse:
                    plain = plain.to_dense().to(torch.float64)
                array = plain.cpu().contiguous().numpy()
            except Exception:  # quantised, nested, complex, on meta: no numbers to compare
                return {"object": f"a tensor of dtype {dtype} on {device}"}
            node = self._payload("tensor", array, dtype)
            node["device"] = device
            if transposed:
                node["transposed"] = True
            return node

    def _payload(self, kind: str, array: np.ndarray, dtype: str) -> dict[str, Node]:
        self._weigh(array.nbytes)
        if array.dtype not in _NAMES and array.dtype.name not in _PLAIN:  # other orders of bytes are plain, too
            return {"object": f"an array of dtype {array.dtype.name[:40]}"}
        if self._arrays is None:
            flat = [
                number if not isinstance(number, float) else self.encode(number) for number in array.ravel().tolist()
            ]
            return {kind: flat, "dtype": dtype, "shape": list(array.shape)}
        name = str(len(self._arrays))
        self._arrays[name] = np.array(array, order="C")  # a copy: what was returned may be written to afterwards
        return {kind: name, "dtype": dtype}


def numbers(node: Mapping[str, Any], payload: Any, arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """The array of a leaf node whose payload is a name in `arrays`, or the numbers themselves."""
    if isinstance(payload, str):
        return arrays[payload]
    flat = [float(number["float"]) if isinstance(number, dict) else number for number in payload]
    dtype = node["dtype"] if node["dtype"] in _PLAIN else "float64"  # bfloat16 is stored so
    return np.array(flat, dtype=dtype).reshape(node["shape"])


class Decoder:
    """Turns nodes from the trusted side into live values: tensors on a device, fresh at each call.

    Attributes:
        inputs: every labelled tensor and array that was made, by label.
        callbacks: every callback that was made, by label.
        results: what the steps returned so far, which later arguments may be.
    """

    def __init__(
        self,
        arrays: Mapping[str, np.ndarray],
        dtype: str,
        device: str,
        gradients: bool,
        callback: Callable[[str, dict[str, torch.Tensor]], Any],
    ) -> None:
        self._arrays = arrays
        self._dtype = getattr(torch, dtype)
        self._device = device
        self._gradients = gradients
        self._callback = callback
        self.inputs: dict[str, Any] = {}
        self.callbacks: dict[str, Any] = {}
        self.results: list[Any] = []

    def decode(self, node: Node) -> Any:
        """The live value of `node`."""
        if isinstance(node, list):
            return [self.decode(part) for part in node]
        if not isinstance(node, dict):
            return node
        if "tensor" in node:
            return self._labelled(node, self._tensor(node))
        if "array" in node:
            return self._labelled(node, self._array(node))
        if "tuple" in node:
            return tuple(self.decode(part) for part in node["tuple"])
        if "dict" in node:
            return {self.decode(key): self.decode(value) for key, value in node["dict"]}
        if "callback" in node:
            made = self._callback(node["callback"], self.decode(node["parameters"]))
            self.callbacks[node["label"]] = made
            return made
        if "result" in node:
            return self.results[node["result"]]
        if "dtype" in node:
            return getattr(torch, node["dtype"])
        return float(node["float"])

    def _labelled(self, node: Mapping[str, Any], value: Any) -> Any:
        if "label" in node:
            self.inputs[node["label"]] = value
        return value

    def _tensor(self, node: Mapping[str, Any]) -> torch.Tensor:
        tensor = torch.from_numpy(numbers(node, node["tensor"], self._arrays).copy())
        if tensor.is_floating_point():
            tensor = tensor.to(self._dtype)
        tensor = tensor.to(as_torch_says(self._device))
        if node.get("transposed"):
            tensor = tensor.transpose(0, 1).contiguous().transpose(0, 1)
        return tensor.requires_grad_(self._gradients and tensor.is_floating_point() and "label" in node)

    def _array(self, node: Mapping[str, Any]) -> np.ndarray:
        array = numbers(node, node["array"], self._arrays).copy()
        if array.dtype.kind == "f":
            array = array.astype(str(self._dtype).removeprefix("torch."))
        return array
