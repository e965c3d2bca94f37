"""Reference of ch2.lstm_forward: an LSTM over a padded batch, as torch runs it over a packed one."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, Step, call

#: One step is given ready-made in the stub, as torch.lstm_cell. Packing would do the rest.
PACKING = tuple(
    f"torch.nn.utils.rnn.{name}"
    for name in ("pack_padded_sequence", "pack_sequence", "pad_packed_sequence", "unpack_sequence", "PackedSequence")
)

exercise = Exercise(
    title="An LSTM over a padded batch",
    title_ja="パディングされたバッチと LSTM",
    position=3,
    points=7,
    difficulty=3,
    minutes=30,
    forbidden=(*(name for name in NO_RNN if name != "torch.lstm_cell"), *PACKING),
)

State = tuple[Tensor, Tensor]
Result = tuple[Tensor, State]


@exercise.oracle("output", "final state")
def lstm_forward(
    x: Tensor,
    lengths: Tensor | None,
    state: State | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> Result:
    """Each sequence on its own, cut off at its length, so that padding is never looked at."""
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    steps = [T] * B if lengths is None else lengths.tolist()
    if not all(1 <= length <= T for length in steps):
        raise ValueError("a length should be at least 1 and at most T")
    outputs, finals = [], []
    for b, length in enumerate(steps):
        h, c = (x.new_zeros(H), x.new_zeros(H)) if state is None else (state[0][b], state[1][b])
        shown = []
        for v in x[b, :length]:
            a = weight_ih @ v + weight_hh @ h
            for bias in (bias_ih, bias_hh):
                a = a if bias is None else a + bias
            i, f, g, o = a.reshape(4, H)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
            shown.append(h)
        outputs.append(torch.cat([torch.stack(shown), x.new_zeros(T - length, H)]))
        finals.append((h, c))
    h_n, c_n = (torch.stack(parts) for parts in zip(*finals, strict=True))
    return torch.stack(outputs), (h_n, c_n)


@exercise.twin("lstm_forward")
def lstm_forward_of_torch(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Tensor | None) -> Result:
    """torch.nn.LSTM over a packed batch."""
    B, T, _ = x.shape
    lengths = torch.full((B,), T) if lengths is None else lengths
    if bool((lengths > T).any() | (lengths < 1).any()):
        raise ValueError("a length should be at least 1 and at most T")
    packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    W_ih, W_hh, b_ih, b_hh = filled(*weights)
    order, back = packed.sorted_indices, packed.unsorted_indices
    first = tuple(part[order][None] for part in started(x, state, W_hh))
    data, h_n, c_n = torch.lstm(
        packed.data, packed.batch_sizes, first, [W_ih, W_hh, b_ih, b_hh], True, 1, 0.0, False, False
    )
    output, _ = pad_packed_sequence(
        PackedSequence(data, packed.batch_sizes, order, back), batch_first=True, total_length=T
    )
    return output, (h_n[0][back], c_n[0][back])


def filled(*weights: Tensor | None) -> tuple[Tensor, ...]:
    """The weights and biases, zeros where a bias is None."""
    W_ih = weights[0]
    assert W_ih is not None
    return tuple(W_ih.new_zeros(len(W_ih)) if weight is None else weight for weight in weights)


def started(x: Tensor, state: State | None, W_hh: Tensor) -> State:
    """The state, zeros where there is none."""
    if state is not None:
        return state
    return x.new_zeros(len(x), W_hh.shape[1]), x.new_zeros(len(x), W_hh.shape[1])


def run(draw: Draw, lengths: list[int] | None, T: int, I: int, H: int, B: int = 3, contiguous: bool = True) -> Probe:
    """A batch with a random state and both biases; what lies in the padding is random too."""
    B = B if lengths is None else len(lengths)
    x = draw.normal(B, T, I, contiguous=contiguous)
    state = draw.normal(B, H, contiguous=contiguous), draw.normal(B, H, contiguous=contiguous)
    given = None if lengths is None else torch.tensor(lengths)
    return call("lstm_forward", x, given, state, *weights(draw, I, H))


def weights(draw: Draw, I: int, H: int) -> list[Tensor]:
    """weight_ih ``[4H, I]``, weight_hh ``[4H, H]``, bias_ih and bias_hh ``[4H]``."""
    return [draw.normal(4 * H, I), draw.normal(4 * H, H), draw.normal(4 * H), draw.normal(4 * H)]


@exercise.case(0.5, public=True)
def two_sequences_by_hand(draw: Draw) -> Probe:
    """Two sequences of one and of two steps, with one feature and one hidden unit."""
    return run(draw, [1, 2], T=2, I=1, H=1)


@exercise.case(0.5, public=True)
def a_ragged_batch(draw: Draw) -> Probe:
    """Three sequences of two, four and one steps."""
    return run(draw, [2, 4, 1], T=4, I=2, H=2)


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from the outputs and the final state back through the steps to every argument."""
    return run(draw, [3, 1], T=3, I=2, H=2)


