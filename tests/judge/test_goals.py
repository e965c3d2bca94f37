"""A run's results are held against a goal: first their structure, then the figure, then whether it is too good."""

import math

import numpy as np
import pytest

from autograder.judge.answer import Container, Leaf, Tree
from autograder.judge.goals import Target, bound_of, missed, plain
from autograder.judge.measures import MEASURES as FUNCTIONS
from autograder.judge.messages import LANGUAGES, WORDING, sentence


def results(*values: Tree) -> Container:
    """What a run keeps."""
    return Container("sequence", tuple((str(i), value) for i, value in enumerate(values)))


def tensor(*numbers: float, dtype: str = "float32") -> Leaf:
    """A tensor of these numbers."""
    return Leaf("tensor", np.array(numbers, dtype=dtype), dtype, "cpu")


TRUTH = {"truth": np.array([1.0, 2.0]), "naive": np.array([2.0, 3.0])}  # the naive forecast errs by 1 on average
LIKE = results(tensor(0, 0))
BOUND = Target("mae_ratio", ("0",), TRUTH, at_most=0.9, suspicious=0.1)


@pytest.mark.parametrize(
    ("forecast", "code"),
    [((1.5, 2.5), None), ((1.875, 2.875), None), ((1.95, 2.95), "goal_high"), ((1.0, 2.0), "too_good")],
)
def test_a_bound_from_above(forecast: tuple[float, float], code: str | None) -> None:
    """At most the bound, and not beyond what is possible."""
    finding = missed(BOUND, results(tensor(*forecast)), LIKE, str)
    assert (finding.code if finding else None) == code


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_reaches_nothing(number: float) -> None:
    """Neither a bound from above nor one from below."""
    for target in (BOUND, Target("mae_ratio", ("0",), TRUTH, at_least=-1e300)):
        finding = missed(target, results(tensor(number, math.nan)), LIKE, str)
        assert finding is not None and finding.code.startswith("goal_")


@pytest.mark.parametrize(("share", "code"), [(1, None), (0.5, "goal_low")])
def test_a_bound_from_below(share: float, code: str | None) -> None:
    """At least the bound."""
    texts = ["a b", "c d"]
    mine = results(Container("sequence", (("0", Leaf("str", "a b")), ("1", Leaf("str", "c d" if share == 1 else "c")))))
    like = results(Container("sequence", tuple((str(i), Leaf("str", "")) for i in range(2))))
    finding = missed(Target("exact_match", ("0",), texts, at_least=0.8), mine, like, str)
    assert (finding.code if finding else None) == code


@pytest.mark.parametrize(
    ("returned", "code"),
    [
        (None, "type"),
        (Leaf("NoneType", None), "type"),
        (results(), "count"),
        (results(tensor(1.5, 2.5), tensor(1)), "count"),
        (results(Leaf("float", 1.5)), "type"),
        (results(tensor(1.5)), "shape"),
        (results(tensor(1.5, 2.5, dtype="float64")), "dtype"),
    ],
)
def test_results_of_another_structure_reach_nothing(returned: Tree | None, code: str) -> None:
    """The structure is told first, in the words of any other case; the figure is not computed."""
    finding = missed(BOUND, returned, LIKE, str)
    assert finding is not None and finding.code == code


def test_a_goal_names_parts_of_the_results() -> None:
    """Paths lead into what a step returned."""
    pair = Container("sequence", (("0", tensor(9, 9)), ("1", tensor(1.5, 2.5))))
    target = Target("mae_ratio", ("1.1",), TRUTH, at_most=0.9)
    like = results(tensor(0, 0), Container("sequence", (("0", tensor(0, 0)), ("1", tensor(0, 0)))))
    assert missed(target, results(tensor(7, 7), pair), like, str) is None


def test_plain_values_of_a_tree() -> None:
    """Lists, dicts, arrays and numbers, as measures get them."""
    tree = Container("dict", (("a", Leaf("int", 1)), ("b", results(Leaf("str", "x"), tensor(1.0)))))
    assert plain(tree) == {"a": 1, "b": ["x", np.array([1.0])]}


def test_a_bound_in_words() -> None:
    """As tables show it."""
    assert bound_of(BOUND) == "at most 0.9"
    assert bound_of(Target("bleu", ("0",), None, at_least=75)) == "at least 75"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_a_name(language: str) -> None:
    """What a student reads about a goal names the figure, and tells it only where that is public."""
    assert set(WORDING[language].measures) == set(FUNCTIONS)
    finding = missed(BOUND, results(tensor(2, 3)), LIKE, str)
    assert finding is not None
    hidden, shown = (sentence(finding, language, reveal) for reveal in (False, True))
    assert "0.9" in hidden and WORDING[language].measures["mae_ratio"] in hidden
    assert hidden in shown and shown != hidden
