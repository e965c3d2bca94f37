"""Reference of ch2.param_count: how many numbers a recurrent network learns, and what a step costs."""

from functools import partial
from typing import Any

import torch

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Function, Mistake, Probe, Step, call

exercise = Exercise(
    title="Counting parameters",
    title_ja="パラメータ数を数える",
    position=7,
    points=3,
    difficulty=1,
    minutes=15,
    forbidden=NO_RNN,
)

KINDS = ("rnn", "gru", "lstm")


@exercise.oracle("parameters")
def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    """Tensor by tensor, by the shapes that torch documents."""
    blocks = blocks_of(kind)
    shapes = []
    for layer in range(num_layers):
        for _ in range(2 if bidirectional else 1):
            features = input_size if layer == 0 else hidden_size * (2 if bidirectional else 1)
            shapes += [(blocks * hidden_size, features), (blocks * hidden_size, hidden_size)]
            if bias:
                shapes += [(blocks * hidden_size, 1), (blocks * hidden_size, 1)]
    return sum(rows * columns for rows, columns in shapes)


@exercise.twin("param_count")
def param_count_of_torch(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    """The parameters of torch's module, counted."""
    if kind not in KINDS:
        raise ValueError(kind)
    build = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[kind]
    module = build(input_size, hidden_size, num_layers, bidirectional=bidirectional, bias=bias, device="meta")
    return sum(parameter.numel() for parameter in module.parameters())


@exercise.oracle("products")
def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    """As many products as the two weights of a layer have entries."""
    return param_count(kind, input_size, hidden_size, bias=False)


@exercise.twin("mul_adds_per_step")
def mul_adds_in_closed_form(kind: str, input_size: int, hidden_size: int) -> int:
    """blocks * H * (I + H)."""
    if kind not in KINDS:
        raise ValueError(kind)
    return {"rnn": 1, "gru": 3, "lstm": 4}[kind] * hidden_size * (input_size + hidden_size)


def blocks_of(kind: str) -> int:
    """How many blocks are stacked in the weights."""
    if kind == "rnn":
        return 1
    if kind in ("gru", "lstm"):
        return 3 if kind == "gru" else 4
    raise ValueError(f"unknown kind {kind!r}")


def of_each_kind(draw: Draw, *options: int | bool) -> Probe:
    """The three kinds, each with sizes of its own."""
    return Probe(tuple(Step("param_count", (kind, *sizes(draw), *options), keep=True) for kind in KINDS))


def sizes(draw: Draw) -> tuple[int, int]:
    """An input size and a hidden size that differ."""
    I, H = (int(size) for size in draw.integers(3, 100, 2))
    return (I, H) if I != H else (I, H + 1)


@exercise.case(0.25, public=True)
def one_layer_of_an_rnn(draw: Draw) -> Probe:
    """A plain RNN with two features and three hidden units."""
    return call("param_count", "rnn", 2, 3)


@exercise.case(0.25, public=True)
def one_layer_of_an_lstm(draw: Draw) -> Probe:
    """An LSTM with 100 features and 64 hidden units."""
    return call("param_count", "lstm", 100, 64)


@exercise.case(0.25, public=True)
def two_layers_of_a_gru(draw: Draw) -> Probe:
    """A GRU of two layers."""
    return call("param_count", "gru", 3, 5, 2)


@exercise.case(0.25, public=True)
def products_of_a_step(draw: Draw) -> Probe:
    """What one step of each kind costs for two features and three hidden units."""
    return Probe(tuple(Step("mul_adds_per_step", (kind, 2, 3), keep=True) for kind in KINDS))


@exercise.case(0.25, watch="everything")
def several_layers(draw: Draw) -> Probe:
    """One layer of each kind, then two, then four. Nothing else changes, and the same call gives the same again."""
    return Probe(of_each_kind(draw).steps + of_each_kind(draw, 2).steps + of_each_kind(draw, 4).steps)


@exercise.case(0.25)
def both_directions(draw: Draw) -> Probe:
    """One bidirectional layer of each kind."""
    return of_each_kind(draw, 1, True)


@exercise.case(0.25)
def several_layers_in_both_directions(draw: Draw) -> Probe:
    """Three bidirectional layers of each kind."""
    return of_each_kind(draw, 3, True)


@exercise.case(0.25)
def without_biases(draw: Draw) -> Probe:
    """Without biases: one layer, then two bidirectional ones."""
    return Probe(of_each_kind(draw, 1, False, False).steps + of_each_kind(draw, 2, True, False).steps)


@exercise.case(0.25, watch="everything")
def products_of_each_kind(draw: Draw) -> Probe:
    """What one step of each kind costs, for other sizes. Nothing else changes, and the same call gives the same again."""
    return Probe(tuple(Step("mul_adds_per_step", (kind, *sizes(draw)), keep=True) for kind in KINDS))


@exercise.case(0.25)
def an_unknown_kind(draw: Draw) -> Probe:
    """param_count raises ValueError for a kind of another name."""
    return call("param_count", "bilstm", *sizes(draw))


@exercise.case(0.25)
def a_kind_in_capitals(draw: Draw) -> Probe:
    """param_count raises ValueError for a kind in capitals."""
    return call("param_count", "LSTM", *sizes(draw))


@exercise.case(0.25)
def products_of_an_unknown_kind(draw: Draw) -> Probe:
    """mul_adds_per_step raises ValueError for a kind of another name."""
    return call("mul_adds_per_step", "LSTM", *sizes(draw))


# Left out: dtypes, gradients and what else concerns tensors only.
# Wrong implementations: the sum over layers with one number changed. Where the number of blocks is wrong, both functions are.


def counted(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
    *,
    biases: int = 2,
    blocks: dict[str, int] | None = None,
    deeper: str = "all directions",
) -> int:
    """The right count, but for the number of bias vectors, of blocks, and of features of deeper layers."""
    directions = 2 if bidirectional else 1
    rows = {"rnn": 1, "gru": 3, "lstm": 4, **(blocks or {})}.get(kind, 0) * hidden_size
    if not rows:
        raise ValueError(kind)
    later = {"all directions": hidden_size * directions, "one direction": hidden_size, "input": input_size}[deeper]
    features = [input_size] + [later] * (num_layers - 1)
    return sum(directions * rows * (size + hidden_size + (biases if bias else 0)) for size in features)


def products(kind: str, input_size: int, hidden_size: int, *, blocks: dict[str, int]) -> int:
    """The right number of products, but for the number of blocks."""
    return counted(kind, input_size, hidden_size, bias=False, blocks=blocks)


def other_blocks(name: str, hint: str, hint_ja: str, **blocks: int) -> None:
    """Declare a mistake: other numbers of blocks, in both functions."""
    changed = {
        "param_count": partial(counted, blocks=blocks),
        "mul_adds_per_step": partial(products, blocks=blocks),
    }
    exercise.mistakes.append(Mistake(name, hint, hint_ja, changed))


other_blocks(
    "gru_of_two_blocks",
    "The GRU counts with two blocks. It has three: the gates r and z, and the candidate n.",
    "GRU を 2 ブロックとして数えています。ゲート r と z、それに候補 n の 3 ブロックです。",
    gru=2,
)
other_blocks(
    "lstm_of_three_blocks",
    "The LSTM counts with three blocks. It has four: three gates and the candidate.",
    "LSTM を 3 ブロックとして数えています。3 つのゲートと候補で 4 ブロックです。",
    lstm=3,
)
other_blocks(
    "candidates_not_counted",
    "Only gates are counted, two for the GRU and three for the LSTM. The candidate has weights of its own: three blocks and"
    " four.",
    "GRU は 2 つ、LSTM は 3 つと、ゲートだけを数えています。候補にも重みがあるので、3 ブロックと 4 ブロックです。",
    gru=2,
    lstm=3,
)
other_blocks(
    "gru_and_lstm_exchanged",
    "GRU and LSTM are exchanged: the GRU has three blocks, the LSTM four.",
    "GRU と LSTM が逆です。GRU は 3 ブロック、LSTM は 4 ブロックです。",
    gru=4,
    lstm=3,
)
other_blocks(
    "one_block_for_every_kind",
    "Every kind is counted like a plain RNN. The GRU stacks three blocks in each weight, the LSTM four.",
    "どの種類も単純な RNN として数えています。重みには GRU で 3 ブロック、LSTM で 4 ブロックが積まれています。",
    gru=1,
    lstm=1,
)


@exercise.mistake(
    "param_count",
    "One bias vector is counted for each layer and direction. torch has two, bias_ih and bias_hh.",
    "層と方向ごとにバイアスを 1 つしか数えていません。torch には bias_ih と bias_hh の 2 つがあります。",
)
def one_bias_vector(*args: Any) -> int:
    return counted(*args, biases=1)


@exercise.mistake(
    "param_count",
    "Biases are counted with bias=False too.",
    "bias=False のときにもバイアスを数えています。",
)
def biases_always_counted(*args: Any) -> int:
    return counted(*args[:5])


@exercise.mistake(
    "param_count",
    "Deeper layers of a bidirectional network are counted with H input features. They receive both directions: 2H.",
    "双方向のとき、2 層目以降の入力を H として数えています。両方向の出力を受け取るので 2H です。",
)
def deeper_layers_take_one_direction(*args: Any) -> int:
    return counted(*args, deeper="one direction")


@exercise.mistake(
    "param_count",
    "Every layer is counted with I input features. Only the first layer sees the input; deeper ones see the hidden states"
    " below them.",
    "どの層も入力を I として数えています。入力を受け取るのは最初の層だけで、2 層目以降は下の層の隠れ状態を受け取ります。",
)
def deeper_layers_take_the_input(*args: Any) -> int:
    return counted(*args, deeper="input")


@exercise.mistake(
    "param_count",
    "A single layer is counted, whatever num_layers says.",
    "num_layers に関係なく 1 層だけを数えています。",
)
def one_layer_only(
    kind: str, input_size: int, hidden_size: int, num_layers: int = 1, bidirectional: bool = False, bias: bool = True
) -> int:
    return counted(kind, input_size, hidden_size, 1, bidirectional, bias)


@exercise.mistake(
    "param_count",
    "One direction is counted. A bidirectional layer has weights of its own for each direction.",
    "片方向だけを数えています。双方向の層は、方向ごとに別の重みを持ちます。",
)
def one_direction_only(
    kind: str, input_size: int, hidden_size: int, num_layers: int = 1, bidirectional: bool = False, bias: bool = True
) -> int:
    return counted(kind, input_size, hidden_size, num_layers, False, bias)


@exercise.mistake(
    "param_count",
    "Deeper layers rightly receive 2H features, but each layer is counted once. A bidirectional layer has weights of its own"
    " for each direction: multiply by 2.",
    "2 層目以降の入力は正しく 2H ですが、各層を 1 方向分しか数えていません。双方向の層は方向ごとに別の重みを持つので、"
    "2 倍します。",
)
def second_direction_not_counted(
    kind: str, input_size: int, hidden_size: int, num_layers: int = 1, bidirectional: bool = False, bias: bool = True
) -> int:
    return counted(kind, input_size, hidden_size, num_layers, bidirectional, bias) // (2 if bidirectional else 1)


@exercise.mistake(
    "param_count",
    "The first layer of a bidirectional network is counted with 2I features. Both directions read the same I features; only"
    " deeper layers receive 2H.",
    "双方向のとき、最初の層の入力を 2I として数えています。両方向とも同じ I 個の特徴を読みます。2H になるのは 2 層目以降だけです。",
)
def first_layer_takes_both_directions(kind: str, input_size: int, *others: Any) -> int:
    doubled = 2 * input_size if len(others) > 2 and others[2] else input_size
    return counted(kind, doubled, *others)


@exercise.mistake(
    "param_count",
    "The recurrent weights are not counted: each layer and direction also has weight_hh.",
    "再帰の重みが数えられていません。層と方向ごとに weight_hh もあります。",
)
def recurrent_weights_not_counted(
    kind: str, input_size: int, hidden_size: int, num_layers: int = 1, bidirectional: bool = False, bias: bool = True
) -> int:
    weights = blocks_of(kind) * hidden_size * hidden_size * num_layers * (2 if bidirectional else 1)
    return counted(kind, input_size, hidden_size, num_layers, bidirectional, bias) - weights


@exercise.mistake(
    "mul_adds_per_step",
    "Biases are counted as products. A bias is only added: count the entries of weight_ih and weight_hh.",
    "バイアスも積として数えています。バイアスは足すだけなので、weight_ih と weight_hh の要素数を数えます。",
)
def biases_counted_as_products(kind: str, input_size: int, hidden_size: int) -> int:
    return counted(kind, input_size, hidden_size)


@exercise.mistake(
    "mul_adds_per_step",
    "The product with h is not counted: weight_hh has blocks * H * H entries.",
    "h との積が数えられていません。weight_hh には「ブロック数 × H × H」個の要素があります。",
)
def product_with_h_not_counted(kind: str, input_size: int, hidden_size: int) -> int:
    return blocks_of(kind) * hidden_size * input_size


@exercise.mistake(
    "mul_adds_per_step",
    "A multiplication and an addition are counted as two. Count them as one: one for each entry of the weights.",
    "掛け算と足し算を別々に数えています。組で 1 回、つまり重みの 1 要素につき 1 回と数えます。",
)
def multiplications_and_additions_apart(kind: str, input_size: int, hidden_size: int) -> int:
    return 2 * mul_adds_per_step(kind, input_size, hidden_size)


def any_case(count: Function) -> Function:
    """As `count`, but for a kind in capitals too."""
    return lambda kind, *others: count(kind.lower(), *others)


exercise.mistakes.append(
    Mistake(
        "kind_in_capitals_accepted",
        "A kind in capitals is accepted. Names are in lower case; raise ValueError for anything else.",
        "大文字の kind を受け付けています。kind は小文字だけで、それ以外では ValueError を送出します。",
        {"param_count": any_case(param_count), "mul_adds_per_step": any_case(mul_adds_per_step)},
    )
)


def unchecked(count: Function) -> Function:
    """As `count`, but looking the kind up in a dict."""
    return lambda kind, *others: count({known: known for known in KINDS}[kind], *others)


exercise.mistakes.append(
    Mistake(
        "another_exception",
        "An unknown kind raises another exception than ValueError: a dict without the key raises KeyError.",
        "未知の kind に対して ValueError 以外の例外が発生しています。辞書にキーがないと KeyError になります。",
        {"param_count": unchecked(param_count), "mul_adds_per_step": unchecked(mul_adds_per_step)},
    )
)
