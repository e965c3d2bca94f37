"""What computes behind a forbidden name: torch's operators, and what torch has written a second time in Python.

A name is only a label. `torch.lstm`, `torch.nn.LSTM` and a script of TorchScript all end in the operator aten::lstm,
and torch's dispatcher takes another kernel for it, one that raises. What torch keeps in Python as well (for compilers,
for quantisation) ends in additions and products, so there the functions themselves have to be found.
"""

from __future__ import annotations

import functools
import importlib
import re
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import torch

_LAYERS = "mkldnn_rnn_layer|_cudnn_rnn|miopen_rnn"
_CELL = r"(_thnn_fused_|quantized_)?{}(_dynamic)?"
#: By the last part of a forbidden name of a function the operators that compute it; backward passes are nobody's way.
_OPERATORS = {
    "lstm": rf"(quantized_)?lstm|_lstm_mps|{_LAYERS}",
    "gru": rf"(quantized_)?gru|{_LAYERS}",
    "rnn_tanh": rf"rnn_tanh|{_LAYERS}",
    "rnn_relu": rf"rnn_relu|{_LAYERS}",
    **{name: _CELL.format(name) for name in ("lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell")},
    "scaled_dot_product_attention": r".*attention.*|_transformer_encoder_layer_fwd",
    "softmax": r"\w*softmax(_with_shape)?",
    "log_softmax": r"\w*softmax(_with_shape)?",
    "cross_entropy": "cross_entropy_loss",
    "nll_loss": "nll_loss(2d|_nd)?(_forward)?",
    "l1_loss": "l1_loss",
    "mse_loss": "mse_loss",
    "one_hot": "one_hot",
    "unfold": "unfold(_copy)?",
    "pack_padded_sequence": "_pack_padded_sequence",
    "pad_packed_sequence": "_pad_packed_sequence",
    "backward": "_backward",
    "make_dual": "_make_dual(_copy)?",
}
_CLASSES = {"RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell", "MultiheadAttention"}
#: Too common a word to look for, and its short form.
_WITHOUT = {"backward"}
_IN_SHORT = {"scaled_dot_product_attention": "attention"}
_KEYS = ("CompositeImplicitAutograd", "CompositeExplicitAutograd", "CPU", "CUDA", "Meta")
_QUANTISED = "torch.ao.nn"
#: Modules that say in Python what the operators do.
SHADOWS = (
    "torch._decomp.decompositions",
    "torch._inductor.decomposition",
    "torch._refs",
    "torch._refs.special",
    "torch._refs.nn.functional",
    "torch.masked._ops",
    "torch.nn.attention.flex_attention",
    "torch._higher_order_ops.flex_attention",
    f"{_QUANTISED}.quantizable.modules.rnn",
    f"{_QUANTISED}.quantizable.modules.activation",
    *(f"{_QUANTISED}.quantized.{kind}.modules.rnn" for kind in ("dynamic", "reference")),
)


def operators_of(dotted: str) -> list[str]:
    """The operators behind a forbidden name, with their overloads: ``aten::lstm.input``."""
    pattern = _OPERATORS.get(dotted.rpartition(".")[2]) if dotted.startswith("torch.") else None
    return _matching(pattern) if pattern else []


@functools.cache
def _matching(pattern: str) -> list[str]:
    wanted = re.compile(rf"\w+::(?:{pattern})(?:\..*)?")
    return [name for name in _names() if wanted.fullmatch(name) and ("backward" not in name or pattern == "_backward")]


@functools.cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(torch._C._dispatch_get_all_op_names()))


def shadows_of(dotted: str) -> list[types.FunctionType]:
    """The functions of Python in which torch has the same once more, as far as they are loaded."""
    word = dotted.rpartition(".")[2]
    return _shadows(word) if dotted.startswith("torch.") and word in {*_OPERATORS, *_CLASSES} - _WITHOUT else []


@functools.cache
def _shadows(word: str) -> list[types.FunctionType]:
    inside = rf"(?!\w*backward|binary|smooth|poisson)\w*{_IN_SHORT.get(word, word)}\w*"
    named = re.compile(word if word in _CLASSES else inside)
    loaded = [vars(sys.modules[place]) for place in SHADOWS if place in sys.modules]
    values = [value for names in loaded for name, value in names.items() if named.fullmatch(name)]
    return [function for value in values for function in functions_in(value)]


def functions_in(value: Any) -> Iterator[types.FunctionType]:
    """The function itself and what it wraps; of a class what makes it compute."""
    if isinstance(value, type) and issubclass(value, torch.nn.Module):
        value = vars(value).get("forward")
    while isinstance(value, types.FunctionType):
        yield value
        value = getattr(value, "__wrapped__", None)


def refuse(operator: str, raising: Callable[..., Any]) -> list[Any]:
    """Have the dispatcher call `raising` for an operator, by whatever name it is asked. What is returned undoes that
    when it is dropped."""
    library, _, name = operator.partition("::")
    made = [torch._C._dispatch_library("IMPL", library, "", __file__, 0)]
    for key in _keys_of(operator):
        made[0].impl(name, key, raising)
    return made


@functools.cache
def _keys_of(operator: str) -> tuple[str, ...]:
    return tuple(key for key in _KEYS if torch._C._dispatch_has_kernel_for_dispatch_key(operator, key))


def prepare() -> None:
    """Look up early what every child would look up again, and import what later could not: torch compiles the rules for
    forward differentiation at their first use, from sources that are closed by then."""
    importlib.import_module("torch._decomp.decompositions_for_jvp")
    for word in _OPERATORS:
        for operator in operators_of(f"torch.{word}"):
            _keys_of(operator)
    for word in (*_OPERATORS, *_CLASSES):
        shadows_of(f"torch.{word}")
