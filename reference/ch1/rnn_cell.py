"""Reference of ch1.rnn_cell: one step of a plain recurrent network (Elman 1990), in torch's layout."""

from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, Step, call

exercise = Exercise(
    title="One step of an RNN",
    title_ja="RNN の 1 ステップ",
    position=1,
    points=6,
    difficulty=1,
    minutes=15,
    forbidden=NO_RNN,
)


@exercise.oracle("h_new")
def rnn_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
    nonlinearity: str = "tanh",
) -> Tensor:
    """With the sums over features and hidden units written out by their indices."""
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"nonlinearity is tanh or relu, not {nonlinearity!r}")
    a = torch.einsum("bi,ki->bk", x, weight_ih) + torch.einsum("bh,kh->bk", h, weight_hh)
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    return torch.tanh(a) if nonlinearity == "tanh" else torch.where(a > 0, a, 0)


@exercise.twin("rnn_cell")
def rnn_cell_of_torch(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Tensor | None, nonlinearity: str = "tanh"
) -> Tensor:
    """torch.nn.RNNCell with these weights."""
    zeros = x.new_zeros(len(W_hh))
    b_ih, b_hh = [zeros if bias is None else bias for bias in (*biases, None, None)][:2]
    if nonlinearity == "tanh":
        return torch.rnn_tanh_cell(x, h, W_ih, W_hh, b_ih, b_hh)
    if nonlinearity == "relu":
        return torch.rnn_relu_cell(x, h, W_ih, W_hh, b_ih, b_hh)
    raise ValueError(nonlinearity)


