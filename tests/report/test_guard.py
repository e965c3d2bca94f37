"""What a student may read of a hidden finding: what honest mistakes need, and nothing that could spell an input."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.judge.answer import Answer, Container, Leaf, Raised, Tree
from autograder.judge.compare import CALLED, compare_trees
from autograder.judge.messages import LANGUAGES, WORDING, Finding, sentence
from autograder.judge.question import Question
from autograder.judge.verdict import decide, loading_failed
from autograder.report.guard import guarded

Facts = dict[str, str | int]
SECRET = "31415926"


def told(code: str, facts: Facts) -> str:
    """All that leaves the gradebook of a finding: its facts and its sentences."""
    finding = guarded(Finding(code, facts))
    assert finding.code == code
    return str(finding.facts) + "".join(sentence(finding, language, False) for language in LANGUAGES)


def here(got: str | int, expected: str | int) -> Facts:
    """The facts of a finding that says what is there and what should be."""
    return {"where": "h", "got": got, "expected": expected}


DISHONEST: list[tuple[str, Facts]] = [
    ("shape", here("[31415926]", "[2, 3]")),
    ("shape", here("[2, 31415926]", "[2, 3]")),
    ("shape_exchanged", here("[31415926, 2]", "[2, 31]")),
    ("type", here(SECRET, "a tensor")),
    ("type", here(f"a tensor of dtype float32 on x{SECRET}", "a tensor")),
    ("dtype", here(SECRET, "float64")),
    ("dtype", here(f"float{SECRET}", "float64")),
    ("device", here(SECRET, "cpu")),
    ("count", here(31415926, 2)),
    ("fed_calls", here(31415926, 2)),
    ("values", here(SECRET, SECRET) | {"wrong": 1, "of": 2, "first": "[0]", "kind": ""}),
    ("value", here(SECRET, SECRET) | {"kind": ""}),
    ("fed", here(SECRET, SECRET) | {"call": 1, "wrong": 1, "of": 2}),
    ("raised", {"type": f"E{SECRET}", "line": 3, "source": ": x", "message": SECRET}),
    ("raised", {"type": "ValueError", "line": 31415926, "source": "", "message": ""}),
    ("raised_outside", {"type": f"E{SECRET}", "line": 0, "source": "", "message": SECRET}),
    ("loading", {"type": f"E{SECRET}", "line": 3, "source": ": x", "message": SECRET}),
    ("loading", {"type": "ValueError", "line": 31415926, "source": "", "message": ""}),
    ("should_raise_other", {"expected": "ValueError", "got": f"E{SECRET}"}),
    ("device_mixed", {"line": 31415926, "source": "", "made": 31415926, "made_source": ""}),
    ("device_kept", {"line": 31415926, "source": ""}),
    ("device_numpy", {"line": 31415926, "source": ""}),
    ("forbidden_call", {"message": SECRET}),
    ("no_entry", {"message": SECRET}),
]


@pytest.mark.parametrize(("code", "facts"), DISHONEST)
def test_what_could_spell_an_input(code: str, facts: Facts) -> None:
    """Unexpected sizes, odd names, numbers and words of the student's are in neither the facts nor the sentences."""
    assert SECRET not in told(code, facts)


@pytest.mark.parametrize("name", ["", "print", "type", "object", "int", "__name__", "ValueError ", "valueerror", "x.y"])
def test_what_is_no_exception(name: str) -> None:
    """Of the names in builtins only those of exceptions are told."""
    facts: Facts = {"type": name, "line": 1, "source": "", "message": ""}
    assert guarded(Finding("raised", facts)).facts["type"] == "an exception"
    assert guarded(Finding("should_raise_other", here(name, "ValueError"))).facts["got"] == "an exception"


HONEST: list[tuple[str, Facts]] = [
    *(("shape", here(got, "[2, 3]")) for got in ("[3, 2]", "[2]", "[]", "[2, 1, 3]", "[0, 3]", "[1, 1]", "[3, 3]")),
    ("shape_exchanged", here("[3, 2]", "[2, 3]")),
    *(("type", here(got, "a tensor")) for got in CALLED.values()),
    *(("dtype", here(got, "float64")) for got in ("float16", "bfloat16", "float32", "int32", "int64", "uint8", "bool")),
    ("device", here("cpu", "cuda")),
    ("device", here("cuda", "cpu")),
    ("device", here("cpu", "stand-in")),
    ("device_mixed", {"line": 3, "source": ": x + h", "made": 2, "made_source": ": h = torch.zeros(3)"}),
    ("device_kept", {"line": 3, "source": ": x + h"}),
    ("not_told", {"reason": "training"}),
    *(("count", here(got, 2)) for got in (0, 1, 3, 9)),
    ("keys", {"where": "h", "expected": "a, b"}),
    ("text", {"where": "h"}),
    ("cut", {"where": "h"}),
    ("no_gradient", {"where": "x"}),
    ("should_raise", {"expected": "ValueError"}),
    *(("should_raise_other", here(got, "ValueError")) for got in ("TypeError", "KeyError", "SystemExit")),
    ("raised_outside", {"type": "RecursionError", "line": 0, "source": ""}),
    *(
        (code, {"type": kind, "line": 3, "source": ": return x.nothing"})
        for code in ("raised", "loading")
        for kind in ("AttributeError", "RuntimeError", "ModuleNotFoundError", "SyntaxError", "KeyboardInterrupt")
    ),
    ("forbidden", {"name": "torch.nn.LSTM", "line": 3}),
    ("unreadable", {"detail": "syntax error at line 3: invalid syntax"}),
    ("timed_out", {"detail": "no answer within the time of a case"}),
    ("output_limit", {}),
    ("not_started", {}),
]


