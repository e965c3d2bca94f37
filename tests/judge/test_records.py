"""Untrusted bytes become answers or a BadAnswer, and nothing else happens."""

import functools
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, call
from autograder.judge.answer import Answer, BadAnswer, Container, parts
from autograder.judge.fingerprints import fingerprint
from autograder.judge.question import Question
from autograder.judge.records import MAX_JSON, MAX_RECORDS, MAX_TABLES, read_answers, split_records
from autograder.judge.verdict import decide
from autograder.questions import set_paper
from autograder.worker.drive import drive
from autograder.worker.wire import pack


def both(x: Any, n: int) -> dict[str, Any]:
    """Returns some of everything."""
    return {"y": (x * 2, [x.sum(0, keepdim=True), n]), "z": x.detach().numpy(), "w": 1.5}


@functools.cache
def honest() -> tuple[Question, bytes]:
    """A question and the bytes with which an honest child answers it rightly."""
    exercise = Exercise("Title", "題", 1, 1, 1, 1)
    exercise.oracle()(both)

    @exercise.case(1, gradients=True, watch="inputs")
    def a(draw: Draw) -> Probe:
        """A case."""
        return call("both", draw.normal(2, 3), 3)

    paper = set_paper(exercise, "ch1.both", b"secret")
    document, arrays = drive({"both": both}, paper.probes["a"], paper.arrays, "cpu", "float64")
    return paper.questions[0], pack({"loaded": True}, {}) + pack({"case": "a", "answer": document}, arrays)


def judge(output: bytes) -> None:
    """Read what a hostile child may have written, and judge it: only `BadAnswer` may be raised."""
    try:
        answers = read_answers(output)
    except BadAnswer:
        return
    for answer in answers.by_case.values():
        decide(honest()[0], answer)
        fingerprint(answer)


def test_an_honest_answer() -> None:
    """The bytes of an honest child are read in full."""
    question, output = honest()
    answers = read_answers(output)
    assert answers.loaded and decide(question, answers.by_case["a"]).finding is None


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200))
def test_arbitrary_bytes(output: bytes) -> None:
    """Bytes of any kind are refused or hold nothing."""
    judge(output)
    judge(len(output).to_bytes(8, "little") + bytes(8) + output)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_records_with_bytes_changed(data: st.DataObject) -> None:
    """A valid record with bytes changed, lost or added is refused or judged."""
    output = bytearray(honest()[1])
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(output) - 1))
        length = data.draw(st.integers(0, 2))
        output[position : position + length] = data.draw(st.binary(max_size=2))
    judge(bytes(output))


names = st.sampled_from(["0", "9", "x", ""])
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3)
)
tags = st.sampled_from(["tensor", "array", "dtype", "device", "tuple", "dict", "float", "object", "shape"])
nodes: st.SearchStrategy[Any] = st.recursive(
    scalars | names | st.builds(lambda k, n: {k: n, "dtype": "float64", "device": "cpu"}, tags, names),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(tags, inner, max_size=3)
        | st.builds(lambda pairs: {"dict": pairs}, st.lists(st.lists(inner, min_size=2, max_size=2), max_size=3))
    ),
    max_leaves=8,
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "returned": nodes | st.lists(nodes, min_size=1, max_size=1),
        "cut": st.lists(st.sampled_from(["0.y.0", "0.y.1.0", "", "0", "x.y", "0.9"]), max_size=2),
        "gradients": st.dictionaries(st.sampled_from(["x", "?"]), nodes, max_size=2),
        "inputs": st.dictionaries(st.sampled_from(["x", "?"]), nodes, max_size=2),
        "calls": st.dictionaries(st.sampled_from(["x", "?"]), nodes, max_size=2),
    },
)
stored = st.sampled_from(
    [
        np.ones((2, 3)),
        np.zeros((0, 7)),
        np.array(np.nan),
        np.ones(3, dtype=np.complex64),
        np.array([2**63], dtype=np.uint64),
    ]
)


@settings(deadline=None, max_examples=150)
@given(fields, stored)
def test_records_of_any_shape(changes: dict[str, Any], array: np.ndarray) -> None:
    """A well-formed record that says anything at all, in any place, is refused or judged."""
    empty: dict[str, Any] = {"returned": None, "raised": None, "cut": [], "gradients": {}, "inputs": {}, "calls": {}}
    judge(pack({"case": "a", "answer": {**empty, **changes}}, {"0": array}))


def record(returned: str = "null", raised: str = "null", body: bytes = b"") -> bytes:
    """A record with this JSON in it."""
    rest = '"cut":[],"gradients":{},"inputs":{},"calls":{}'
    head = f'{{"case":"a","answer":{{"returned":{returned},"raised":{raised},{rest}}}}}'.encode("latin-1")
    return len(head).to_bytes(8, "little") + len(body).to_bytes(8, "little") + head + body


