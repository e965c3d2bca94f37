"""Reference of ch5.chronological_split: training, validation and test part of a series, in order of time."""

import math
import random
from fractions import Fraction
from typing import Any

import numpy as np
import torch

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Splitting a series in order of time",
    title_ja="時間順のデータ分割",
    position=1,
    points=3,
    difficulty=1,
    minutes=10,
)

Parts = tuple[list[int], list[int], list[int]]
GUARD = 1e-9


def check(train: float, val: float) -> None:
    """Raise ValueError unless something is left for the test."""
    if not (0 <= train <= 1 and 0 <= val <= 1) or train + val >= 1:
        raise ValueError("train and val lie between 0 and 1, and leave a test part")


def cut(n: int, first: int, second: int) -> Parts:
    """The three parts between two cut points."""
    steps = list(range(n))
    return steps[:first], steps[first:second], steps[second:]


@exercise.oracle("train_idx", "val_idx", "test_idx")
def chronological_split(n: int, train: float, val: float) -> Parts:
    """Two cut points, each rounded down."""
    check(train, val)
    return cut(n, math.floor(n * train + GUARD), math.floor(n * (train + val) + GUARD))


@exercise.twin("chronological_split")
def chronological_split_step_by_step(n: int, train: float, val: float) -> Parts:
    """Each step on its own, in exact fractions: it is in a part if it ends before the part does."""
    share, both = Fraction(train), Fraction(train) + Fraction(val)
    if min(share, Fraction(val)) < 0 or both > 1 - Fraction(1, 10**12):
        raise ValueError("bad fractions")
    parts: Parts = ([], [], [])
    for i in range(n):
        ends = (Fraction(i + 1) - Fraction(1, 10**9)) / n
        parts[0 if ends <= share else 1 if ends <= both else 2].append(i)
    return parts


def between(draw: Draw, low: int, high: int) -> int:
    """One whole number."""
    return int(draw.integers(low, high, 1))


@exercise.case(0.25, public=True)
def ten_steps_by_hand(draw: Draw) -> Probe:
    """Ten steps with the fractions 0.6 and 0.2: six to train, two to validate, two to test."""
    return call("chronological_split", 10, 0.6, 0.2)


@exercise.case(0.25, public=True)
def sizes_that_are_not_whole(draw: Draw) -> Probe:
    """Eleven steps with the fractions 0.5 and 0.25: the cut points 5.5 and 8.25 are rounded down."""
    return call("chronological_split", 11, 0.5, 0.25)


@exercise.case(0.25, public=True)
def no_validation_part(draw: Draw) -> Probe:
    """With val = 0 the validation part is an empty list."""
    return call("chronological_split", 5, 0.8, 0.0)


@exercise.case(0.25, watch="everything")
def many_steps(draw: Draw) -> Probe:
    """A longer series, with cut points a little above a whole number. Nothing else changes, and the same call gives the same again."""
    n, first, size = between(draw, 40, 60), between(draw, 10, 20), between(draw, 5, 10)
    return call("chronological_split", n, (first + 0.2) / n, (size + 0.2) / n)


@exercise.case(0.25)
def cut_points_just_below_a_step(draw: Draw) -> Probe:
    """Both cut points are a very little below a whole number, and are rounded down all the same."""
    n, first, size = between(draw, 40, 60), between(draw, 10, 20), between(draw, 5, 10)
    return call("chronological_split", n, (first + 1 - 1e-6) / n, size / n)


@exercise.case(0.25)
def parts_that_make_a_step_together(draw: Draw) -> Probe:
    """What is left over from rounding the training part counts for the validation part."""
    n, first, size = between(draw, 40, 60), between(draw, 10, 20), between(draw, 5, 10)
    return call("chronological_split", n, (first + 0.6) / n, (size + 0.6) / n)


@exercise.case(0.25)
def fractions_that_floats_miss(draw: Draw) -> Probe:
    """Cut points that are whole numbers, but come out a little smaller in floating-point numbers."""
    missed = [
        (n, train / 100, val / 100)
        for n in (100, 200, 300)
        for train in range(40, 80)
        for val in range(5, 95 - train)
        if n * (train / 100) < n * train // 100 and n * (train / 100 + val / 100) < n * (train + val) // 100
    ]
    return call("chronological_split", *missed[between(draw, 0, len(missed))])


@exercise.case(0.25)
def parts_may_be_empty(draw: Draw) -> Probe:
    """Very short series, the second too short to train on, and shares of 0."""
    few = (3, draw.number(0.4, 0.49), draw.number(0.3, 0.33)), (2, draw.number(0.3, 0.4), draw.number(0.35, 0.49))
    none = (between(draw, 20, 40), 0.0, 0.5), (between(draw, 20, 40), 0.6, 0.0), (between(draw, 20, 40), 0.0, 0.0)
    return Probe(tuple(Step("chronological_split", given, keep=True) for given in (*few, *none)))


@exercise.case(0.25)
def nothing_left_for_the_test(draw: Draw) -> Probe:
    """Fractions that add up to 1 raise ValueError."""
    return call("chronological_split", between(draw, 20, 40), 0.75, 0.25)