@exercise.case(0.5)
def lengths_in_no_order(draw: Draw) -> Probe:
    """A ragged batch that is not sorted by length, with every size different."""
    return run(draw, [2, 6, 4], T=6, I=4, H=5)


@exercise.case(0.5)
def every_sequence_full(draw: Draw) -> Probe:
    """No padding, and every size is four, so that exchanged axes raise nothing."""
    return run(draw, [4, 4, 4, 4], T=4, I=4, H=4)


@exercise.case(0.25)
def no_lengths(draw: Draw) -> Probe:
    """Without lengths every sequence is full."""
    return run(draw, None, T=5, I=4, H=3)


@exercise.case(0.25)
def the_longest_is_padded_too(draw: Draw) -> Probe:
    """Even the longest sequence is shorter than T; the results still have T steps."""
    return run(draw, [3, 4], T=6, I=4, H=5)


@exercise.case(0.25)
def one_sequence_of_one_step(draw: Draw) -> Probe:
    """A batch of one with a single step keeps both axes."""
    return run(draw, [1], T=1, I=4, H=5)


@exercise.case(0.25)
def forty_steps(draw: Draw) -> Probe:
    """A long sequence beside a short one."""
    return run(draw, [40, 7], T=40, I=3, H=4)


@exercise.case(0.5)
def nothing_leaks_from_the_padding(draw: Draw) -> Probe:
    """The padding is NaN and infinite, and the results are not."""
    probe = run(draw, [2, 6, 4], T=6, I=4, H=5)
    x, lengths = probe.steps[0].args[:2]
    x[torch.arange(6) >= lengths[:, None]] = torch.nan
    x[0, 3:] = torch.inf
    x[2, 4:] = -torch.inf
    return probe


@exercise.case(0.25)
def no_state(draw: Draw) -> Probe:
    """Without a state the sequences start from zeros of x's dtype."""
    return call("lstm_forward", draw.normal(3, 5, 4), torch.tensor([5, 2, 4]), None, *weights(draw, 4, 2))


