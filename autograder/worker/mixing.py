"""Which tensors of two devices may meet in an operation, by the rules of CUDA; which line made those of the CPU."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef

_aten = torch.ops.aten
#: Any device may meet any other.
_COPIES = {
    _aten.copy_.default,
    _aten._to_copy.default,
    _aten.lift_fresh.default,
    _aten._pack_padded_sequence.default,
    _aten._pack_padded_sequence_backward.default,
}
#: An index may be on the CPU. What is written is a number, or is where it is written to.
_INDEXING = {
    _aten.index.Tensor,
    _aten.index_put.default,
    _aten.index_put_.default,
    _aten._index_put_impl_.default,
}
#: The last argument is a number, which is read wherever it is.
_FILLING = {
    _aten.fill.Tensor,
    _aten.fill_.Tensor,
    _aten.masked_fill.Tensor,
    _aten.masked_fill_.Tensor,
    _aten.index_fill.int_Tensor,
    _aten.index_fill_.int_Tensor,
}
#: Where nothing may be on the CPU, not even a number.
_STRICT = {
    _aten.stack.default,
    _aten.index_select.default,
    _aten.embedding.default,
    _aten.gather.default,
}


class DeviceMismatch(RuntimeError):
    """Tensors of two devices meet in one operation, or numpy is asked of a tensor of the device.

    Attributes:
        made: the line of the student's file that made the tensor of the CPU; None if that is not known.
    """

    def __init__(self, message: str, made: int | None = None) -> None:
        super().__init__(message)
        self.made = made


def tensors(values: Iterable[Any]) -> Iterator[Tensor]:
    """The tensors among the arguments of an operation, which may be in lists."""
    for value in values:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from tensors(value)


def check_meeting(operation: Any, args: Sequence[Any], given: Sequence[Tensor]) -> None:
    """Raise DeviceMismatch where CUDA would: of the tensors `given`, among them one of the device, one may not be on
    the CPU."""
    if operation in _COPIES:
        return
    if operation in _INDEXING:
        wrong = _wrong_in_indexing(args)
    elif operation in _FILLING:
        wrong = _elsewhere(args[0], tensors(args[1:-1]))
    else:
        numbers_too = operation in _STRICT or (operation._schema.is_mutable and _on_cpu(given[0]))
        wrong = next((tensor for tensor in given if _on_cpu(tensor) and (tensor.dim() or numbers_too)), None)
    _refuse(wrong)


def check_together(given: Iterable[Tensor]) -> None:
    """Raise DeviceMismatch if a tensor is on the CPU."""
    _refuse(next(filter(_on_cpu, given), None))


def _refuse(wrong: Tensor | None) -> None:
    if wrong is not None:
        raise DeviceMismatch("mixed", _line_of(wrong))


def _wrong_in_indexing(args: Sequence[Any]) -> Tensor | None:
    whole: Tensor = args[0]
    indices, written = args[1], args[2:3]
    if _on_cpu(whole) and not all(_on_cpu(index) for index in tensors(indices)):
        return whole
    many = [value for value in tensors(written) if value.numel() > 1]  # torch reads a single number wherever it is
    return _elsewhere(whole, many)


def _elsewhere(whole: Tensor, others: Iterable[Tensor]) -> Tensor | None:
    """The tensor of the CPU, if any of the others is not where `whole` is."""
    for other in others:
        if _on_cpu(other) != _on_cpu(whole):
            return other if _on_cpu(other) else whole
    return None


def _on_cpu(tensor: Tensor) -> bool:
    return tensor.device.type == "cpu"


#: By the address of a piece of memory, the line that made the tensors of the CPU which use it. A weak reference keeps
#: the address from being used again.
_lines: dict[int, tuple[StorageWeakRef, int]] = {}


def forget_lines() -> None:
    """Begin anew: nothing was made by any line."""
    _lines.clear()


def note_line(operation: Any, out: Any, given: Sequence[Tensor]) -> None:
    """Remember which line of the student's file made these tensors of the CPU, from those `given`."""
    made = [tensor.untyped_storage() for tensor in tensors((out,)) if _on_cpu(tensor)]
    line = _student_line() if made else None
    if line is None:
        return
    before = () if operation is _aten.lift_fresh.default else given  # it is given what was made just now
    known = {tensor.untyped_storage()._cdata for tensor in before if _on_cpu(tensor)}
    for memory in made:
        if memory._cdata not in known:  # a view is as old as what it shows
            _lines[memory._cdata] = StorageWeakRef(memory), line


def _line_of(tensor: Tensor) -> int | None:
    known = _lines.get(tensor.untyped_storage()._cdata)
    return None if known is None else known[1]


def _student_line() -> int | None:
    """The line of the student's file that is running."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_globals.get("__submission__") is True:
            return frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None
