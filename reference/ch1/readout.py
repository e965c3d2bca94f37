"""Reference of ch1.readout: the state after the last valid step of each padded sequence."""

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, call

exercise = Exercise(
    title="The last valid state",
    title_ja="最後の有効な隠れ状態",
    position=3,
    points=4,
    difficulty=2,
    minutes=15,
    forbidden=NO_RNN,
)


def checked(lengths: Tensor, T: int) -> list[int]:
    """The lengths, if each is from 1 to T. Raises ValueError."""
    numbers = [int(length) for length in lengths]
    if any(number not in range(1, T + 1) for number in numbers):
        raise ValueError(f"lengths go from 1 to {T}, not {numbers}")
    return numbers


@exercise.oracle("the result")
def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    """Sample by sample: cut the padding off and take the last step of what is left."""
    numbers = checked(lengths, output.shape[1])
    return torch.stack([sample[:number][-1] for sample, number in zip(output, numbers, strict=True)])


@exercise.twin("last_valid")
def last_valid_by_running_on(output: Tensor, lengths: Tensor) -> Tensor:
    """Step by step: every sample that is still running takes the step's state."""
    checked(lengths, output.shape[1])
    result = output[:, 0]
    for t in range(1, output.shape[1]):
        result = torch.where((lengths > t)[:, None], output[:, t], result)
    return result


def mixed(draw: Draw, B: int, T: int, shortest: int = 1) -> Tensor:
    """Lengths from `shortest` to `T`; the first is `shortest`, and the last T."""
    lengths = draw.integers(shortest, T + 1, B)
    lengths[0], lengths[-1] = shortest, T
    return lengths


@exercise.case(0.25, public=True)
def two_sequences_by_hand(draw: Draw) -> Probe:
    """Two samples of three steps and one hidden unit, of lengths 2 and 3."""
    return call("last_valid", draw.normal(2, 3, 1), torch.tensor([2, 3]))


@exercise.case(0.25, public=True)
def a_batch_of_three(draw: Draw) -> Probe:
    """Three samples, of lengths 1, 4 and 2."""
    return call("last_valid", draw.normal(3, 4, 2), torch.tensor([1, 4, 2]))


@exercise.case(0.25, public=True, gradients=True)
def gradients_of_two_sequences(draw: Draw) -> Probe:
    """Gradients reach the steps that were picked, and no others."""
    return call("last_valid", draw.normal(2, 3, 2), torch.tensor([2, 3]))