@exercise.case(0.25)
def more_than_there_is(draw: Draw) -> Probe:
    """Fractions that add up to more than 1 raise ValueError."""
    return call("chronological_split", between(draw, 20, 40), 0.75, 0.5)


@exercise.case(0.25)
def a_negative_training_fraction(draw: Draw) -> Probe:
    """A training fraction below 0 raises ValueError."""
    return call("chronological_split", between(draw, 20, 40), -0.25, 0.5)


@exercise.case(0.25)
def a_negative_validation_fraction(draw: Draw) -> Probe:
    """A validation fraction below 0 raises ValueError."""
    return call("chronological_split", between(draw, 20, 40), 0.75, -0.25)


# Left out: dtypes, gradients and what becomes of the arguments (they are numbers).
# Wrong implementations: the oracle with its indices or its cut points changed.

SHUFFLED = (
    "The steps are shuffled, so the model is trained on steps that come after those of the test: the future leaks."
    " Keep the order of time.",
    "時刻がシャッフルされています。テストより後の時刻で学習することになり、未来の情報が漏れます。時間順のまま分けます。",
)


def picked(order: Any, n: int, train: float, val: float) -> Parts:
    """The oracle's parts with their steps exchanged."""
    a, b, c = ([int(order[i]) for i in part] for part in chronological_split(n, train, val))
    return a, b, c


@exercise.mistake("chronological_split", *SHUFFLED)
def shuffled_by_numpy(n: int, train: float, val: float) -> Parts:
    return picked(np.random.permutation(n), n, train, val)


@exercise.mistake("chronological_split", *SHUFFLED)
def shuffled_by_random(n: int, train: float, val: float) -> Parts:
    order = list(range(n))
    random.shuffle(order)
    return picked(order, n, train, val)


@exercise.mistake("chronological_split", *SHUFFLED)
def shuffled_by_torch(n: int, train: float, val: float) -> Parts:
    return picked(torch.randperm(n), n, train, val)


@exercise.mistake(
    "chronological_split",
    "The test part comes first in time. Train on the oldest steps, test on the newest.",
    "テスト用の部分が時間的に先頭にあります。古い時刻で学習し、最も新しい時刻でテストします。",
)
def test_part_first(n: int, train: float, val: float) -> Parts:
    return picked(range(n - 1, -1, -1), n, train, val)


@exercise.mistake(
    "chronological_split",
    "The newest steps are in the training part: parts have the right sizes, in the order test, validation, training."
    " The training part starts at step 0.",
    "最も新しい時刻が学習用になっています。各部分の大きさは正しいものの、テスト、検証、学習の順に並んでいます。"
    "学習用は時刻 0 から始まります。",
)
def training_part_last(n: int, train: float, val: float) -> Parts:
    _, b, c = map(len, chronological_split(n, train, val))
    test, middle, last = cut(n, c, c + b)
    return last, middle, test


@exercise.mistake(
    "chronological_split",
    "The parts come back in the order training, test, validation. Return training, validation, test, which is also"
    " their order in time.",
    "返す順序が学習、テスト、検証になっています。時間の順と同じく、学習、検証、テストの順に返します。",
)
def validation_returned_last(n: int, train: float, val: float) -> Parts:
    a, b, c = chronological_split(n, train, val)
    return a, c, b


@exercise.mistake(
    "chronological_split",
    "The last steps of the series are in no part: each size was rounded down on its own. The test part is everything"
    " from the second cut point to the end.",
    "系列の最後の数ステップがどの部分にも入っていません。大きさを別々に切り捨てたためです。"
    "2 つ目の境界から最後までをすべてテスト用にします。",
)
def tail_dropped(n: int, train: float, val: float) -> Parts:
    check(train, val)
    sizes = [math.floor(n * share + GUARD) for share in (train, val, 1 - train - val)]
    return cut(sum(sizes), sizes[0], sizes[0] + sizes[1])


@exercise.mistake(
    "chronological_split",
    "The size of the validation part is rounded down on its own. Round the second cut point, n * (train + val), as a"
    " whole.",
    "検証用の大きさを単独で切り捨てています。2 つ目の境界 n * (train + val) をまとめて切り捨てます。",
)
def validation_size_rounded_alone(n: int, train: float, val: float) -> Parts:
    check(train, val)
    first = math.floor(n * train + GUARD)
    return cut(n, first, first + math.floor(n * val + GUARD))


@exercise.mistake(
    "chronological_split",
    "The cut points are rounded to the nearest whole number. Round down.",
    "境界を四捨五入しています。切り捨てます。",
)
def rounded_to_the_nearest(n: int, train: float, val: float) -> Parts:
    check(train, val)
    return cut(n, round(n * train), round(n * (train + val)))


@exercise.mistake(
    "chronological_split",
    "The cut points are rounded up. Round down.",
    "境界を切り上げています。切り捨てます。",
)
def rounded_up(n: int, train: float, val: float) -> Parts:
    check(train, val)
    return cut(n, math.ceil(n * train - GUARD), math.ceil(n * (train + val) - GUARD))


