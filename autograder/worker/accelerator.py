"""A stand-in for an accelerator: tensors with numbers that claim to be on another device.

Theory of operation. An `OnDevice` tensor holds a tensor of the CPU and reports the device ``accel:0``, a name that
torch keeps for backends of others. Torch hands every operation on one to `_dispatch`, and under a `Watch` also every
operation on tensors of the CPU. There the held tensors are computed with, and what comes out is held in turn. Where a
tensor of the device meets one of the CPU in a way that CUDA refuses, `DeviceMismatch` is raised; what CUDA allows is
allowed. In doubt nothing is raised: no alarm may be false, and a mistake that is missed costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.worker.mixing import DeviceMismatch, check_meeting, note_line, tensors

#: What the course calls the device, and what torch does.
STAND_IN = "stand-in"
BACKEND = "accel"

_aten = torch.ops.aten
#: What comes back is where the first argument is.
_STAYS = {
    _aten.copy_.default,
    _aten.index.Tensor,
    _aten.index_put.default,
    _aten.index_put_.default,
    _aten._index_put_impl_.default,
    _aten.fill.Tensor,
    _aten.fill_.Tensor,
    _aten.masked_fill.Tensor,
    _aten.masked_fill_.Tensor,
    _aten.index_fill.int_Tensor,
    _aten.index_fill_.int_Tensor,
}


class OnDevice(Tensor):
    """A tensor of any shape that claims to be on the device. `held` is the tensor of the CPU with its numbers."""

    held: Tensor
    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]

    @staticmethod
    def __new__(cls, held: Tensor) -> OnDevice:
        """Hold a tensor that is in no graph."""
        made: OnDevice = Tensor._make_wrapper_subclass(
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device=torch.device(BACKEND, 0),
        )
        made.held = held
        return made

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Called by torch for every operation on such a tensor."""
        return _dispatch(func, args, kwargs or {})

    def numpy(self, *args: Any, **kwargs: Any) -> Any:
        """Raises DeviceMismatch; with CUDA it is a TypeError."""
        raise DeviceMismatch("numpy")

    def tolist(self) -> Any:
        """The numbers, which torch does not read from a tensor that holds another one."""
        return self.held.tolist()

    def __format__(self, format_spec: str) -> str:
        return format(self.held, format_spec)

    def __repr__(self, *, tensor_contents: Any = None) -> str:  # type: ignore[override]
        return f"{repr(self.held)[:-1]}, device='{BACKEND}:0')"


class Watch(TorchDispatchMode):
    """Sees on which device new tensors are asked for, and what makes tensors of the CPU."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # for True, torch imports its compiler at the first operation, which takes more than a second

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Called by torch for every operation meanwhile."""
        return _dispatch(func, args, kwargs or {})


def _dispatch(func: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Compute on the CPU, and have the results where an accelerator would have them."""
    given = list(tensors((*args, *kwargs.values())))
    some = any(isinstance(tensor, OnDevice) for tensor in given)
    if some:
        check_meeting(func, args, given)
    asked = kwargs.get("device")
    there = some if asked is None else torch.device(asked).type == BACKEND
    if some and func in _STAYS:
        there = isinstance(args[0], OnDevice)
    plain = {name: held(value) for name, value in kwargs.items()}
    if asked is not None and there:
        plain["device"] = torch.device("cpu")
    out = func(*map(held, args), **plain)
    if not there:
        note_line(func, out, given)
        return out
    return _holding(func, out, [tensor for tensor in given if isinstance(tensor, OnDevice)])


def held(value: Any) -> Any:
    """An argument with the tensors that are held in place of those that hold them."""
    if isinstance(value, OnDevice):
        return value.held
    return type(value)(map(held, value)) if type(value) in (list, tuple) else value


def holding(value: Any) -> Any:
    """A result with its tensors on the device."""
    if isinstance(value, Tensor):
        return OnDevice(value)
    return type(value)(map(holding, value)) if type(value) in (list, tuple) else value


def _holding(func: Any, out: Any, given: Sequence[OnDevice]) -> Any:
    if func is _aten._pack_padded_sequence.default:
        return OnDevice(out[0]), out[1]  # the sizes of batches stay on the CPU
    if not func._schema.is_mutable:
        return holding(out)
    changed = {id(tensor.held): tensor for tensor in given}
    if any(tensor.shape != tensor.held.shape for tensor in given):
        raise RuntimeError(f"{func} changes a shape in place, which the stand-in cannot follow")
    same = [changed.get(id(tensor)) for tensor in tensors((out,))]
    return same[0] if isinstance(out, Tensor) and same[0] is not None else holding(out)