def array_of(dtype: str, shape: list[int], size: int) -> bytes:
    """A safetensors file with one array that claims this dtype and shape."""
    head = json.dumps({"0": {"dtype": dtype, "shape": shape, "data_offsets": [0, size]}}).encode()
    return len(head).to_bytes(8, "little") + head + bytes(size)


@pytest.mark.parametrize(
    "returned",
    [
        "1e999",
        '"\xff"',
        '"\\ud800"',
        "9" * 400,
        '{"float": %s}' % ("9" * 400),
        "[" * 9999 + "]" * 9999,
        "[0" + ",0" * 90_000 + "]",
        '{"float": "x"}',
        '{"tensor": "7"}',
        '{"tensor": ["0"]}',
        '{"dict": 3}',
        '{"dict": [[1]]}',
        '{"tuple": 5}',
        "{}",
    ],
    ids=range(14),
)
def test_values_that_are_none(returned: str) -> None:
    """Numbers out of range, broken text, bottomless nesting and half nodes are refused."""
    with pytest.raises(BadAnswer):
        read_answers(record(returned))


@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3", "F4", "C64", "F64"])
@pytest.mark.parametrize("shape", [[1], [0, 1 << 62], [0, 1 << 63], [1 << 64], [0] * 70])
def test_arrays_that_numpy_does_not_know(dtype: str, shape: list[int]) -> None:
    """Arrays of odd dtypes and impossible shapes are refused, or judged like others."""
    judge(record('{"tensor": "0", "dtype": "float64"}', body=array_of(dtype, shape, 8 if shape == [1] else 0)))


@pytest.mark.parametrize(
    "raised",
    [
        {"type": "x" * 101, "message": "", "line": 1, "memory": False},
        {"type": "ValueError", "message": "x" * 501, "line": 1, "memory": False},
        {"type": "ValueError", "message": "", "line": -1, "memory": False},
        {"type": "ValueError", "message": "", "line": 10**12, "memory": False},
        {"type": "ValueError", "message": "", "line": 1},
        {"type": "ValueError", "message": "", "line": 1, "memory": False, "more": 1},
    ],
)
def test_exceptions_that_no_worker_describes(raised: dict[str, Any]) -> None:
    """What a student is shown of an exception cannot be a book, and its line cannot be any number."""
    judge(record(raised=json.dumps(raised)))
    if "more" not in raised:
        with pytest.raises(BadAnswer):
            read_answers(record(raised=json.dumps(raised)))


@pytest.mark.parametrize("cut", [1, 17, 60])
def test_a_record_cut_short(cut: int) -> None:
    """The record that a death interrupted is left out; those before it count."""
    first, second = record("1"), record("2").replace(b'"a"', b'"b"')
    assert list(read_answers(first + second[:-cut]).by_case) == ["a"]


def test_one_answer_a_case() -> None:
    """A second answer to the same case is refused: the first cannot be taken back."""
    with pytest.raises(BadAnswer, match="second"):
        read_answers(record("1") + record("2"))
    with pytest.raises(BadAnswer, match="without an answer"):
        read_answers(pack({"case": "a"}, {}))


def test_loading_ends_it() -> None:
    """A file that did not load has no answers, whatever follows."""
    raised = {"type": "SyntaxError", "message": "", "line": 1, "memory": False}
    answers = read_answers(pack({"loading": raised}, {}) + record("1"))
    assert answers.by_case == {} and answers.loading is not None and answers.loading.type == "SyntaxError"


def test_paths_of_a_tree() -> None:
    """Paths are keys joined by dots, those of dicts in order of their names."""
    read: Callable[[str], Answer] = lambda text: read_answers(record(text)).by_case["a"]  # noqa: E731
    answer = read('[{"dict": [["b", 1], ["a", {"tuple": [2, 3]}]]}]')
    assert answer.returned is not None
    assert [(path, leaf.value) for path, leaf in parts(answer.returned)] == [("0.a.0", 2), ("0.a.1", 3), ("0.b", 1)]
    assert replace(answer, returned=None) != answer and isinstance(answer.returned, Container)


def test_records_that_take_the_reader_much_more_than_the_writer() -> None:
    """Millions of empty lists, a table of nothing but names, records of nothing: refused before they are read."""
    whole: dict[str, object] = {"returned": None, "raised": None, "cut": [], "gradients": {}, "inputs": {}, "calls": {}}
    lists = json.dumps({"case": "a", "answer": {**whole, "returned": "PLACE"}}).replace(
        '"PLACE"', "[" + "[]," * MAX_JSON
    )
    table = (MAX_TABLES + 1).to_bytes(8, "little")
    for head, body in ((lists.encode(), b""), (json.dumps({"case": "a", "answer": whole}).encode(), table)):
        with pytest.raises(BadAnswer, match="larger than any answer"):
            read_answers(struct.pack("<QQ", len(head), len(body)) + head + body)
    many = pack({"exercise": "a"}, {}) + pack({"loaded": True}, {}) * 2 * MAX_RECORDS
    assert len(split_records(many)["a"]) < len(many) // 2 + 100