def arguments(draw: Draw, B: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """x ``[B, I]``, h ``[B, H]``, weight_ih ``[H, I]``, weight_hh ``[H, H]`` and biases."""
    x = draw.normal(B, I, contiguous=contiguous)
    h = draw.normal(B, H, contiguous=contiguous)
    return [x, h, draw.normal(H, I), draw.normal(H, H), draw.normal(H), draw.normal(H)]


@exercise.case(0.25, public=True)
def one_step_by_hand(draw: Draw) -> Probe:
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("rnn_cell", *arguments(draw, B=1, I=1, H=1))


@exercise.case(0.5, public=True)
def one_step_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, with three features and two hidden units."""
    return call("rnn_cell", *arguments(draw, B=2, I=3, H=2))


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from h_new back to every argument."""
    return call("rnn_cell", *arguments(draw, B=2, I=3, H=2))


@exercise.case(0.5)
def sizes_all_different(draw: Draw) -> Probe:
    """One step with every size different."""
    return call("rnn_cell", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.5)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that a missing transpose raises nothing."""
    return call("rnn_cell", *arguments(draw, B=4, I=4, H=4))


@exercise.case(0.25)
def a_single_hidden_unit(draw: Draw) -> Probe:
    """One hidden unit."""
    return call("rnn_cell", *arguments(draw, B=3, I=4, H=1))


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return call("rnn_cell", *arguments(draw, B=1, I=4, H=5))


@exercise.case(0.25)
def an_empty_batch(draw: Draw) -> Probe:
    """A batch of no samples gives a result of shape [0, H]."""
    return call("rnn_cell", *arguments(draw, B=0, I=4, H=5))


@exercise.case(0.25)
def hidden_state_of_zeros(draw: Draw) -> Probe:
    """The first step of a sequence, from a hidden state of zeros."""
    x, h, *weights = arguments(draw, B=3, I=4, H=5)
    return call("rnn_cell", x, torch.zeros_like(h), *weights)


@exercise.case(0.25)
def biases_left_out(draw: Draw) -> Probe:
    """Without biases, then with bias_ih only, then with bias_hh only."""
    *given, b_ih, b_hh = arguments(draw, B=3, I=4, H=5)
    choices: list[tuple[Tensor | None, ...]] = [(), (b_ih,), (None, b_hh)]
    return Probe(tuple(Step("rnn_cell", (*given, *biases), keep=True) for biases in choices))


@exercise.case(0.5, gradients=True)
def relu_instead_of_tanh(draw: Draw) -> Probe:
    """With nonlinearity="relu", and its gradients."""
    return call("rnn_cell", *arguments(draw, B=3, I=4, H=5), nonlinearity="relu")


@exercise.case(0.25)
def unknown_nonlinearity(draw: Draw) -> Probe:
    """A nonlinearity that is neither "tanh" nor "relu" raises ValueError."""
    # Equal sizes: nothing else raises, whether the name is looked at first or last.
    return call("rnn_cell", *arguments(draw, B=4, I=4, H=4), nonlinearity="sigmoid")


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return call("rnn_cell", *arguments(draw, B=3, I=4, H=5, contiguous=False))


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, with biases and without."""
    *given, b_ih, b_hh = arguments(draw, B=3, I=4, H=5)
    return Probe(tuple(Step("rnn_cell", (*given, *biases), keep=True) for biases in ((b_ih, b_hh), ())))


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with inputs so large that most units saturate at -1 or 1; only one sample is ordinary."""
    x, *others = arguments(draw, B=3, I=4, H=5)
    return call("rnn_cell", x * torch.tensor([[1], [1000], [1000]]), *others)


@exercise.case(0.75, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of h_new with respect to every argument."""
    return call("rnn_cell", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("rnn_cell", *arguments(draw, B=3, I=4, H=5))


# Wrong implementations: the oracle on changed arguments, or a step with one line changed.


def step(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    """The oracle."""
    x, h, W_ih, W_hh, b_ih, b_hh = (*args, None, None)[:6]
    return rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh, nonlinearity)


def added(a: Tensor, *biases: Tensor | None) -> Tensor:
    """`a` plus the biases that are not None."""
    for bias in biases:
        a = a if bias is None else a + bias
    return a


def activated(a: Tensor, nonlinearity: str) -> Tensor:
    """The nonlinearity of that name, of `a`."""
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(nonlinearity)
    return torch.tanh(a) if nonlinearity == "tanh" else torch.relu(a)


@exercise.mistake(
    "rnn_cell",
    "weight_hh is multiplied without its transpose. It is stored as [out, in] and is square, so nothing"
    " complains; with samples in rows the product is with its transpose.",
    "weight_hh を転置せずに掛けています。[出力, 入力] の形で保存された正方行列なので、エラーにはなりません。"
    "サンプルが行に並ぶときは、転置を掛けます。",
)
def weight_hh_not_transposed(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    return step(x, h, W_ih, W_hh.T, *biases, nonlinearity=nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "weight_ih is multiplied without its transpose. It has shape [H, I], one row for each hidden unit, and"
    " fits x of shape [B, I] only after transposing.",
    "weight_ih を転置せずに掛けています。形状は [H, I]（隠れユニットごとに 1 行）なので、形状 [B, I] の x "
    "には転置してから掛けます。",
)
def weight_ih_not_transposed(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    return activated(added(x @ W_ih + h @ W_hh.T, *biases), nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "The two weights are exchanged: weight_ih (input to hidden) goes with x, weight_hh (hidden to hidden) with h.",
    "2 つの重みが入れ替わっています。weight_ih（入力から隠れ状態へ）は x に、"
    "weight_hh（隠れ状態から隠れ状態へ）は h に掛けます。",
)
def weights_exchanged(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    return activated(added(x @ W_hh.T + h @ W_ih.T, *biases), nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "bias_hh is not used. torch keeps two bias vectors and adds both.",
    "bias_hh が使われていません。torch は 2 つのバイアスベクトルを持ち、両方を足します。",
)
def second_bias_ignored(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(*args[:5], nonlinearity=nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "The biases are handled only when both are given or both are None. Either may be None on its own, so look at each.",
    "バイアスが両方あるか両方 None の場合しか扱えていません。片方だけが None のこともあるので、別々に調べます。",
)
def biases_only_together(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    b_ih, b_hh = (*biases, None, None)[:2]
    a = x @ W_ih.T + h @ W_hh.T
    if b_ih is not None:
        a = a + b_ih + b_hh
    return activated(a, nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "A bias that is given without the other is not added. Either may be None on its own, so look at each.",
    "片方のバイアスだけが与えられたとき、それが足されていません。片方だけが None のこともあるので、別々に調べます。",
)
def a_single_bias_dropped(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    b_ih, b_hh = (*biases, None, None)[:2]
    a = x @ W_ih.T + h @ W_hh.T
    if b_ih is not None and b_hh is not None:
        a = a + b_ih + b_hh
    return activated(a, nonlinearity)


_OUTSIDE = "The recurrent term is added after the nonlinearity. Sum everything first, then apply the nonlinearity once."
_OUTSIDE_JA = "再帰の項を非線形関数の外で足しています。すべてを足してから、非線形関数を 1 回だけ適用します。"


@exercise.mistake("rnn_cell", _OUTSIDE, _OUTSIDE_JA)
def recurrent_term_outside_the_nonlinearity(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    return activated(added(x @ W_ih.T, *biases), nonlinearity) + h @ W_hh.T


@exercise.mistake("rnn_cell", _OUTSIDE, _OUTSIDE_JA)
def recurrent_term_and_its_bias_outside_the_nonlinearity(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    return added(activated(added(x @ W_ih.T, *biases[:1]), nonlinearity) + h @ W_hh.T, *biases[1:])


@exercise.mistake(
    "rnn_cell",
    "The previous hidden state is not used, so the cell has no memory: add the product of h and weight_hh.",
    "直前の隠れ状態が使われていないため、セルに記憶がありません。h と weight_hh の積を足しましょう。",
)
def hidden_state_ignored(x: Tensor, h: Tensor, *weights: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(x, torch.zeros_like(h), *weights, nonlinearity=nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "The nonlinearity is missing: what comes back is the sum before tanh or relu.",
    "非線形関数がありません。tanh や relu を適用する前の和がそのまま返されています。",
)
def no_nonlinearity(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    return added(x @ W_ih.T + h @ W_hh.T, *biases)


@exercise.mistake(
    "rnn_cell",
    "A sigmoid is used where tanh belongs. The values of tanh lie between -1 and 1, those of a sigmoid"
    " between 0 and 1.",
    "tanh の代わりにシグモイドを使っています。tanh の値は -1 と 1 の間、シグモイドの値は 0 と 1 の間です。",
)
def sigmoid_instead_of_tanh(
    x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any, nonlinearity: str = "tanh"
) -> Tensor:
    a = added(x @ W_ih.T + h @ W_hh.T, *biases)
    return torch.sigmoid(a) if nonlinearity == "tanh" else activated(a, nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "The argument nonlinearity is not looked at: the result is always that of tanh.",
    "引数 nonlinearity が使われておらず、いつも tanh の結果になっています。",
)
def nonlinearity_ignored(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(*args)


@exercise.mistake(
    "rnn_cell",
    'The name of the nonlinearity is checked, but tanh is applied all the same: "relu" asks for torch.relu.',
    '非線形関数の名前は調べていますが、適用しているのはいつも tanh です。"relu" のときは torch.relu を使います。',
)
def relu_never_applied(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    activated(args[0], nonlinearity)
    return step(*args)


_UNCHECKED = 'A name other than "tanh" and "relu" is taken for one of the two. Raise ValueError, so that a typo shows.'
_UNCHECKED_JA = (
    '"tanh" でも "relu" でもない名前が、どちらかとして扱われています。書き間違いに気づけるように、ValueError '
    "を送出しましょう。"
)


@exercise.mistake("rnn_cell", _UNCHECKED, _UNCHECKED_JA)
def unknown_nonlinearity_taken_for_relu(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(*args, nonlinearity="tanh" if nonlinearity == "tanh" else "relu")


@exercise.mistake("rnn_cell", _UNCHECKED, _UNCHECKED_JA)
def unknown_nonlinearity_taken_for_tanh(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(*args, nonlinearity="relu" if nonlinearity == "relu" else "tanh")


@exercise.mistake(
    "rnn_cell",
    "squeeze() drops every axis of size 1, also the batch axis of a single sample. The result always has shape [B, H].",
    "squeeze() は大きさ 1 の軸をすべて消すので、サンプルが 1 つだとバッチの軸も消えます。結果の形状はいつも "
    "[B, H] です。",
)
def axes_of_size_one_dropped(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(*args, nonlinearity=nonlinearity).squeeze()


@exercise.mistake(
    "rnn_cell",
    "h_new is cut off from the graph, so nothing can be trained through it: no detach(), .data or numpy.",
    "h_new が計算グラフから切り離されているため、勾配が流れず学習できません。detach() や .data、numpy "
    "を使わないでください。",
)
def result_detached(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(*args, nonlinearity=nonlinearity).detach()


@exercise.mistake(
    "rnn_cell",
    "The tensors are turned into numpy arrays, which fails as soon as gradients are recorded. torch has the"
    " same operations; stay with them.",
    "テンソルを numpy 配列に変換しています。勾配を記録するとエラーになります。torch に同じ演算があるので、"
    "torch だけで書きましょう。",
)
def computed_in_numpy(*args: Any, nonlinearity: str = "tanh") -> Tensor:
    for tensor in args:
        if tensor is not None:
            tensor.numpy()
    return step(*args, nonlinearity=nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "The previous hidden state is detached, so no gradient reaches earlier steps: use h as it comes.",
    "直前の隠れ状態を detach しているため、前の時刻へ勾配が流れません。h は受け取ったまま使いましょう。",
)
def hidden_state_detached(x: Tensor, h: Tensor, *weights: Any, nonlinearity: str = "tanh") -> Tensor:
    return step(x, h.detach(), *weights, nonlinearity=nonlinearity)


@exercise.mistake(
    "rnn_cell",
    "The new state is written into the tensor h that was passed in. Return a new tensor; the caller may need"
    " the old one.",
    "新しい状態を引数 h のテンソルに書き込んでいます。呼び出し側が古い値を使うかもしれないので、"
    "新しいテンソルを返しましょう。",
)
def hidden_state_overwritten(x: Tensor, h: Tensor, *weights: Any, nonlinearity: str = "tanh") -> Tensor:
    h_new = step(x, h, *weights, nonlinearity=nonlinearity)
    with torch.no_grad():
        h.copy_(h_new)
    return h_new
