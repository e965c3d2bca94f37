"""Answer and expected answer to verdict: the one place where a mark is decided, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from autograder.judge.answer import Answer, Container, Leaf, Raised, Tree, parts
from autograder.judge.compare import compare_trees, errors
from autograder.judge.goals import missed
from autograder.judge.messages import WORDING, Finding
from autograder.judge.question import Question


class Status(StrEnum):
    """The outcome of a case, and of an exercise. Only `passed` earns points."""

    passed = "passed"
    wrong = "wrong"
    error = "error"
    timed_out = "timed out"
    out_of_memory = "out of memory"
    forbidden = "forbidden"
    not_started = "not started"
    not_handed_in = "not handed in"
    not_run = "not run"
    ungraded = "ungraded"


@dataclass(frozen=True)
class Verdict:
    """What became of one case: a status, and the finding that explains it (None when passed)."""

    status: Status
    finding: Finding | None = None


PASSED = Verdict(Status.passed)


def decide(question: Question, answer: Answer) -> Verdict:
    """The verdict on an answer. In this order: what was raised, what callbacks were fed, what came back, whether it is
    connected to the graph, its gradients, what became of the arguments and of what belongs to everybody."""
    expected = question.expected
    if expected.raised is not None or answer.raised is not None:
        return _decide_raised(answer.raised, expected.raised)
    if question.target is not None:
        assert expected.returned is not None
        short = missed(question.target, answer.returned, expected.returned, question.name_of)
        return Verdict(Status.wrong, short) if short else PASSED
    finding = (
        _compare_calls(answer, question)
        or _compare_returned(answer.returned, question)
        or _compare_cut(answer, question)
        or _compare_gradients(answer.gradients, question)
        or _compare_inputs(answer.inputs, question)
        or _compare_surroundings(answer, question)
    )
    return Verdict(Status.wrong, finding) if finding else PASSED


def _decide_raised(raised: Raised | None, expected: Raised | None) -> Verdict:
    if raised is not None and raised.type == "NotImplementedError":
        return Verdict(Status.not_started, Finding("not_started"))
    if expected is None:
        assert raised is not None
        return _error(raised)
    if raised is None:
        return Verdict(Status.wrong, Finding("should_raise", {"expected": expected.type}))
    if raised.type == expected.type:
        return PASSED
    if raised.type in _OURS or raised.memory:
        return _error(raised)
    return Verdict(Status.wrong, Finding("should_raise_other", {"expected": expected.type, "got": raised.type}))


#: Exceptions of the worker's own that stand for something, also where another exception is asked for.
_OURS = ("Forbidden", "EntryMissing", "ParametersDiffer", "DeviceMismatch", "NothingThere", "Unavailable")


def _error(raised: Raised) -> Verdict:
    """The verdict on an exception that nobody asked for."""
    facts: dict[str, str | int] = {
        "type": raised.type,
        "message": raised.message,
        "line": raised.line or 0,
        "source": "",
    }
    if raised.type == "Forbidden":
        return Verdict(Status.forbidden, Finding("forbidden_call", {"message": raised.message}))
    if raised.type == "TooLarge":
        return Verdict(Status.error, Finding("output_limit"))
    if raised.type == "EntryMissing":
        return Verdict(Status.error, Finding("no_entry", {"message": raised.message}))
    if raised.type == "DeviceMismatch":
        return Verdict(Status.wrong, _mismatch(raised))
    if raised.type in ("NothingThere", "Unavailable"):
        return Verdict(Status.not_run, Finding("not_told", {"reason": raised.type}))
    if raised.type == "ParametersDiffer":
        return Verdict(Status.error, Finding("parameters", {"message": raised.message}))
    if raised.memory:
        return Verdict(Status.out_of_memory, Finding("out_of_memory"))
    return Verdict(Status.error, Finding("raised" if raised.line else "raised_outside", facts))


def _mismatch(raised: Raised) -> Finding:
    """What is said of tensors of two devices: the line that mixes them, and the line that made the one of the CPU."""
    line = raised.line or 0
    if raised.message == "numpy":
        return Finding("device_numpy", {"line": line, "source": ""})
    if raised.made is None:
        return Finding("device_kept", {"line": line, "source": ""})
    return Finding("device_mixed", {"line": line, "source": "", "made": raised.made, "made_source": ""})


def loading_failed(raised: Raised) -> Verdict:
    """The verdict on every case of a file that could not be loaded."""
    verdict = _error(raised)
    if verdict.finding is not None and verdict.finding.code.startswith("raised"):
        return Verdict(verdict.status, Finding("loading", verdict.finding.facts))
    return verdict


def _compare_returned(returned: Tree | None, question: Question) -> Finding | None:
    assert question.expected.returned is not None
    return compare_trees(
        returned or Leaf("NoneType", None), question.expected.returned, question.name_of, question.tolerance
    )


def _compare_cut(answer: Answer, question: Question) -> Finding | None:
    assert question.expected.returned is not None
    connected = (path for path, _ in parts(question.expected.returned) if path not in question.expected.cut)
    first = next((path for path in connected if path in answer.cut), None)
    return None if first is None else Finding("cut", {"where": question.name_of(first)})


def _compare_gradients(gradients: Mapping[str, Tree], question: Question) -> Finding | None:
    for label, expected in question.expected.gradients.items():
        actual = gradients.get(label, Leaf("NoneType", None))
        finding = compare_trees(actual, expected, _gradient_of(label), question.tolerance)
        if finding is not None:
            nothing = isinstance(actual, Leaf) and not actual.array.any()
            return Finding("no_gradient", {"where": label}) if nothing else finding
    return None


def _gradient_of(label: str) -> Callable[[str], str]:
    return lambda _: f"the gradient of {label}"


def _compare_inputs(inputs: Mapping[str, Tree], question: Question) -> Finding | None:
    for label, expected in question.expected.inputs.items():
        actual = inputs.get(label)
        if actual is None or compare_trees(actual, expected, str, question.tolerance) is not None:
            where = {"where": label}
            if question.watching == "shared":
                return Finding("shared", where)
            return Finding("contents" if question.watching == "contents" else "changed", where)
    return None


def _compare_surroundings(answer: Answer, question: Question) -> Finding | None:
    """What the call did to others: state that belongs to everybody, and its own next call."""
    changed = next((name for name in answer.disturbed if name not in question.expected.disturbed), None)
    if changed is not None and changed in WORDING["en"].surroundings:
        return Finding("disturbed", {"what": changed})
    again = question.expected.again
    if again is not None:
        finding = compare_trees(answer.again or Leaf("NoneType", None), again, question.name_of, question.tolerance)
        return Finding("again") if finding is not None else None
    return None


def _compare_calls(answer: Answer, question: Question) -> Finding | None:
    """What a callback was fed: the first call whose arguments differ, then the number of calls."""
    for label, expected in question.expected.calls.items():
        actual = answer.calls.get(label)
        if not isinstance(actual, Container) or not isinstance(expected, Container):
            return Finding("fed_calls", {"where": label, "got": 0, "expected": len(_calls(expected))})
        for number, (mine, theirs) in enumerate(zip(_calls(actual), _calls(expected), strict=False)):
            finding = _compare_fed(mine, theirs, label, number, question.tolerance)
            if finding is not None:
                return finding
        got, wanted = len(_calls(actual)), len(_calls(expected))
        if got != wanted:
            return Finding("fed_calls", {"where": label, "got": got, "expected": wanted})
    return None


def _calls(tree: Tree) -> tuple[tuple[str, Tree], ...]:
    return tree.parts if isinstance(tree, Container) else ()


def _compare_fed(
    mine: tuple[str, Tree], theirs: tuple[str, Tree], label: str, number: int, tolerance: float
) -> Finding | None:
    finding = compare_trees(mine[1], theirs[1], str, tolerance)
    if finding is None:
        return None
    if finding.code == "device":
        return msgspec.structs.replace(finding, facts={**finding.facts, "where": f"what {label} was fed"})
    a, e = [next((leaf for _, leaf in parts(tree)), Leaf("NoneType", None)).array for tree in (mine[1], theirs[1])]
    wrong = int((errors(a, e) > tolerance).sum()) if a.shape == e.shape else e.size
    facts: dict[str, str | int] = {"where": label, "call": number + 1, "wrong": wrong, "of": int(e.size)}
    return Finding("fed", facts | {"got": str(a.tolist())[:80], "expected": str(e.tolist())[:80]})
