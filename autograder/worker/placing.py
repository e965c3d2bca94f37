"""What steps return, brought to where the next one needs it: plain tensors, devices, parameters of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from autograder.worker.accelerator import STAND_IN, OnDevice
from autograder.worker.raised import NothingThere, ParametersDiffer
from autograder.worker.stand_in import as_torch_says
from autograder.worker.values import Decoder


def as_plain(result: Any) -> torch.Tensor:
    """A tensor without whatever a subclass adds to it. Raises TypeError if it is none."""
    if not issubclass(type(result), torch.Tensor):
        raise TypeError(f"returned a {type(result).__name__} where a tensor is expected")
    if type(result) is OnDevice:
        return result
    with torch._C.DisableTorchFunctionSubclass():
        return torch.Tensor.as_subclass(result, torch.Tensor)


def unplaced(kept: list[Any], decoder: Decoder, device: str) -> list[Any]:
    """Results of steps whose arguments do not say where new tensors belong. Raises NothingThere."""
    if device == STAND_IN and not any(issubclass(type(result), torch.nn.Module) for result in decoder.results):
        raise NothingThere
    return [_moved(value, device) for value in kept]


def _moved(value: Any, device: str) -> Any:
    """The tensors of a result on `device`."""
    if device == "cpu":
        return value
    if issubclass(type(value), (list, tuple)):
        return [_moved(part, device) for part in value]
    return value.to(as_torch_says(device)) if issubclass(type(value), torch.Tensor) else value


def load_parameters(module: torch.nn.Module, node: Mapping[str, Any], decoder: Decoder) -> None:
    """Copy the probe's tensors into the module's parameters, which become the inputs that gradients are asked of."""
    tensors: dict[str, torch.Tensor] = decoder.decode(node)
    own = dict(torch.nn.Module.named_parameters(module))
    if set(own) != set(tensors):
        raise ParametersDiffer(f"the parameters should be named {sorted(tensors)}, and are {sorted(own)}")
    if not tensors:
        return
    example = next(iter(tensors.values()))
    torch.nn.Module.to(module, device=example.device, dtype=example.dtype)
    own = dict(torch.nn.Module.named_parameters(module))
    for name, tensor in tensors.items():
        if own[name].shape != tensor.shape:
            raise ParametersDiffer(f"parameter {name} has shape {list(own[name].shape)}, expected {list(tensor.shape)}")
        with torch.no_grad():
            own[name].copy_(tensor)
        decoder.inputs[name] = own[name]
