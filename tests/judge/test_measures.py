"""The figures that goals are about, on results small enough to check by hand."""

import math
from typing import Any

import numpy as np
import pytest

from autograder.judge.measures import MEASURES, bleu
from autograder.judge.messages import WORDING

LOGITS = np.log(np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8], [0.6, 0.2, 0.2], [0.2, 0.4, 0.4]], dtype=np.float32))
WEIGHTS = np.array(
    [[[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.1, 0.1, 0.8]], [[0.3, 0.2, 0.5], [0.6, 0.4, 0.0], [0.0, 0.0, 0.0]]]
)


@pytest.mark.parametrize(
    ("measure", "results", "against", "expected"),
    [
        ("cross_entropy", [LOGITS[:2]], np.array([0, 2]), -(math.log(0.5) + math.log(0.8)) / 2),
        ("cross_entropy", [LOGITS[None, :2] + 7], np.array([[1, 0]]), -(math.log(0.25) + math.log(0.1)) / 2),
        ("cross_entropy", [np.array([[1e4, 0.0]], dtype=np.float32)], np.array([1]), 1e4),
        ("accuracy", [LOGITS], np.array([0, 2, 1, 1]), 3 / 4),
        ("right_entries", [[1, 2, 3, 4]], [1, 0, 3, 0], 1 / 2),
        ("right_entries", [np.array([[1, 2], [3, 4]])], np.array([[1, 2], [3, 5]]), 3 / 4),
        ("exact_match", [["a b", "c", "d"]], ["a b", "c d", "d"], 2 / 3),
        ("exact_match", [np.array([[1, 2], [3, 4]])], np.array([[1, 2], [3, 5]]), 1 / 2),
        ("gain_in_exact_match", [["a", "b", "c", "x"], ["a", "x", "x", "x"]], ["a", "b", "c", "d"], 1 / 2),
        ("gain_in_exact_match", [["x", "x"], ["a", "x"]], ["a", "b"], -1 / 2),
        ("loss_ratio", [[2.0, 1.0, 0.5]], None, 1 / 4),
        ("loss_ratio", [[0.0, 0.0]], None, math.inf),
        # One of two "the" is right; 5 of 6 words, 3 of 5 pairs, 2 of 4 triples, 1 of 3 quadruples: 1/12 in all.
        ("bleu", [["the cat sat on the mat"]], ["the cat sat on a mat"], 100 * (1 / 12) ** 0.25),
        ("bleu", [["a b c d"]], ["a b c d e f"], 100 * math.exp(-1 / 2)),
        ("bleu", [["a b c d e f"]], ["a b c d"], 100 * (4 / 6 * 3 / 5 * 2 / 4 * 1 / 3) ** 0.25),
        # Counted over the corpus: 5 of 6 words, 3 of 4 pairs, and so on; the lengths of both sentences together.
        ("bleu", [["a b c d", "e x"]], ["a b c d", "e f g"], 100 * (5 / 6 * 3 / 4) ** 0.25 * math.exp(1 - 7 / 6)),
        ("bleu", [["a b c d", ""]], ["a b c d", "e f g h"], 100 * math.exp(-1)),
        ("bleu", [["a b c x"]], ["a b c d"], 0),
        ("bleu", [["", ""]], ["a b c d", "e"], 0),
        ("mae_ratio", [[1.0, 2.0, 4.0]], {"truth": [1.0, 3.0, 5.0], "naive": [0.0, 1.0, 3.0]}, 2 / 5),
        ("rmse_ratio", [[1.0, 2.0]], {"truth": [1.0, 4.0], "naive": [4.0, 0.0]}, math.sqrt(4 / 25)),
        ("largest_change", [np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.5, 2.75])], None, 0.5),
        ("largest_change", [np.zeros((0, 2)), np.zeros((0, 2))], None, 0),
        # Of the words with a counterpart the first and the last are looked up right, the fourth is not.
        ("alignment", [WEIGHTS], [[3, [[0], [], [2]]], [3, [[0, 1], [0]]]], 3 / 4),
        # Of the first source only two words count, so its third row looks at the first of them.
        ("alignment", [WEIGHTS], [[2, [[0], [1], [1]]], [3, [[]]]], 2 / 3),
    ],
)
def test_by_hand(measure: str, results: list[Any], against: Any, expected: float) -> None:
    """The figure is the one that a pocket calculator gives."""
    figure = MEASURES[measure](results, against)
    assert isinstance(figure, float)
    assert figure == pytest.approx(expected, rel=1e-6)


# What sacrebleu 2.6.0 says with tokenize="none" and smooth_method="none".
@pytest.mark.parametrize(
    ("texts", "references", "expected"),
    [
        (
            ["猫 は 魚 を 食べ まし た 。", "彼 は 本 を 読み ます 。"],
            ["猫 は 魚 を 食べ ませ ん でし た 。", "彼 は 新しい 本 を 読み ます 。"],
            52.882073016448935,
        ),
        (
            ["私 は パン を 食べ ます 。", "彼 は 毎日 本 を 書き まし た 。", ""],
            ["私 は 朝 パン を 食べ ます 。", "彼 は 毎日 本 を 書き まし た 。", "猫 です 。"],
            69.0808056601554,
        ),
        (["a b c d e f g"], ["a b x d e f g h"], 42.38365628278778),
        (["a b a b a b a b"], ["a b a b c"], 34.57207846419409),
        (["a a a a a", "b c d e"], ["a a b a a a", "b c d f e g"], 0.0),
    ],
)
def test_bleu_of_sacrebleu(texts: list[str], references: list[str], expected: float) -> None:
    """The usual implementation gives the same."""
    assert bleu([texts], references) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_a_name(measure: str) -> None:
    """A sentence can mention it in every language."""
    assert all(words.measures[measure].strip() for words in WORDING.values())


@pytest.mark.parametrize(
    ("measure", "results", "against", "at_least"),
    [
        ("cross_entropy", [np.full((2, 3), np.nan, dtype=np.float32)], np.array([0, 1]), False),
        ("accuracy", [np.full((2, 3), np.nan, dtype=np.float32)], np.array([1, 2]), True),
        ("alignment", [np.full((1, 2, 3), np.nan)], [[3, [[1], [2]]]], True),
        ("mae_ratio", [[math.nan]], {"truth": [1.0], "naive": [0.0]}, False),
        ("loss_ratio", [[1.0, math.nan]], None, False),
    ],
)
def test_nan_reaches_no_goal(measure: str, results: list[Any], against: Any, at_least: bool) -> None:
    """Results that are not numbers keep no bound."""
    with np.errstate(all="ignore"):
        figure = MEASURES[measure](results, against)
    assert not (figure >= 0.1 if at_least else figure <= 10)
