"""Functions of torch that each kind of device has of its own, and ours has not: here they are taken over.

A recurrent layer is computed as one node of the graph, from the tensors of the CPU that are held. A tensor that is made
of data, an index among them, is made on the CPU.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.autograd import grad
from torch.overrides import TorchFunctionMode

from autograder.worker.accelerator import BACKEND, OnDevice, held
from autograder.worker.mixing import check_together, tensors

_LAYERS = {torch.lstm, torch.gru, torch.rnn_tanh, torch.rnn_relu}
_RECURRENT = _LAYERS | {torch.lstm_cell, torch.gru_cell, torch.rnn_tanh_cell, torch.rnn_relu_cell}
_OF_DATA = {torch.tensor, torch.as_tensor, torch.asarray}
_INDEXING = {Tensor.__getitem__, Tensor.__setitem__}
#: The place of the sizes of batches, which belong on the CPU, among the arguments of a layer for packed sequences.
_SIZES = 1
_UNPACKED_TENSORS = 3


class Functions(TorchFunctionMode):
    """Meanwhile these functions work on the device."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Called by torch for each of its functions."""
        kwargs = kwargs or {}
        if func in _OF_DATA and "device" in kwargs:
            return _made(func, args, kwargs)
        if func is Tensor.new_tensor and isinstance(args[0], OnDevice):
            return _made(torch.tensor, args[1:], {"dtype": args[0].dtype, "device": BACKEND, **kwargs})
        if func in _INDEXING and isinstance(args[0], OnDevice):
            return func(args[0], _index(args[1]), *args[2:])
        if func in _RECURRENT and any(isinstance(tensor, OnDevice) for tensor in tensors(args)):
            return _computed(func, args)
        return func(*args, **kwargs)


def _made(func: Callable[..., Tensor], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Tensor:
    """A tensor made of data."""
    device = kwargs["device"]
    if device is None or torch.device(device).type != BACKEND:
        return func(*args, **kwargs)
    plain = {name: value for name, value in kwargs.items() if name not in ("device", "requires_grad")}
    return func(*args, **plain).to(device).requires_grad_(kwargs.get("requires_grad", False))


def _index(index: Any) -> Any:
    """An index, with tensors in place of lists and arrays of numbers."""
    if isinstance(index, tuple):
        return tuple(map(_index, index))
    if isinstance(index, np.ndarray) or (isinstance(index, list) and index and set(map(type, index)) <= {int, bool}):
        return torch.as_tensor(index)
    return index


def _computed(func: Callable[..., Any], args: Sequence[Any]) -> Any:
    """What a layer gives, on the device. Raises DeviceMismatch if not all that it is given is there."""
    packed = func in _LAYERS and not isinstance(args[_UNPACKED_TENSORS], bool)
    check_together(tensors(arg for place, arg in enumerate(args) if not (packed and place == _SIZES)))
    out: tuple[Tensor, ...] = _Layer.apply(func, args, *tensors(args))  # type: ignore[no-untyped-call]
    return out if len(out) > 1 else out[0]


class _Layer(torch.autograd.Function):
    """A layer with a small graph of its own, of tensors of the CPU."""

    @staticmethod
    def forward(ctx: Any, func: Callable[..., Any], args: Sequence[Any], *given: Tensor) -> tuple[Tensor, ...]:
        """The results of ``func(*args)``; `given` are the tensors among the arguments."""
        inside = {id(one): held(one).detach().requires_grad_(one.requires_grad) for one in given}
        with torch.enable_grad():
            out = func(*_replaced(args, inside))
        ctx.inside = [inside[id(one)] for one in given]
        ctx.out = [out] if isinstance(out, Tensor) else list(out)
        return tuple(OnDevice(one.detach()) for one in ctx.out)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        """The gradients of the tensors that were given."""
        wanted = [one for one in ctx.inside if one.requires_grad]
        found = grad(ctx.out, wanted, [held(one) for one in gradients], retain_graph=True, allow_unused=True)
        of = {id(one): OnDevice(got) for one, got in zip(wanted, found, strict=True) if got is not None}
        return None, None, *(of.get(id(one)) for one in ctx.inside)


def _replaced(value: Any, inside: Mapping[int, Tensor]) -> Any:
    """Arguments with other tensors."""
    if isinstance(value, Tensor):
        return inside[id(value)]
    return type(value)(_replaced(part, inside) for part in value) if isinstance(value, (list, tuple)) else value