@exercise.case(0.25)
def biases_left_out(draw: Draw) -> Probe:
    """Without biases, then with bias_ih only, then with bias_hh only."""
    x, lengths = draw.normal(3, 4, 4), torch.tensor([1, 4, 2])
    state = draw.normal(3, 5), draw.normal(3, 5)
    W_ih, W_hh, b_ih, b_hh = weights(draw, 4, 5)
    choices = [(None, None), (b_ih, None), (None, b_hh)]
    return Probe(tuple(Step("lstm_forward", (x, lengths, state, W_ih, W_hh, *given), keep=True) for given in choices))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return run(draw, [2, 5, 4], T=5, I=4, H=3, contiguous=False)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, from a state and then without one."""
    probe = run(draw, [2, 5, 4], T=5, I=4, H=3)
    x, lengths, state, *given = probe.steps[0].args
    return Probe(tuple(Step("lstm_forward", (x, lengths, first, *given), keep=True) for first in (state, None)))


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return run(draw, [5, 2, 4], T=5, I=4, H=3)


@exercise.case(0.75, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of the outputs and the final state with respect to x, the state, the weights and the biases."""
    return run(draw, [2, 5, 4], T=5, I=4, H=3)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments unchanged; it changes nothing else either, and gives the same when repeated."""
    return run(draw, [2, 5, 4], T=5, I=4, H=3)


@exercise.case(0.25)
def a_length_of_zero(draw: Draw) -> Probe:
    """A length of 0 raises ValueError."""
    return run(draw, [2, 0, 3], T=3, I=2, H=2)


@exercise.case(0.25)
def a_negative_length(draw: Draw) -> Probe:
    """A negative length raises ValueError."""
    return run(draw, [2, -1, 3], T=3, I=2, H=2)


@exercise.case(0.25)
def a_length_beyond_the_batch(draw: Draw) -> Probe:
    """A length of more than T raises ValueError."""
    return run(draw, [2, 4, 3], T=3, I=2, H=2)


# Wrong implementations: a masked loop over the steps with one line changed, or with arguments or results changed.


def select(valid: Tensor, new: State, old: State) -> State:
    """The new state where the step is valid, else the old one."""
    return torch.where(valid, new[0], old[0]), torch.where(valid, new[1], old[1])


def show(valid: Tensor, new: State, old: State) -> Tensor:
    """The new hidden state where the step is valid, else zeros."""
    return torch.where(valid, new[0], 0)


def masked(
    x: Tensor,
    lengths: Tensor | None,
    state: State | None,
    *weights: Tensor | None,
    enter: Callable[[State], State] = lambda old: old,
    update: Callable[[Tensor, State, State], State] = select,
    output: Callable[[Tensor, State, State], Tensor] = show,
    longer: int = 0,
) -> Result:
    """The right loop over the steps: `enter` changes the state before a step, `update` makes the state after it,
    `output` what is shown; sequences count as `longer` by so many steps."""
    checked(x, lengths)
    T = x.shape[1]
    W_ih, W_hh, b_ih, b_hh = filled(*weights)
    old = started(x, state, W_hh)
    limits = (torch.full((len(x),), T) if lengths is None else lengths) + longer
    shown = []
    for t in range(T):
        new = torch.lstm_cell(x[:, t], enter(old), W_ih, W_hh, b_ih, b_hh)
        valid = (t < limits)[:, None]
        shown.append(output(valid, new, old))
        old = update(valid, new, old)
    return torch.stack(shown, 1), old


def checked(x: Tensor, lengths: Tensor | None) -> None:
    """Refuse lengths that make no sense."""
    if lengths is not None and not bool(((lengths >= 1) & (lengths <= x.shape[1])).all()):
        raise ValueError("a length should be at least 1 and at most T")


@exercise.mistake(
    "lstm_forward",
    "The state goes on changing in the padding, so h_n and c_n of short sequences are wrong. After its last step a"
    " sequence keeps its old state: torch.where on the mask.",
    "パディングの部分でも状態が更新されているため、短い系列の h_n と c_n が違います。最後のステップのあとは、マスクと"
    " torch.where で古い状態を保ちます。",
)
def padding_updates_the_state(*args: Any) -> Result:
    return masked(*args, update=lambda valid, new, old: new)


@exercise.mistake(
    "lstm_forward",
    "The lengths are ignored: padding changes the state and is shown in the output. Mask both.",
    "lengths が無視されています。パディングが状態を変え、output にも現れています。両方をマスクします。",
)
def lengths_ignored(*args: Any) -> Result:
    return masked(*args, update=lambda valid, new, old: new, output=lambda valid, new, old: new[0])


@exercise.mistake(
    "lstm_forward",
    "The output goes on after the end of a sequence. Set it to 0 there.",
    "系列の終わりより後でも output に値が入っています。そこは 0 にします。",
)
def outputs_in_the_padding(*args: Any) -> Result:
    return masked(*args, output=lambda valid, new, old: new[0])


@exercise.mistake(
    "lstm_forward",
    "After the end of a sequence the output repeats its last hidden state. Keep that for h_n; the output is 0 there.",
    "系列の終わりより後の output に、最後の隠れ状態が繰り返されています。それは h_n で返します。output は 0 にします。",
)
def last_output_repeated(*args: Any) -> Result:
    return masked(*args, output=lambda valid, new, old: torch.where(valid, new[0], old[0]))


@exercise.mistake(
    "lstm_forward",
    "The hidden state is kept at the end of a sequence, and the cell state is not. The cell state needs the mask as well.",
    "系列の終わりで隠れ状態は保たれていますが、セル状態が保たれていません。セル状態にもマスクが必要です。",
)
def cell_state_not_kept(*args: Any) -> Result:
    return masked(*args, update=lambda valid, new, old: (torch.where(valid, new[0], old[0]), new[1]))


@exercise.mistake(
    "lstm_forward",
    "The cell state is kept at the end of a sequence, and the hidden state is not. The hidden state needs the mask as"
    " well.",
    "系列の終わりでセル状態は保たれていますが、隠れ状態が保たれていません。隠れ状態にもマスクが必要です。",
)
def hidden_state_not_kept(*args: Any) -> Result:
    return masked(*args, update=lambda valid, new, old: (new[0], torch.where(valid, new[1], old[1])))


@exercise.mistake(
    "lstm_forward",
    "h_n is output[:, -1], which is 0 for short sequences. The final state is that of step lengths - 1, not of step T - 1.",
    "h_n を output[:, -1] としているため、短い系列では 0 になります。最終状態は時刻 T - 1 ではなく、時刻 lengths - 1 の"
    "ものです。",
)
def final_state_from_the_last_output(*args: Any) -> Result:
    output, (_, c_n) = masked(*args)
    return output, (output[:, -1], c_n)


@exercise.mistake(
    "lstm_forward",
    "One step too many counts for each sequence: steps are numbered from 0, so valid ones are t < lengths, not t <= lengths.",
    "各系列で 1 ステップ余分に数えています。時刻は 0 から始まるので、有効なのは t <= lengths ではなく t < lengths です。",
)
def one_step_too_many(*args: Any) -> Result:
    return masked(*args, longer=1)


@exercise.mistake(
    "lstm_forward",
    "The last step of each sequence is left out: valid steps are t < lengths.",
    "各系列の最後のステップが抜けています。有効な時刻は t < lengths です。",
)
def last_step_left_out(*args: Any) -> Result:
    return masked(*args, longer=-1)


@exercise.mistake(
    "lstm_forward",
    "The cell state is zero again at every step, so the long memory is gone. Carry (h, c) from step to step.",
    "毎時刻セル状態がゼロに戻り、長期の記憶が失われています。(h, c) を次の時刻に引き継ぎます。",
)
def cell_state_restarted(*args: Any) -> Result:
    return masked(*args, enter=lambda old: (old[0], torch.zeros_like(old[1])))


@exercise.mistake(
    "lstm_forward",
    "Every step starts from the first state. Carry (h, c) from step to step.",
    "どの時刻も最初の状態から始まっています。(h, c) を次の時刻に引き継ぎます。",
)
def every_step_from_the_first_state(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Any) -> Result:
    first = started(x, state, weights[1])
    return masked(x, lengths, state, *weights, enter=lambda old: first)


@exercise.mistake(
    "lstm_forward",
    "The state that is passed in is not used: the sequences start from it, and from zeros only if it is None.",
    "渡された状態が使われていません。系列はその状態から始まります。ゼロから始めるのは None のときだけです。",
)
def given_state_ignored(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Any) -> Result:
    return masked(x, lengths, None, *weights)


@exercise.mistake(
    "lstm_forward",
    "The mask is applied by multiplication, mask * new + (1 - mask) * old. What lies in the padding may be NaN, and 0 times"
    " NaN is NaN: select with torch.where.",
    "mask * new + (1 - mask) * old のように掛け算でマスクしています。パディングに NaN があると 0 × NaN = NaN になるので、"
    "torch.where で選びます。",
)
def masked_by_multiplication(*args: Any) -> Result:
    def mix(valid: Tensor, new: State, old: State) -> State:
        m = valid.to(new[0].dtype)
        return m * new[0] + (1 - m) * old[0], m * new[1] + (1 - m) * old[1]

    return masked(*args, update=mix, output=lambda valid, new, old: valid * new[0])


@exercise.mistake(
    "lstm_forward",
    "The state is right, but the output is masked by multiplication. What lies in the padding may be NaN, and 0 times NaN is"
    " NaN: select with torch.where.",
    "状態は正しいですが、output を掛け算でマスクしています。パディングに NaN があると 0 × NaN = NaN になるので、"
    "torch.where で選びます。",
)
def output_masked_by_multiplication(*args: Any) -> Result:
    return masked(*args, output=lambda valid, new, old: valid * new[0])


@exercise.mistake(
    "lstm_forward",
    "The cell state is cut off from the graph at every step, so gradients do not reach far back: no detach() in the loop.",
    "毎時刻セル状態が計算グラフから切り離されているため、勾配が遠くまで届きません。ループの中で detach() を"
    "使わないでください。",
)
def cell_state_detached(*args: Any) -> Result:
    return masked(*args, enter=lambda old: (old[0], old[1].detach()))


@exercise.mistake(
    "lstm_forward",
    "The whole state is cut off from the graph at every step, so no gradient goes through time: no detach() in the loop.",
    "毎時刻、状態全体が計算グラフから切り離されているため、時刻をさかのぼる勾配が流れません。ループの中で detach() を"
    "使わないでください。",
)
def state_detached(*args: Any) -> Result:
    return masked(*args, enter=lambda old: (old[0].detach(), old[1].detach()))


@exercise.mistake(
    "lstm_forward",
    "The whole state is cut off from the graph after every step, so no gradient goes through time or into the final state:"
    " no detach() in the loop.",
    "毎時刻のあとに状態全体が計算グラフから切り離されているため、時刻をさかのぼる勾配も、最終状態への勾配も流れません。"
    "ループの中で detach() を使わないでください。",
)
def state_detached_after_each_step(*args: Any) -> Result:
    def cut(valid: Tensor, new: State, old: State) -> State:
        h, c = select(valid, new, old)
        return h.detach(), c.detach()

    return masked(*args, update=cut)


@exercise.mistake(
    "lstm_forward",
    "The output has time before batch. Stack the steps along dim 1, which gives [B, T, H].",
    "output の軸が時間、バッチの順になっています。各時刻を dim=1 で積み、[B, T, H] にします。",
)
def time_before_batch(*args: Any) -> Result:
    output, final = masked(*args)
    return output.transpose(0, 1), final


@exercise.mistake(
    "lstm_forward",
    "The output shows the cell state. It consists of the hidden states h.",
    "output がセル状態になっています。output は隠れ状態 h を並べたものです。",
)
def cell_states_as_output(*args: Any) -> Result:
    return masked(*args, output=lambda valid, new, old: torch.where(valid, new[1], 0))


@exercise.mistake(
    "lstm_forward",
    "The final state is exchanged: return output, (h_n, c_n).",
    "最終状態の順序が逆です。output, (h_n, c_n) の順に返します。",
)
def final_state_exchanged(*args: Any) -> Result:
    output, (h_n, c_n) = masked(*args)
    return output, (c_n, h_n)


@exercise.mistake(
    "lstm_forward",
    "h_n and c_n have an axis for layers, as torch.nn.LSTM gives them. Here both have shape [B, H].",
    "h_n と c_n に torch.nn.LSTM のような層の軸が付いています。ここではどちらも形状 [B, H] です。",
)
def axis_for_layers(*args: Any) -> Result:
    output, (h_n, c_n) = masked(*args)
    return output, (h_n[None], c_n[None])


@exercise.mistake(
    "lstm_forward",
    "The output ends with the longest sequence. It always has T steps, like x.",
    "output が最も長い系列で終わっています。x と同じく、常に T ステップあります。",
)
def output_cut_at_the_longest(x: Tensor, lengths: Tensor | None, *others: Any) -> Result:
    output, final = masked(x, lengths, *others)
    return output if lengths is None else output[:, : int(lengths.max())], final


@exercise.mistake(
    "lstm_forward",
    "The lengths are not checked. Raise ValueError unless each is at least 1 and at most T.",
    "lengths が検査されていません。1 以上 T 以下でなければ ValueError を送出します。",
)
def lengths_not_checked(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Any) -> Result:
    if lengths is None:
        return masked(x, None, state, *weights)
    output, (h_n, c_n) = masked(x, lengths.clamp(1, x.shape[1]), state, *weights)
    empty = (lengths < 1)[:, None]
    h_0, c_0 = started(x, state, weights[1])
    return torch.where(empty[..., None], 0, output), (torch.where(empty, h_0, h_n), torch.where(empty, c_0, c_n))


@exercise.mistake(
    "lstm_forward",
    "A length of 0 is accepted. Raise ValueError unless each length is at least 1 and at most T.",
    "長さ 0 を受け付けています。1 以上 T 以下でなければ ValueError を送出します。",
)
def length_of_zero_accepted(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Any) -> Result:
    if lengths is not None and bool(((lengths < 0) | (lengths > x.shape[1])).any()):
        raise ValueError("a length should be at least 0 and at most T")
    return lengths_not_checked(x, lengths, state, *weights)


@exercise.mistake(
    "lstm_forward",
    "Only lengths above T are refused. Raise ValueError for those below 1 as well.",
    "T を超える長さしか検査していません。1 未満の長さでも ValueError を送出します。",
)
def only_long_lengths_refused(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Any) -> Result:
    if lengths is not None and bool((lengths > x.shape[1]).any()):
        raise ValueError("a length is larger than T")
    return lengths_not_checked(x, lengths, state, *weights)


@exercise.mistake(
    "lstm_forward",
    "The final state is written into the tensors that were passed in. Make new tensors; the caller may need the old ones.",
    "最終状態を引数のテンソルに書き込んでいます。呼び出し側が古い値を使うかもしれないので、新しいテンソルを作りましょう。",
)
def state_overwritten(x: Tensor, lengths: Tensor | None, state: State | None, *weights: Any) -> Result:
    output, final = masked(x, lengths, state, *weights)
    if state is not None:
        with torch.no_grad():
            state[0].copy_(final[0])
            state[1].copy_(final[1])
    return output, final
