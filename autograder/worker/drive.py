"""The driver: puts one probe to one implementation and writes down what came back.

The same code drives the oracle, the known mistakes and the students, so that a difference is never the harness's.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import torch

from autograder.worker.callbacks import build_callback
from autograder.worker.placing import as_plain, load_parameters, unplaced
from autograder.worker.raised import EntryMissing, describe
from autograder.worker.stand_in import as_torch_says, switched_on
from autograder.worker.surroundings import close_figures, drawn_from, marks_left, stirred, surroundings
from autograder.worker.values import Decoder, Encoder, leaves
from autograder.worker.wire import Arrays, Node


def drive(
    names: Mapping[str, Any], probe: Mapping[str, Any], arrays: Arrays, device: str, dtype: str
) -> tuple[Node, Arrays]:
    """Put `probe` to the implementation `names` and return the answer: a JSON document and its arrays.

    The document has ``returned`` (a node), ``raised`` (what went wrong, or None), ``cut`` (paths of results that are
    not connected to the graph), ``gradients`` (nodes by label), ``inputs`` (by label the arguments after the call or,
    where memory is watched, the results after that argument was overwritten) and ``calls`` (what callbacks were fed).
    Where everything is watched, also ``disturbed`` (which state that belongs to everybody was changed) and ``again``
    (what comes back when the same is asked once more).
    """
    with switched_on(device):
        return _drive(names, probe, arrays, device, dtype)


def _drive(
    names: Mapping[str, Any], probe: Mapping[str, Any], arrays: Arrays, device: str, dtype: str
) -> tuple[Node, Arrays]:
    _reset(device)
    before = stirred() if probe["watch"] == "everything" else {}
    decoder = Decoder(arrays, dtype, device, probe["gradients"], build_callback)
    out: Arrays = {}
    encoder = Encoder(out)
    answer: dict[str, Any] = {
        "returned": None,
        "raised": None,
        "cut": [],
        "gradients": {},
        "inputs": {},
        "calls": {},
    }
    try:
        with contextlib.ExitStack() as stack:
            if probe["no_grad"]:
                stack.enter_context(torch.no_grad())
            kept = _run(names, probe["steps"], decoder, device)
        if not decoder.callbacks and not any(isinstance(value, torch.Tensor) for value in decoder.inputs.values()):
            kept = unplaced(kept, decoder, device)
        if probe["gradients"]:
            answer["cut"], gradients = _differentiate(kept, probe["cotangents"], decoder)
            answer["gradients"] = {label: encoder.encode(gradient) for label, gradient in gradients.items()}
        answer["returned"] = encoder.encode(kept)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: the student's doing, a fact to report
        answer["raised"] = describe(error)
    answer["calls"] = {label: Encoder(out).encode(made.fed) for label, made in decoder.callbacks.items()}
    if probe["watch"] in ("inputs", "everything"):
        answer["inputs"] = {label: Encoder(out).encode(value) for label, value in decoder.inputs.items()}
    if before:
        after, given = surroundings(), [*decoder.inputs.values(), *decoder.callbacks.values()]
        changed = {name for name in after if after[name] != before[name]}
        changed.update(marks_left(given, probe["gradients"]))
        if answer["raised"] is None:
            answer["again"] = _again(names, probe, Decoder(arrays, dtype, device, False, build_callback), device, out)
            changed -= drawn_from(after)
        answer["disturbed"] = sorted(changed)
    if probe["watch"] == "memory" and answer["raised"] is None:
        for label, value in decoder.inputs.items():
            _overwrite(value)
            answer["inputs"][label] = Encoder(out).encode(kept)
    return answer, out


def entries(probes: Iterable[Mapping[str, Any]]) -> set[str]:
    """The names that an implementation has to define for these probes."""
    targets = {step["target"].partition(".")[0] for probe in probes for step in probe.get("steps", ())}
    return {target for target in targets if not target.startswith("$")}


def _reset(device: str) -> None:
    """Bring global state to what every case may rely on."""
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    torch.default_generator.manual_seed(0)  # torch.manual_seed also keeps a stack trace for CUDA, for ever
    np.random.seed(0)
    random.seed(0)
    close_figures()
    if device == "cuda":
        torch.cuda.manual_seed_all(0)
        torch.backends.cuda.matmul.allow_tf32 = False
        torch.backends.cudnn.allow_tf32 = False


def _again(names: Mapping[str, Any], probe: Mapping[str, Any], decoder: Decoder, device: str, out: Arrays) -> Node:
    """What comes back when the same is asked a second time; None, where that fails."""
    close_figures()
    try:
        with torch.no_grad() if probe["no_grad"] else contextlib.nullcontext():
            return Encoder(out).encode(_run(names, probe["steps"], decoder, device))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def _run(names: Mapping[str, Any], steps: list[dict[str, Any]], decoder: Decoder, device: str) -> list[Any]:
    results = decoder.results
    kept: list[Any] = []
    for step in steps:
        root, *attributes = step["target"].split(".")
        if root.startswith("$"):
            called = results[int(root[1:])]
        elif root in names:
            called = names[root]
        else:
            raise EntryMissing(root)
        for attribute in attributes:
            called = getattr(called, attribute)
        args, kwargs = decoder.decode(step["args"]), decoder.decode(step["kwargs"])
        decoder.inputs.update((name, value) for name, value in kwargs.items() if type(value) in (list, dict))
        result = called(*args, **kwargs)
        if step["parameters"] is not None:
            load_parameters(result, step["parameters"], decoder)
        elif device != "cpu" and issubclass(type(result), torch.nn.Module):
            torch.nn.Module.to(result, as_torch_says(device))  # a new model begins where its data are
        if step.get("plain"):
            result = as_plain(result)
        results.append(result)
        if step["keep"]:
            kept.append(result)
    return kept


def _differentiate(
    kept: list[Any], cotangents: Mapping[str, Any], decoder: Decoder
) -> tuple[list[str], dict[str, torch.Tensor]]:
    """Gradients of every labelled float input, for the sum of results times cotangents (a vector-Jacobian product)."""
    wanted = {k: v for k, v in decoder.inputs.items() if isinstance(v, torch.Tensor) and v.requires_grad}
    cut: list[str] = []
    outputs: list[torch.Tensor] = []
    weights: list[torch.Tensor] = []
    for path, value in leaves(kept):
        if path not in cotangents or not isinstance(value, torch.Tensor):
            continue
        weight = decoder.decode(cotangents[path]).to(value.dtype)
        if not value.requires_grad:
            cut.append(path)
        elif weight.shape == value.shape and weight.device == value.device:
            outputs.append(value)
            weights.append(weight)
    reached: tuple[torch.Tensor | None, ...] = (None,) * len(wanted)
    if outputs:
        reached = torch.autograd.grad(outputs, list(wanted.values()), weights, allow_unused=True)
    # An input that the results do not depend on has a gradient of zeros, however the graph says so.
    gradients = (torch.zeros_like(v) if g is None else g for v, g in zip(wanted.values(), reached, strict=True))
    return cut, dict(zip(wanted, gradients, strict=True))


def _overwrite(value: torch.Tensor | np.ndarray) -> None:
    """Write zeros into an argument, in the memory that it has."""
    with torch.no_grad():
        if isinstance(value, torch.Tensor):
            value.zero_()
        else:
            value[...] = 0
