"""Values survive the way over the wall: what was encoded is what is read."""

import json
import math
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge.answer import Answer, Container, Leaf, Tree, read_document
from autograder.judge.records import read_answers
from autograder.worker.values import MAX_LEAVES, Decoder, Encoder, TooLarge, leaves
from autograder.worker.wire import pack, unpack

TORCH = ["float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "bool"]
SHAPES = st.lists(st.integers(0, 3), max_size=3).map(tuple)


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    """Tensors of every dtype, 0-d, empty, with gaps in memory, with NaN and infinities."""
    shape, dtype = draw(SHAPES), getattr(torch, draw(st.sampled_from(TORCH)))
    numbers = torch.tensor(draw(st.lists(st.integers(-9, 9), min_size=27, max_size=27)), dtype=torch.float64)
    tensor = numbers[: math.prod(shape)].reshape(shape)
    if draw(st.booleans()) and dtype.is_floating_point:
        tensor = tensor / torch.tensor(0.0, dtype=torch.float64)
    tensor = tensor.abs().to(dtype) if not dtype.is_floating_point else tensor.to(dtype)
    if draw(st.booleans()) and tensor.dim() > 0:
        tensor = tensor.transpose(0, -1)
    return tensor.repeat_interleave(2, 0)[::2] if draw(st.booleans()) and tensor.dim() > 0 else tensor


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    """Arrays in either byte order and memory order."""
    dtype = draw(st.sampled_from(["<f8", ">f8", "<f4", ">i4", "i8", "u1", "?", "f2"]))
    array = np.arange(27).reshape(3, 3, 3)[tuple(slice(n) for n in draw(SHAPES))].astype(dtype)
    return np.asfortranarray(array)[::-1] if draw(st.booleans()) and array.ndim else array


plain = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats() | st.text(max_size=5)
trees = st.recursive(
    plain | tensors() | arrays(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def document(node: Any) -> dict[str, Any]:
    """An answer that returned `node`."""
    return {"returned": node, "raised": None, "cut": [], "gradients": {}, "inputs": {}, "calls": {}}


def same(tree: Tree, value: Any) -> None:
    """Assert that what was read is the value."""
    if isinstance(value, dict):
        assert isinstance(tree, Container) and tree.kind == "dict"
        assert [key for key, _ in tree.parts] == sorted(value)
        for key, part in tree.parts:
            same(part, value[key])
    elif isinstance(value, (list, tuple)):
        assert isinstance(tree, Container) and tree.kind == "sequence" and len(tree.parts) == len(value)
        for (_, part), inner in zip(tree.parts, value, strict=True):
            same(part, inner)
    elif isinstance(value, (torch.Tensor, np.ndarray)):
        wanted = value.to(torch.float64).numpy() if isinstance(value, torch.Tensor) else value
        assert isinstance(tree, Leaf) and tree.array.shape == tuple(value.shape)
        assert tree.dtype == (str(value.dtype)[6:] if isinstance(value, torch.Tensor) else value.dtype.name)
        np.testing.assert_array_equal(tree.array.astype(wanted.dtype), wanted)
    else:
        assert isinstance(tree, Leaf) and tree.kind == type(value).__name__
        assert tree.value == value or (math.isnan(tree.value) and math.isnan(value))


@settings(deadline=None, max_examples=80)
@given(trees)
def test_over_the_wall_and_back(value: Any) -> None:
    """Encode, pack, unpack, read is the identity on trees of tensors, arrays and plain values."""
    out: dict[str, np.ndarray] = {}
    node = Encoder(out).encode([value])
    read = read_answers(pack({"case": "a", "answer": document(node)}, out)).by_case["a"]
    assert read.returned is not None
    same(read.returned, [value])


@settings(deadline=None, max_examples=40)
@given(trees)
def test_numbers_written_out(value: Any) -> None:
    """A node with its numbers written into it, as case files have them, reads as the value too."""
    node = json.loads(json.dumps(Encoder(None).encode([value]), allow_nan=False))
    read: Answer = read_document(document(node))
    assert read.returned is not None
    same(read.returned, [value])


@settings(deadline=None, max_examples=40)
@given(st.lists(tensors().filter(lambda t: t.dtype in (torch.float64, torch.int64, torch.bool)), max_size=4))
def test_decoding_gives_the_tensors_again(value: list[torch.Tensor]) -> None:
    """What the worker builds from a probe has the values, dtypes and shapes that the author wrote."""
    out: dict[str, np.ndarray] = {}
    head, body, rest = unpack(pack(Encoder(out).encode(value), out))
    stored = safetensors.numpy.load(body) if body else {}
    made = Decoder(stored, "float64", "cpu", False, lambda *_: None).decode(json.loads(head))
    assert rest == b"" and len(made) == len(value)
    for mine, theirs in zip(made, value, strict=True):
        assert mine.dtype == theirs.dtype and torch.equal(mine.nan_to_num(7), theirs.nan_to_num(7))


def test_memory_order_is_kept() -> None:
    """A tensor that is not contiguous arrives not contiguous."""
    out: dict[str, np.ndarray] = {}
    node = Encoder(out).encode(torch.arange(6.0, dtype=torch.float64).reshape(2, 3).T)
    made = Decoder(out, "float64", "cpu", False, lambda *_: None).decode(node)
    assert made.tolist() == [[0, 3], [1, 4], [2, 5]] and not made.is_contiguous()


def test_what_was_encoded_does_not_change_afterwards() -> None:
    """Writing into a value after it was encoded leaves the answer alone."""
    out: dict[str, np.ndarray] = {}
    tensor, array = torch.ones(2), np.ones(2)
    Encoder(out).encode([tensor, array])
    tensor.zero_()
    array[:] = 0
    assert [stored.tolist() for stored in out.values()] == [[1, 1], [1, 1]]


class Stranger:
    """A class of a student."""


@pytest.mark.parametrize(
    ("value", "node"),
    [
        (Stranger(), {"object": "Stranger"}),
        (2**63, {"object": "an int of more than 63 bits"}),
        (1j, {"object": "complex"}),
        (np.array(["a"]), {"object": "an array of dtype str32"}),
        (np.array([Stranger()]), {"object": "an array of dtype object"}),
        (np.float32(0.5), 0.5),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (float("-inf"), {"float": "-inf"}),
        ("half \ud83d", "half ?"),
        (torch.empty(2, device="meta"), {"object": "a tensor of dtype float32 on meta"}),
    ],
)
def test_nodes_of_other_values(value: Any, node: Any) -> None:
    """What has no numbers to compare is named, numpy's scalars are Python's, and text can always be sent."""
    assert Encoder({}).encode(value) == node


def test_a_subclass_does_not_speak_for_its_values() -> None:
    """The numbers of a tensor subclass that overrides every operation are read all the same."""

    class Liar(torch.Tensor):
        @classmethod
        def __torch_function__(cls, *_: Any) -> Any:
            raise AssertionError("asked")

    out: dict[str, np.ndarray] = {}
    Encoder(out).encode(torch.ones(2).as_subclass(Liar))
    assert out["0"].tolist() == [1, 1]


def test_too_large() -> None:
    """Too many parts, and a list that contains itself, are refused instead of sent."""
    endless: list[Any] = []
    endless.append(endless)
    for value in (endless, [0] * (MAX_LEAVES + 1)):
        with pytest.raises(TooLarge):
            Encoder({}).encode(value)


@pytest.mark.parametrize("length", range(0, 40, 3))
def test_a_blob_cut_short(length: int) -> None:
    """A blob that lacks its end is reported, wherever it was cut."""
    blob = pack({"a": 1}, {"0": np.ones(3)})
    with pytest.raises(ValueError, match="cut short"):
        unpack(blob[:length])
    assert unpack(blob + b"more")[2] == b"more"


def test_paths_of_leaves() -> None:
    """Leaves are named by the keys that lead to them."""
    assert dict(leaves([1, {"loss": (2, 3)}])) == {"0": 1, "1.loss.0": 2, "1.loss.1": 3}