@pytest.mark.parametrize(("code", "facts"), HONEST)
def test_what_honest_mistakes_need(code: str, facts: Facts) -> None:
    """What mistakes really lead to comes through as it is."""
    assert guarded(Finding(code, facts)) == Finding(code, facts)


@pytest.mark.parametrize(("got", "said"), [(0, "fewer"), (1, "fewer"), (3, "more"), (99, "more")])
def test_numbers_of_calls(got: int, said: str) -> None:
    """How often a callback was called is told as fewer or more."""
    assert guarded(Finding("fed_calls", here(got, 2))).facts["got"] == said


def test_where_values_differ() -> None:
    """Where, how many and of what kind stay; the numbers do not."""
    facts = here("1.5", "2.5") | {"wrong": 1, "of": 2, "first": "[0]", "kind": "sign"}
    assert guarded(Finding("values", facts)) == Finding("values", facts | here("", ""))


def pairs(parts: list[Tree]) -> list[tuple[str, Tree]]:
    """The parts of a list with their keys."""
    return [(str(i), part) for i, part in enumerate(parts)]


EVERYTHING: Facts = {
    "where": "h", "got": "x", "expected": "y", "wrong": 1, "of": 2, "first": "[0]", "kind": "", "call": 1,
    "type": "ValueError", "line": 1, "source": "", "message": "m", "name": "n", "detail": "d",
    "measure": "bleu", "bound": "75", "made": 1, "made_source": "", "reason": "training",
    "what": "threads", "axis": 1, "low": 2, "high": 3, "last": 4,
}  # fmt: skip
NUMBERED = {"shape": here("[1]", "[2]"), "count": here(1, 2), "fed_calls": here(1, 2)}


@pytest.mark.parametrize("code", WORDING["en"].sentences)
def test_every_finding_can_still_be_said(code: str) -> None:
    """After the guard each finding has the facts of its sentences, in both languages, but no message."""
    like = code.removesuffix("_exchanged")
    finding = guarded(Finding(code, EVERYTHING | NUMBERED.get(like, {})))
    assert "message" not in finding.facts
    assert all(sentence(finding, language, False) for language in LANGUAGES)


def tensor(shape: list[int], dtype: str = "float64", device: str = "cpu") -> Leaf:
    """A tensor of ones."""
    return Leaf("tensor", np.ones(shape), dtype, device)


words = st.text(alphabet="q", min_size=1, max_size=20)
leaves: st.SearchStrategy[Tree] = st.one_of(
    words.map(lambda word: Leaf("object", word)),
    words.map(lambda word: Leaf("str", word)),
    st.tuples(words, words).map(lambda names: tensor([2, 3], *names)),
    words.map(lambda word: tensor([2, 3], device=word)),
    st.lists(st.sampled_from([0, 1, 2, 3, 7]), max_size=7).map(tensor),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(leaves | st.lists(leaves, max_size=12).map(lambda parts: Container("sequence", tuple(pairs(parts)))))
def test_any_answer(mine: Tree) -> None:
    """Of whatever comes back instead of a tensor no word and no unexpected size is told."""
    finding = compare_trees(mine, tensor([2, 3]), lambda _: "h", 1e-6)
    assert finding is None or not set("q7") & set(told(finding.code, dict(finding.facts)))


@given(st.lists(leaves, max_size=80))
def test_any_number_of_values(parts: list[Tree]) -> None:
    """How many values came back is told up to nine; whether they are more or fewer, always."""
    wanted = Container("sequence", tuple(pairs([tensor([]), tensor([])])))
    finding = compare_trees(Container("sequence", tuple(pairs(parts))), wanted, lambda _: "h", 1e-6)
    if finding is not None and finding.code == "count":
        got = guarded(finding).facts["got"]
        assert got == (len(parts) if len(parts) <= 9 else "more")


@given(st.text("qz", min_size=3), st.text("qz", min_size=3), st.integers(0, 1 << 30))
def test_any_exception(name: str, message: str, line: int) -> None:
    """Of whatever is raised neither the name nor the words are told, on loading or in a case."""
    mine = Raised(f"{name}Error", message, line, False)
    asked = Question("case", "says", 1, True, 1e-6, Answer(tensor([1]), None), {}, "f()", (), "")
    for verdict in (loading_failed(mine), decide(asked, Answer(None, mine))):
        assert verdict.finding is not None
        said = told(verdict.finding.code, dict(verdict.finding.facts))
        assert name not in said and message not in said