@exercise.case(0.25)
def sizes_all_different(draw: Draw) -> Probe:
    """Lengths from 1 to T, with every size different."""
    return call("last_valid", draw.normal(5, 6, 4), mixed(draw, 5, 6))


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes raise nothing; no sequence fills all T steps."""
    return call("last_valid", draw.normal(4, 4, 4), mixed(draw, 4, 3))


@exercise.case(0.25, no_grad=True)
def every_sequence_at_full_length(draw: Draw) -> Probe:
    """Inside torch.no_grad(), without any padding."""
    return call("last_valid", draw.normal(3, 5, 4), torch.tensor([5, 5, 5]))


@exercise.case(0.25)
def one_sequence_of_one_step(draw: Draw) -> Probe:
    """A batch of one sequence of one step keeps its batch axis."""
    return call("last_valid", draw.normal(1, 1, 4), torch.tensor([1]))


@exercise.case(0.25)
def a_length_of_zero(draw: Draw) -> Probe:
    """A sequence of no valid steps raises ValueError."""
    return call("last_valid", draw.normal(3, 5, 4), torch.tensor([2, 0, 5]))


@exercise.case(0.25)
def a_length_below_zero(draw: Draw) -> Probe:
    """A negative length raises ValueError too."""
    return call("last_valid", draw.normal(3, 5, 4), torch.tensor([2, -1, 5]))


@exercise.case(0.25)
def a_length_beyond_the_end(draw: Draw) -> Probe:
    """A length greater than T raises ValueError."""
    return call("last_valid", draw.normal(3, 5, 4), torch.tensor([2, 6, 5]))


@exercise.case(0.25, gradients=True)
def padding_of_nan(draw: Draw) -> Probe:
    """NaN in the padding reaches neither the result nor its gradient, and neither does infinity."""
    lengths = mixed(draw, 4, 6, shortest=2)
    padding = torch.arange(7) >= lengths[:, None]
    output = draw.normal(4, 7, 3).masked_fill(padding[..., None], torch.nan)
    output[:, -1] = torch.inf  # no sequence fills all steps
    return call("last_valid", output, lengths)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """A view of a transposed tensor, as output is when it comes with time first."""
    return call("last_valid", draw.normal(20, 7, 3, contiguous=False), mixed(draw, 20, 6))


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return call("last_valid", draw.normal(5, 6, 4), mixed(draw, 5, 6))


@exercise.case(0.5, gradients=True)
def gradients_of_the_picked_steps(draw: Draw) -> Probe:
    """Gradients of the result with respect to output, with lengths from 1 to T."""
    return call("last_valid", draw.normal(5, 6, 4), mixed(draw, 5, 6))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves output and lengths unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("last_valid", draw.normal(5, 6, 4), mixed(draw, 5, 6))


# Wrong implementations.


def valid(output: Tensor, lengths: Tensor) -> Tensor:
    """True at the valid steps, ``[B, T, 1]``."""
    checked(lengths, output.shape[1])
    return (torch.arange(output.shape[1]) < lengths[:, None])[..., None]


def picked(output: Tensor, steps: Tensor) -> Tensor:
    """Step `steps[b]` of sample b, however Python counts it."""
    return output[torch.arange(len(output)), steps]


@exercise.mistake(
    "last_valid",
    "The last time step is taken for every sample. For a shorter sequence that is padding: take step length - 1.",
    "どのサンプルでも最後の時刻を取り出しています。短い系列では、そこはパディングです。長さ - 1 番目を取り出します。",
)
def last_step_of_all(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return output[:, -1]


@exercise.mistake(
    "last_valid",
    "The last time step is taken for every sample, and lengths is not looked at. A shorter sequence has padding there;"
    " take step length - 1, after checking the lengths.",
    "lengths を使わず、どのサンプルでも最後の時刻を取り出しています。短い系列では、そこはパディングです。"
    "長さを確かめてから、長さ - 1 番目を取り出します。",
)
def lengths_ignored(output: Tensor, lengths: Tensor) -> Tensor:
    return output[:, -1]


_TOO_LATE = "The step after the last valid one is taken. Steps count from 0, so a sequence of length n ends at n - 1."
_TOO_LATE_JA = (
    "最後の有効なステップの次を取り出しています。添字は 0 から始まるので、長さ n の系列の最後は n - 1 番目です。"
)


@exercise.mistake("last_valid", _TOO_LATE, _TOO_LATE_JA)
def one_step_too_late(output: Tensor, lengths: Tensor) -> Tensor:
    return picked(output, lengths)


@exercise.mistake("last_valid", _TOO_LATE, _TOO_LATE_JA)
def one_step_too_late_after_a_check(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return picked(output, lengths)


@exercise.mistake(
    "last_valid",
    "The step before the last valid one is taken: 1 is subtracted twice.",
    "最後の有効なステップの 1 つ前を取り出しています。1 を 2 回引いています。",
)
def one_step_too_early(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return picked(output, lengths - 2)


@exercise.mistake(
    "last_valid",
    "The steps are counted from the end of the padded sequence. The valid steps are the first ones.",
    "パディングを含む系列の末尾から数えています。有効なステップは先頭から並んでいます。",
)
def counted_from_the_end(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return picked(output, -lengths)


_UNPAIRED = (
    "Every sample is indexed with the lengths of all samples, which gives [B, B, H]. Pair each row with its own index."
)
_UNPAIRED_JA = (
    "各サンプルを全サンプルの長さで添字指定しているため、形状が [B, B, H] になっています。"
    "行ごとに自分の添字を組にして指定します。"
)


@exercise.mistake("last_valid", _UNPAIRED, _UNPAIRED_JA)
def rows_and_steps_not_paired(output: Tensor, lengths: Tensor) -> Tensor:
    return output[:, lengths - 1]


@exercise.mistake("last_valid", _UNPAIRED, _UNPAIRED_JA)
def rows_and_steps_not_paired_after_a_check(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return output[:, lengths - 1]


@exercise.mistake(
    "last_valid",
    "The end of the longest sequence is taken for every sample. Each sample has its own length.",
    "どのサンプルでも、最も長い系列の最後を取り出しています。長さはサンプルごとに違います。",
)
def longest_length_for_all(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return output[:, int(lengths.max()) - 1]


@exercise.mistake(
    "last_valid",
    "The states of all steps are averaged, padding included. Pick one step of each sample.",
    "パディングも含めて全時刻の状態を平均しています。サンプルごとに 1 つの時刻を取り出します。",
)
def mean_over_time(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return output.mean(1)


@exercise.mistake(
    "last_valid",
    "The valid steps are averaged. Pick the last of them: it has already read the whole sequence.",
    "有効な時刻を平均しています。最後の 1 つを取り出します。その状態は、すでに系列全体を読んでいます。",
)
def mean_over_the_valid_steps(output: Tensor, lengths: Tensor) -> Tensor:
    return torch.where(valid(output, lengths), output, 0).sum(1) / lengths[:, None]


@exercise.mistake(
    "last_valid",
    "The other steps are multiplied by zero and the sum is taken. NaN times zero is NaN, so NaN in the padding reaches the"
    " result. Pick the step by its index.",
    "ほかの時刻に 0 を掛けて和を取っています。NaN に 0 を掛けても NaN なので、パディングの NaN が結果に混ざります。"
    "添字で取り出しましょう。",
)
def other_steps_multiplied_by_zero(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    at_the_end = torch.arange(output.shape[1]) == lengths[:, None] - 1
    return (output * at_the_end[..., None]).sum(1)


_UNCHECKED = (
    "The lengths are not checked. For a length of 0, length - 1 is -1, which Python takes for the last step; and a length"
    " greater than T should raise ValueError, not IndexError."
)
_UNCHECKED_JA = (
    "長さを確かめていません。長さ 0 では添字が -1 になり、Python では末尾を意味します。T より大きい長さでは、"
    "IndexError ではなく ValueError を送出します。"
)


@exercise.mistake("last_valid", _UNCHECKED, _UNCHECKED_JA)
def lengths_not_checked(output: Tensor, lengths: Tensor) -> Tensor:
    return picked(output, lengths - 1)


@exercise.mistake(
    "last_valid",
    "Only lengths below 1 are refused. A length greater than T is just as wrong: raise ValueError for it too.",
    "1 より小さい長さしか調べていません。T より大きい長さも誤りなので、同じく ValueError を送出します。",
)
def long_lengths_not_checked(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths.clamp(max=output.shape[1]), output.shape[1])
    return picked(output, lengths - 1)


@exercise.mistake(
    "last_valid",
    "Only lengths greater than T are refused. For a length of 0, length - 1 is -1, which Python takes for the last step:"
    " raise ValueError.",
    "T より大きい長さしか調べていません。長さ 0 では添字が -1 になり、Python では末尾を意味します。ValueError "
    "を送出します。",
)
def zero_lengths_not_checked(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths.clamp(min=1), output.shape[1])
    return picked(output, lengths - 1)


@exercise.mistake(
    "last_valid",
    "Negative lengths are refused, but 0 is not: length - 1 is then -1, which Python takes for the last step. A length has"
    " to be at least 1.",
    "負の長さは拒否していますが、0 は受け入れています。長さ 0 では添字が -1 になり、Python では末尾を意味します。長さは "
    "1 以上でなければなりません。",
)
def only_negative_lengths_refused(output: Tensor, lengths: Tensor) -> Tensor:
    checked(torch.where(lengths == 0, 1, lengths), output.shape[1])
    return picked(output, lengths - 1)


@exercise.mistake(
    "last_valid",
    "A length of 0 is refused, but a negative one is not. Every length below 1 raises ValueError.",
    "長さ 0 は拒否していますが、負の長さは受け入れています。1 より小さい長さでは、いつも ValueError を送出します。",
)
def negative_lengths_not_checked(output: Tensor, lengths: Tensor) -> Tensor:
    checked(torch.where(lengths < 0, 1, lengths), output.shape[1])
    return picked(output, lengths - 1)


@exercise.mistake(
    "last_valid",
    "Lengths out of range are moved to the nearest one that is allowed. That hides an error of the caller: raise ValueError.",
    "範囲外の長さを、許される値に丸めています。呼び出し側の誤りが隠れてしまうので、ValueError を送出します。",
)
def lengths_clamped(output: Tensor, lengths: Tensor) -> Tensor:
    return picked(output, lengths.clamp(1, output.shape[1]) - 1)


@exercise.mistake(
    "last_valid",
    "squeeze() drops every axis of size 1, also the batch axis of a single sample. The result always has shape [B, H].",
    "squeeze() は大きさ 1 の軸をすべて消すので、サンプルが 1 つだとバッチの軸も消えます。結果の形状はいつも "
    "[B, H] です。",
)
def axes_of_size_one_dropped(output: Tensor, lengths: Tensor) -> Tensor:
    return last_valid(output, lengths).squeeze()


@exercise.mistake(
    "last_valid",
    "The result keeps an axis of time of size 1. Its shape is [B, H].",
    "結果に大きさ 1 の時間の軸が残っています。形状は [B, H] です。",
)
def axis_of_time_kept(output: Tensor, lengths: Tensor) -> Tensor:
    return last_valid(output, lengths).unsqueeze(1)


@exercise.mistake(
    "last_valid",
    "The result is cut off from the graph, so the network that made output cannot be trained: no detach(), .data, numpy,"
    " or new tensor made from numbers.",
    "結果が計算グラフから切り離されているため、output を作ったネットワークを学習できません。detach()、.data、numpy "
    "を使わず、数値から新しいテンソルを作ることも避けましょう。",
)
def result_detached(output: Tensor, lengths: Tensor) -> Tensor:
    return last_valid(output, lengths).detach()


@exercise.mistake(
    "last_valid",
    "1 is subtracted from lengths in place, so the caller's lengths are wrong afterwards. lengths - 1 makes a new tensor.",
    "lengths そのものから 1 を引いているため、呼び出し側の長さが変わってしまいます。lengths - 1 "
    "なら新しいテンソルになります。",
)
def lengths_changed_in_place(output: Tensor, lengths: Tensor) -> Tensor:
    checked(lengths, output.shape[1])
    return picked(output, lengths.sub_(1))