@exercise.mistake(
    "chronological_split",
    "A step is lost where the product comes out just below a whole number: 100 * 0.29 is a little less than 29. Add 1e-9"
    " to both products before you round down.",
    "積が整数よりわずかに小さくなるとき、1 ステップ失われています。たとえば 100 * 0.29 は 29 よりわずかに小さくなります。"
    "切り捨てる前に、両方の積に 1e-9 を足します。",
)
def rounding_not_guarded(n: int, train: float, val: float) -> Parts:
    check(train, val)
    return cut(n, int(n * train), int(n * (train + val)))


@exercise.mistake(
    "chronological_split",
    "Only the second of the cut points is guarded against rounding. Add 1e-9 to both products.",
    "丸め誤差への対策が 2 つ目の境界にしかありません。両方の積に 1e-9 を足します。",
)
def only_the_second_cut_guarded(n: int, train: float, val: float) -> Parts:
    check(train, val)
    return cut(n, int(n * train), int(n * (train + val) + GUARD))


@exercise.mistake(
    "chronological_split",
    "Only the first of the cut points is guarded against rounding. Add 1e-9 to both products.",
    "丸め誤差への対策が 1 つ目の境界にしかありません。両方の積に 1e-9 を足します。",
)
def only_the_first_cut_guarded(n: int, train: float, val: float) -> Parts:
    check(train, val)
    return cut(n, int(n * train + GUARD), int(n * (train + val)))


@exercise.mistake(
    "chronological_split",
    "A step lies in two parts: a part ends with the first step of the next. Parts are half-open: the cut point itself"
    " belongs to the later part.",
    "隣り合う部分が 1 ステップ重なっています。各部分は半開区間で、境界の時刻は後ろの部分に入ります。",
)
def parts_overlap_by_one(n: int, train: float, val: float) -> Parts:
    a, b, c = chronological_split(n, train, val)
    return [*a, len(a)], [*b, len(a) + len(b)], c


@exercise.mistake(
    "chronological_split",
    "The validation part lies inside the training part, so it measures what the model has already seen. It starts"
    " where the training part ends.",
    "検証用の部分が学習用の中にあり、モデルがすでに見たデータで検証することになります。"
    "検証用は学習用の終わりから始まります。",
)
def validation_inside_training(n: int, train: float, val: float) -> Parts:
    a, b, c = chronological_split(n, train, val)
    return a + b, b, c


@exercise.mistake(
    "chronological_split",
    "val is taken for a cut point. It is a share: the second cut point is at n * (train + val).",
    "val を境界の位置として扱っています。val は割合です。2 つ目の境界は n * (train + val) です。",
)
def val_taken_for_a_cut_point(n: int, train: float, val: float) -> Parts:
    check(train, val)
    return cut(n, math.floor(n * train + GUARD), math.floor(n * val + GUARD))


@exercise.mistake(
    "chronological_split",
    "The steps are counted from 1. Indices start at 0 and end at n - 1.",
    "時刻を 1 から数えています。インデックスは 0 から n - 1 までです。",
)
def counted_from_one(n: int, train: float, val: float) -> Parts:
    return picked(range(1, n + 1), n, train, val)


@exercise.mistake(
    "chronological_split",
    "Ranges come back. Return lists: list(range(...)).",
    "range が返されています。list(range(...)) のようにリストにして返します。",
)
def ranges_returned(n: int, train: float, val: float) -> Any:
    a, b, _ = map(len, chronological_split(n, train, val))
    return range(a), range(a, a + b), range(a + b, n)


@exercise.mistake(
    "chronological_split",
    "Arrays come back. Return lists of int.",
    "配列が返されています。int のリストを返します。",
)
def arrays_returned(n: int, train: float, val: float) -> Any:
    return tuple(np.array(part, dtype=np.int64) for part in chronological_split(n, train, val))


@exercise.mistake(
    "chronological_split",
    "The fractions are not checked. Raise ValueError if one lies outside 0 to 1, or if train + val is 1 or more.",
    "割合が検査されていません。0 から 1 の範囲の外にあるとき、および train + val が 1 以上のときは ValueError を"
    "送出します。",
)
def fractions_not_checked(n: int, train: float, val: float) -> Parts:
    a, b = int(n * train + GUARD), int(n * (train + val) + GUARD)
    return list(range(a)), list(range(a, b)), list(range(b, n))


@exercise.mistake(
    "chronological_split",
    "train + val = 1 is accepted, which leaves nothing for the test. Raise ValueError.",
    "train + val = 1 を受け付けているため、テスト用が残りません。ValueError を送出します。",
)
def sum_of_one_accepted(n: int, train: float, val: float) -> Parts:
    return cut(n, math.floor(n * train + GUARD), n) if train + val == 1 else chronological_split(n, train, val)


@exercise.mistake(
    "chronological_split",
    "Only the sum of the fractions is checked. Each of them must lie between 0 and 1, too.",
    "割合の合計しか検査されていません。それぞれが 0 から 1 の範囲にあることも検査します。",
)
def only_the_sum_checked(n: int, train: float, val: float) -> Parts:
    if train + val >= 1:
        raise ValueError("the fractions add up to 1 or more")
    return fractions_not_checked(n, train, val)
