"""Records as a child wrote them: untrusted bytes, split and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec
import safetensors
import safetensors.numpy

from autograder.judge.answer import Answer, BadAnswer, Document, Raised, answer_of
from autograder.worker.wire import unpack

#: Bytes of a record's JSON; of all records, bytes of their tables of arrays, and how many they are. The reader takes
#: many times the memory and time that it takes to write them; no honest answer comes near.
MAX_JSON = 16 << 20
MAX_TABLES = 8 << 20
MAX_RECORDS = 10_000


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    exercise: str = ""
    case: str = ""
    answer: Document | None = None
    loading: Raised | None = None
    loaded: bool = False


@dataclass(frozen=True)
class Answers:
    """All that one child wrote: whether the file was loaded, or why not, and an answer for each case it finished."""

    by_case: Mapping[str, Answer]
    loading: Raised | None = None
    loaded: bool = False


def read_answers(output: bytes) -> Answers:
    """Read the records that a child wrote. A record cut short by the child's death is left out.

    Raises:
        BadAnswer: something else than records was written.
    """
    by_case: dict[str, Answer] = {}
    loaded = False
    tables = 0
    for head, body, _ in _records(output):
        tables += int.from_bytes(body[:8], "little")
        if len(head) > MAX_JSON or tables > MAX_TABLES:
            raise BadAnswer("a record is larger than any answer")
        try:
            record = msgspec.json.decode(head, type=_Record)
            arrays = safetensors.numpy.load(bytes(body)) if body else {}
        except (
            msgspec.DecodeError,
            safetensors.SafetensorError,
            RecursionError,
            ValueError,
            KeyError,
        ) as error:
            raise BadAnswer(f"a record could not be read: {type(error).__name__}") from error
        if record.loading is not None:
            return Answers({}, record.loading)
        if record.exercise or record.loaded:
            loaded = loaded or record.loaded
            continue
        if record.answer is None or record.case in by_case:
            raise BadAnswer("a record without an answer, or a second one for the same case")
        by_case[record.case] = answer_of(record.answer, arrays)
    return Answers(by_case, loaded=loaded)


def split_records(output: bytes) -> dict[str, bytes]:
    """What a child wrote about each exercise, not read yet. An exercise that is begun twice is left out."""
    pieces: dict[str, list[bytes]] = {}
    begun: set[str] = set()
    current: list[bytes] = []
    for head, _, whole in _records(output):
        if bytes(head[:12]) == b'{"exercise":':
            name = bytes(head).decode(errors="replace").removeprefix('{"exercise":"').removesuffix('"}')
            current = [] if name in begun else pieces.setdefault(name, [])
            if name in begun:
                pieces.pop(name, None)
            begun.add(name)
        else:
            current.append(bytes(whole))
    return {name: b"".join(parts_) for name, parts_ in pieces.items()}


def _records(output: bytes) -> Iterator[tuple[memoryview, memoryview, memoryview]]:
    """Each record's JSON, its arrays, and all of it; views, since copies of what is left would take for ever."""
    left = memoryview(output)
    for _ in range(MAX_RECORDS):
        try:
            head, body, rest = unpack(left)
        except ValueError:
            return
        yield head, body, left[: len(left) - len(rest)]
        left = rest
