"""From the bytes of a notebook to its code cells."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.intake.notebook import MAX_CODE_BYTES, MAX_NOTEBOOK_BYTES, NotANotebook, code_cells


def notebook(*cells: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A notebook of code cells."""
    return {"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1", **cell} for cell in cells], **more}


def sources(content: bytes) -> list[str]:
    """The sources of the code cells."""
    return [cell.source for cell in code_cells(content)]


@pytest.mark.parametrize("source", ["a = 1\nb = 2", ["a = 1\n", "b = 2"], "a = 1\r\nb = 2", ["a = 1\r", "b = 2"]])
def test_a_source_is_one_string_or_lines(source: str | list[str]) -> None:
    """Whatever the ends of lines are."""
    assert sources(json.dumps(notebook({"source": source})).encode()) == ["a = 1\nb = 2"]


@pytest.mark.parametrize("source", [None, 5, ["a", 3], {"a": "b"}])
def test_a_cell_without_source_costs_only_itself(source: object) -> None:
    """What Jupyter never writes is an empty cell."""
    assert sources(json.dumps(notebook({"source": source}, {"source": "y = 2"})).encode()) == ["", "y = 2"]


def test_cells_of_all_kinds_are_counted() -> None:
    """A student counts texts, too."""
    document = {"nbformat": 4, "cells": [{"cell_type": "markdown"}, {"cell_type": "code"}, {"cell_type": "raw"}]}
    assert [cell.place for cell in code_cells(json.dumps(document).encode())] == ["cell 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """Those that editors save in."""
    document = json.dumps(notebook({"source": "# 注釈"}), ensure_ascii=False)
    assert sources(document.encode(encoding)) == ["# 注釈"]


def test_bytes_that_are_no_utf_8_cost_only_themselves() -> None:
    """A comment in another encoding."""
    assert sources(json.dumps(notebook({"source": "x  # @"})).encode().replace(b"@", b"\xe9")) == ["x  # \ufffd"]


@pytest.mark.parametrize("value", ["NaN", "[Infinity, -Infinity]", '"\\ud83d"', '"\\\\\\ud83d"', '"NaN \\" \\ud83d"'])
def test_what_python_writes_and_is_no_json(value: str) -> None:
    """It may stand in outputs and in metadata."""
    document = json.dumps(notebook({"outputs": ["@"], "metadata": {"a": "@"}})).replace('"@"', value)
    assert sources(document.encode()) == ["x = 1"]


def test_half_an_emoji_in_a_source_is_replaced() -> None:
    """Whole ones, and backslashes that only look like one, stay."""
    written = r'"# \ud83d\ude00 \ud83d \\ud83d \ude00"'
    document = json.dumps(notebook({"source": "@"})).replace('"@"', written)
    assert sources(document.encode()) == ["# \U0001f600 \ufffd \\ud83d \ufffd"]


IDS: list[dict[str, Any]] = [
    {"id": "ch2-lstm_cell"},
    {"metadata": {"id": "ch2-lstm_cell"}},
    {"id": "other", "metadata": {"nbgrader": {"grade_id": "ch2-lstm_cell"}}},
]


@pytest.mark.parametrize("cell", IDS)
def test_whose_cell_it_is(cell: dict[str, Any]) -> None:
    """By its id, by the one that Colab keeps, by nbgrader's."""
    assert code_cells(json.dumps(notebook(cell)).encode())[0].exercise == "ch2.lstm_cell"


NO_NOTEBOOKS = [
    (b"", "empty"),
    (b" \n", "empty"),
    (b"[]", "no notebook"),
    (b'{"a": 1}', "no notebook"),
    (b'{"nbformat": 4, "cells": [3]}', "no notebook"),
    (b'{"nbformat": 4, "cells": [{"cell', "damaged"),
    (b'{"nbformat": 3, "worksheets": []}', "nbformat 3"),
    (b'{"nbformat": 5}', "nbformat 5"),
    (json.dumps(notebook(metadata={"kernelspec": {"language": "R"}})).encode(), "in R"),
    (json.dumps(notebook({"source": "#" * MAX_CODE_BYTES + "#"})).encode(), "KiB"),
    (b" " * (MAX_NOTEBOOK_BYTES + 1), "MiB"),
    (b'{"nbformat": 4, "metadata": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too deeply"),
    (b'{"a": ' * 1_000_000, "too deeply"),
]


@pytest.mark.parametrize(("content", "told"), NO_NOTEBOOKS, ids=[told for _, told in NO_NOTEBOOKS])
def test_what_is_no_notebook_is_told(content: bytes, told: str) -> None:
    """And why."""
    with pytest.raises(NotANotebook, match=told):
        code_cells(content)


@settings(deadline=None, max_examples=200)
@given(st.binary() | st.text().map(str.encode))
@example(b"\xff\xfe[")
@example(b'{"nbformat": 4, "cells": [{"cell_type": "code", "id": "\\ud800", "metadata": {"id": NaN}}]}')
def test_any_bytes_are_cells_or_no_notebook(content: bytes) -> None:
    """Nothing else is raised."""
    try:
        code_cells(content)
    except NotANotebook as error:
        assert str(error)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_any_damage_gives_cells_or_no_notebook(data: st.DataObject) -> None:
    """A byte of a good notebook is changed, or its end is cut off."""
    document = notebook({"id": "ch1-a", "metadata": {"nbgrader": {}}}, {"source": ["é\ud800"]})
    whole = bytearray(json.dumps(document).encode())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    for content in (bytes(whole), bytes(whole[:at])):
        try:
            code_cells(content)
        except NotANotebook as error:
            assert str(error)


LEAF = st.none() | st.booleans() | st.floats() | st.text()
JSON = st.recursive(LEAF, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@settings(deadline=None, max_examples=100)
@given(JSON, JSON, st.booleans())
def test_outputs_and_metadata_change_nothing(outputs: object, metadata: object, indented: bool) -> None:
    """Nor does the way in which the file is written."""
    document = notebook({"outputs": outputs, "metadata": {"mine": metadata}, "execution_count": 3})
    text = json.dumps(document, indent=1 if indented else None, ensure_ascii=indented)
    assert sources(text.encode("utf-8", "surrogatepass")) == ["x = 1"]
