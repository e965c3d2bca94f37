"""Reference of ch2.encode_last: one vector for each sequence of a padded batch, from torch's own modules."""

from typing import Any

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from autograder.drawing import Draw
from autograder.exercise import Callback, Exercise, Probe, call

exercise = Exercise(
    title="The last state of every sequence",
    title_ja="各系列の最終状態",
    position=10,
    points=6,
    difficulty=3,
    minutes=25,
)

Recurrent = torch.nn.RNNBase
BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}


@exercise.oracle("codes")
def encode_last(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    """Each sequence on its own, cut off at its length, so that there is no padding."""
    codes = []
    for sequence, length in zip(x, lengths.tolist(), strict=True):
        _, final = module(sequence[:length])
        h_n = final[0] if isinstance(final, tuple) else final
        codes.append(h_n[-directions(module) :].reshape(-1))
    return torch.stack(codes)


@exercise.twin("encode_last")
def encode_last_step_by_step(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    """torch's cells, step by step, with the parameters of the module: of one sequence after the other, layer by layer,
    once from the front and once from the back."""
    parameters = dict(module.named_parameters())
    codes = []
    for sequence, length in zip(x, lengths.tolist(), strict=True):
        steps = list(sequence[:length].split(1))
        finals: list[Tensor] = []
        for layer in range(module.num_layers):
            shown = []
            for suffix in ("", "_reverse")[: directions(module)]:
                names = [f"{kind}_l{layer}{suffix}" for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
                weights = [parameters.get(name) for name in names]
                shown.append(walk(module.mode, steps[::-1] if suffix else steps, weights))
            finals = [hidden[-1] for hidden in shown]
            if len(shown) == 2:
                shown[1].reverse()
            steps = [torch.cat(hidden, -1) for hidden in zip(*shown, strict=True)]
        codes.append(torch.cat(finals, -1))
    return torch.cat(codes)


def walk(mode: str, steps: list[Tensor], weights: list[Any]) -> list[Tensor]:
    """The hidden state after each step, ``[1, H]``, from zeros."""
    h = c = steps[0].new_zeros(1, weights[1].shape[1])
    shown = []
    for step in steps:
        if mode == "LSTM":
            h, c = torch.lstm_cell(step, (h, c), *weights)
        else:
            h = {"GRU": torch.gru_cell, "RNN_TANH": torch.rnn_tanh_cell}[mode](step, h, *weights)
        shown.append(h)
    return shown


def directions(module: Recurrent) -> int:
    """One or two."""
    return 2 if module.bidirectional else 1


def module_of(
    draw: Draw, kind: str, I: int, H: int, layers: int = 1, bidirectional: bool = False, bias: bool = True
) -> Callback:
    """A module of torch with random parameters: kind is "rnn", "gru" or "lstm"."""
    parameters = {}
    rows = BLOCKS[kind] * H
    for layer in range(layers):
        for suffix in ("", "_reverse")[: 2 if bidirectional else 1]:
            features = I if layer == 0 else H * (2 if bidirectional else 1)
            parameters[f"weight_ih_l{layer}{suffix}"] = draw.normal(rows, features)
            parameters[f"weight_hh_l{layer}{suffix}"] = draw.normal(rows, H)
            if bias:
                parameters[f"bias_ih_l{layer}{suffix}"] = draw.normal(rows)
                parameters[f"bias_hh_l{layer}{suffix}"] = draw.normal(rows)
    return Callback(kind, parameters)


def encode(
    draw: Draw, kind: str, lengths: list[int], T: int, I: int, H: int, contiguous: bool = True, **options: Any
) -> Probe:
    """A batch of random sequences; what lies in the padding is random too."""
    x = draw.normal(len(lengths), T, I, contiguous=contiguous)
    return call("encode_last", module_of(draw, kind, I, H, **options), x, torch.tensor(lengths))


@exercise.case(0.5, public=True)
def two_sequences_by_hand(draw: Draw) -> Probe:
    """A plain RNN with one feature and one hidden unit, on sequences of one and of two steps."""
    return encode(draw, "rnn", [1, 2], T=2, I=1, H=1)


@exercise.case(0.25, public=True)
def a_gru(draw: Draw) -> Probe:
    """A GRU on three sequences in no order."""
    return encode(draw, "gru", [2, 4, 1], T=4, I=2, H=2)


@exercise.case(0.25, public=True, gradients=True)
def gradients_of_a_gru_in_both_directions(draw: Draw) -> Probe:
    """A bidirectional GRU: gradients flow back to x and to the parameters of the module."""
    return encode(draw, "gru", [1, 3], T=3, I=2, H=2, bidirectional=True)


@exercise.case(0.5)
def one_layer_in_one_direction(draw: Draw) -> Probe:
    """A GRU with every size different."""
    return encode(draw, "gru", [2, 6, 4], T=6, I=4, H=5)


@exercise.case(0.5)
def an_lstm_of_two_layers(draw: Draw) -> Probe:
    """An LSTM of two layers: the hidden state of the top layer is wanted."""
    return encode(draw, "lstm", [2, 6, 4], T=6, I=4, H=5, layers=2)


@exercise.case(0.5)
def a_gru_in_both_directions(draw: Draw) -> Probe:
    """A bidirectional GRU: the forward half, then the backward half."""
    return encode(draw, "gru", [2, 6, 4], T=6, I=4, H=5, bidirectional=True)


@exercise.case(0.75)
def an_lstm_of_two_layers_in_both_directions(draw: Draw) -> Probe:
    """A bidirectional LSTM of two layers."""
    return encode(draw, "lstm", [5, 2, 4], T=5, I=3, H=4, layers=2, bidirectional=True)


@exercise.case(0.25)
def every_sequence_full(draw: Draw) -> Probe:
    """A plain RNN of three layers without biases, and no padding."""
    return encode(draw, "rnn", [4, 4], T=4, I=3, H=2, layers=3, bias=False)


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """A bidirectional GRU with every size three, so that exchanged axes raise nothing."""
    return encode(draw, "gru", [2, 3, 1], T=3, I=3, H=3, bidirectional=True)


@exercise.case(0.25, gradients=True)
def nothing_leaks_from_the_padding(draw: Draw) -> Probe:
    """The padding is NaN, and neither the result nor a gradient is."""
    probe = encode(draw, "lstm", [3, 5, 4], T=5, I=3, H=2, bidirectional=True)
    _, x, lengths = probe.steps[0].args
    x[torch.arange(5) >= lengths[:, None]] = torch.nan
    return probe


@exercise.case(0.25)
def the_longest_is_padded_too(draw: Draw) -> Probe:
    """Even the longest sequence is shorter than T."""
    return encode(draw, "lstm", [3, 4], T=6, I=3, H=4)


@exercise.case(0.25)
def one_sequence_of_one_step(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return encode(draw, "gru", [1], T=2, I=3, H=4, layers=2, bidirectional=True)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """x is a view of a tensor with time first."""
    return encode(draw, "gru", [2, 5, 4], T=5, I=3, H=4, contiguous=False)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return encode(draw, "lstm", [2, 5, 4], T=5, I=3, H=4, layers=2)


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return encode(draw, "rnn", [5, 2, 4], T=5, I=3, H=4, bidirectional=True)


@exercise.case(0.5, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of an LSTM of two layers with respect to x and every parameter."""
    return encode(draw, "lstm", [2, 4, 3], T=4, I=3, H=2, layers=2)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves x, lengths and the parameters of the module unchanged; it changes nothing else either, and gives the same when repeated."""
    return encode(draw, "gru", [2, 5, 4], T=5, I=3, H=4)


# Wrong implementations, from the packed batch or without packing.


def packed(module: Recurrent, x: Tensor, lengths: Tensor) -> tuple[Tensor, Any]:
    """What the module gives for the packed batch: padded outputs ``[B, longest, D * H]``, and the final state."""
    sequences = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    output, final = module(sequences)
    return pad_packed_sequence(output, batch_first=True)[0], final


def hidden(final: Any) -> Tensor:
    """h_n, ``[layers * D, B, H]``."""
    h_n: Tensor = final[0] if isinstance(final, tuple) else final
    return h_n


def beside(states: Tensor) -> Tensor:
    """``[D, B, H]`` to ``[B, D * H]``."""
    return states.transpose(0, 1).flatten(1)


@exercise.mistake(
    "encode_last",
    "The batch is not packed, so the state goes on changing in the padding. Pack it with pack_padded_sequence.",
    "バッチがパックされていないため、パディングでも状態が更新されています。pack_padded_sequence でパックします。",
)
def not_packed(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return beside(hidden(module(x)[1])[-directions(module) :])


@exercise.mistake(
    "encode_last",
    "The last output is taken without packing: for short sequences it comes from the padding. Pack, and use h_n.",
    "パックせずに最後の出力を使っています。短い系列では、それはパディングから来たものです。パックして h_n を使います。",
)
def last_output_without_packing(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    last: Tensor = module(x)[0][:, -1]
    return last


@exercise.mistake(
    "encode_last",
    "The batch is packed, and then output[:, -1] is taken, which is zero for short sequences. Use h_n.",
    "パックしたあとで output[:, -1] を使っています。短い系列ではゼロになります。h_n を使います。",
)
def last_output_after_packing(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return packed(module, x, lengths)[0][:, -1]


@exercise.mistake(
    "encode_last",
    "output[lengths - 1] is right for the forward direction only. The backward direction has seen a single step there; it ends"
    " at step 0. h_n holds the end of both.",
    "output[lengths - 1] が正しいのは順方向だけです。逆方向はそこではまだ 1 ステップしか読んでおらず、時刻 0 で終わります。"
    "h_n には両方向の最終状態が入っています。",
)
def output_at_the_end_in_both_directions(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return packed(module, x, lengths)[0][torch.arange(len(x)), lengths - 1]


@exercise.mistake(
    "encode_last",
    "Without packing, output[lengths - 1] and output[0] are taken. The backward direction has then come through the padding"
    " before it reached the sequence. Pack the batch.",
    "パックせずに output[lengths - 1] と output[0] を使っています。逆方向は、系列に入る前にパディングを通ってしまいます。"
    "バッチをパックします。",
)
def both_ends_without_packing(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    output, _ = module(x)
    H = module.hidden_size
    return torch.cat([output[torch.arange(len(x)), lengths - 1, :H], output[:, 0, H:]], -1)


@exercise.mistake(
    "encode_last",
    "h_n[-1] is only the backward direction of a bidirectional module. The last two of h_n are forward and backward:"
    " concatenate them.",
    "双方向のとき、h_n[-1] は逆方向だけです。h_n の最後の 2 つが順方向と逆方向なので、連結します。",
)
def last_of_h_n_only(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return hidden(packed(module, x, lengths)[1])[-1]


@exercise.mistake(
    "encode_last",
    "The state of the first layer is taken. h_n starts with the first layer and ends with the top one, which is wanted.",
    "最初の層の状態を使っています。h_n は最初の層から順に並んでいて、求めるのは最後にある一番上の層です。",
)
def state_of_the_first_layer(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return beside(hidden(packed(module, x, lengths)[1])[: directions(module)])


@exercise.mistake(
    "encode_last",
    "The states of all layers are put together. Only the top layer's is wanted: the last D of h_n.",
    "すべての層の状態を連結しています。求めるのは一番上の層、つまり h_n の最後の D 個だけです。",
)
def every_layer_returned(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return beside(hidden(packed(module, x, lengths)[1]))


@exercise.mistake(
    "encode_last",
    "h_n is reshaped to [B, -1] although its first axis is layers and directions, so samples are mixed. Take the last D,"
    " exchange the first two axes, then reshape.",
    "h_n の最初の軸は層と方向なのに、そのまま [B, -1] に変形しているため、サンプルが混ざっています。最後の D 個を取り、"
    "最初の 2 つの軸を入れ替えてから変形します。",
)
def h_n_reshaped_as_it_is(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return hidden(packed(module, x, lengths)[1]).reshape(len(x), -1)


@exercise.mistake(
    "encode_last",
    "The last of h_n, [D, B, H], is reshaped to [B, D * H] without exchanging the axes, so samples are mixed.",
    "h_n の最後の部分 [D, B, H] を、軸を入れ替えずに [B, D * H] に変形しているため、サンプルが混ざっています。",
)
def samples_mixed(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return hidden(packed(module, x, lengths)[1])[-directions(module) :].reshape(len(x), -1)


@exercise.mistake(
    "encode_last",
    "An LSTM's cell state is returned. Its final state is (h_n, c_n): take h_n.",
    "LSTM のセル状態を返しています。最終状態は (h_n, c_n) なので、h_n を使います。",
)
def cell_state_returned(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    final = packed(module, x, lengths)[1]
    return beside((final[1] if isinstance(final, tuple) else final)[-directions(module) :])


@exercise.mistake(
    "encode_last",
    "An LSTM is treated like a GRU. It returns its final state as a pair (h_n, c_n).",
    "LSTM を GRU と同じように扱っています。LSTM の最終状態は (h_n, c_n) の組です。",
)
def pair_of_an_lstm_forgotten(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    final = packed(module, x, lengths)[1]
    if isinstance(final, tuple):
        raise AttributeError("'tuple' object has no attribute 'transpose'")
    return beside(final[-directions(module) :])


@exercise.mistake(
    "encode_last",
    "The halves are exchanged: the forward direction comes first.",
    "前半と後半が逆です。順方向が先です。",
)
def backward_before_forward(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    states = hidden(packed(module, x, lengths)[1])[-directions(module) :]
    return beside(states.flip(0))


@exercise.mistake(
    "encode_last",
    "The two directions are added up. Concatenate them, which gives [B, 2H].",
    "2 つの方向を足し合わせています。連結して [B, 2H] にします。",
)
def directions_added(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return hidden(packed(module, x, lengths)[1])[-directions(module) :].sum(0)


@exercise.mistake(
    "encode_last",
    "pack_padded_sequence is called without enforce_sorted=False, so it refuses a batch that is not sorted by length.",
    "pack_padded_sequence に enforce_sorted=False を渡していないため、長さの順に並んでいないバッチでエラーになります。",
)
def sorted_lengths_required(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    if bool((lengths[1:] > lengths[:-1]).any()):
        raise RuntimeError("`lengths` array must be sorted in decreasing order when `enforce_sorted` is True.")
    return encode_last(module, x, lengths)


@exercise.mistake(
    "encode_last",
    "The batch is sorted by length and the results are not put back in the order of x. enforce_sorted=False does both for you.",
    "長さの順に並べ替えたまま、結果を x の順に戻していません。enforce_sorted=False とすれば torch が両方を行います。",
)
def order_not_restored(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    order = lengths.argsort(descending=True, stable=True)
    return encode_last(module, x[order], lengths[order])


@exercise.mistake(
    "encode_last",
    "pack_padded_sequence is called without batch_first=True, so it takes the batch for the time.",
    "pack_padded_sequence に batch_first=True を渡していないため、バッチの軸が時間とみなされています。",
)
def packed_time_first(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    _, final = module(pack_padded_sequence(x, lengths.cpu(), enforce_sorted=False))
    return beside(hidden(final)[-directions(module) :])


@exercise.mistake(
    "encode_last",
    "The outputs of a sequence are averaged. The final state is wanted.",
    "系列の出力を平均しています。求めるのは最終状態です。",
)
def outputs_averaged(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    output, _ = packed(module, x, lengths)
    return output.sum(1) / lengths[:, None]


@exercise.mistake(
    "encode_last",
    "The outputs are averaged over all steps, those of the padding included. The final state is wanted: h_n.",
    "パディングを含むすべての時刻の出力を平均しています。求めるのは最終状態 h_n です。",
)
def outputs_averaged_with_the_padding(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return packed(module, x, lengths)[0].mean(1)


@exercise.mistake(
    "encode_last",
    "The result is cut off from the graph, so the module cannot be trained: no detach(), .data or torch.no_grad().",
    "結果が計算グラフから切り離されているため、モジュールを学習できません。detach() や .data、torch.no_grad() を"
    "使わないでください。",
)
def result_detached(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return encode_last(module, x, lengths).detach()


@exercise.mistake(
    "encode_last",
    "The axis of directions is left over: h_n[-D:] is [D, B, H], with one direction too. The result has the shape [B, D * H].",
    "方向の軸が残っています。h_n[-D:] の形状は、片方向でも [D, B, H] です。結果の形状は [B, D * H] にします。",
)
def axis_of_directions_left(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return hidden(packed(module, x, lengths)[1])[-directions(module) :]


@exercise.mistake(
    "encode_last",
    "The axis of directions is left over: the result is [B, D, H], with one direction too. Flatten the last two axes, which"
    " gives [B, D * H].",
    "方向の軸が残っていて、結果の形状が（片方向でも）[B, D, H] になっています。最後の 2 つの軸をまとめて [B, D * H] にします。",
)
def directions_not_joined(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    return hidden(packed(module, x, lengths)[1])[-directions(module) :].transpose(0, 1)


@exercise.mistake(
    "encode_last",
    "The padding of x is overwritten with zeros. Leave x as it is: packing leaves the padding out.",
    "x のパディングをゼロで上書きしています。パックすればパディングは使われないので、x はそのままにしておきます。",
)
def padding_overwritten(module: Recurrent, x: Tensor, lengths: Tensor) -> Tensor:
    codes = encode_last(module, x, lengths)
    with torch.no_grad():
        x[torch.arange(x.shape[1]) >= lengths[:, None]] = 0
    return codes
