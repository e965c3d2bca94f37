"""Reference of ch3.teacher_forcing: a decoder fed with the target, its own output, or a mixture."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Callback, Earlier, Exercise, Probe, Step, call
from autograder.worker.callbacks import decoder_step

exercise = Exercise(
    title="Teacher forcing",
    title_ja="Teacher Forcing（教師強制）",
    position=5,
    points=8,
    difficulty=3,
    minutes=30,
)

StepFunction = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
PAD, BOS, EOS, UNK = range(4)


@exercise.oracle("logits")
def run_decoder(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    """Token by token, each row decided on its own."""
    h = h0
    logits: list[Tensor] = []
    for t in range(dec_in.shape[1]):
        fed = []
        for b in range(len(dec_in)):
            teacher = t == 0 or bool(use_teacher[b, t])
            fed.append(int(dec_in[b, t]) if teacher else int(logits[-1][b].argmax()))
        out, h = step_fn(torch.tensor(fed, device=dec_in.device), h)
        logits.append(out)
    return torch.stack(logits, 1)


@exercise.twin("run_decoder")
def run_decoder_by_index(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    """Each input picked by index out of both candidates."""
    z, h = step_fn(dec_in[:, 0], h0)
    logits = z.unsqueeze(1)
    for own_or_target, target in zip(use_teacher.long().T[1:], dec_in.T[1:], strict=True):
        candidates = torch.stack([z.max(-1).indices, target], 1)
        z, h = step_fn(candidates.gather(1, own_or_target[:, None])[:, 0], h)
        logits = torch.cat([logits, z.unsqueeze(1)], 1)
    return logits


@exercise.oracle("coins")
def sample_coins(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    """As many uniform numbers as there are coins, then each place looks up its own."""
    b, t = torch.meshgrid(torch.arange(B), torch.arange(T), indexing="ij")
    if granularity == "token":
        number, which = B * T, b * T + t
    elif granularity == "step":
        number, which = T, t
    elif granularity == "sequence":
        number, which = B, b
    else:
        raise ValueError(f"unknown granularity {granularity!r}")
    uniform = torch.rand(number, generator=generator, device=generator.device, dtype=torch.float64)
    return (uniform < ratio)[which]


@exercise.twin("sample_coins")
def sample_coins_of_torch(
    B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token"
) -> Tensor:
    """torch.bernoulli, drawn along the other axis first."""
    shape = {"token": (T, B), "step": (T, 1), "sequence": (1, B)}.get(granularity)
    if shape is None:
        raise ValueError(granularity)
    coins = torch.bernoulli(torch.full(shape, ratio, device=generator.device), generator=generator)
    return coins.bool().expand(T, B).T.clone()


def decode(
    draw: Draw,
    B: int,
    T: int,
    V: int,
    E: int,
    H: int,
    use_teacher: Tensor | None = None,
    contiguous: bool = True,
) -> Probe:
    """A decoder with random weights, on rows that start with BOS; coins are tossed unless they are given."""
    weights = {
        "embedding": draw.normal(V, E),
        "weight_ih": draw.normal(H, E),
        "weight_hh": draw.normal(H, H),
        "weight_out": draw.normal(V, H),
    }
    dec_in = draw.integers(UNK, V, B, T)
    dec_in[:, 0] = BOS
    h0 = draw.normal(B, H, contiguous=contiguous)
    coins = draw.coins(B, T) if use_teacher is None else use_teacher
    if not contiguous:
        dec_in, coins = dec_in.T.contiguous().T, coins.T.contiguous().T
    return call("run_decoder", Callback("decoder_step", weights), dec_in, h0, coins)


def telling(draw: Draw, ends_early: bool = False, **how: Any) -> Probe:
    """As `decode`, drawn until all rows have produced EOS early, or not; and where coins are tossed, until the first
    column has a False, and every mistake about tokens or coins shows."""
    while True:
        probe = decode(draw, **how)
        callback, *others = probe.steps[0].args
        step_fn, (dec_in, _, coins) = decoder_step(callback.parameters), others
        right = run_decoder(step_fn, *others)
        ended = (right.argmax(-1) == EOS).cumsum(1).bool().all(0)
        if bool(ended[: 5 if ends_early else -1].any()) is not ends_early:
            continue
        mistakes = [
            fed_the_token_to_be_predicted,
            fed_the_token_of_the_step_before,
            coin_of_the_step_before,
            token_and_coin_of_the_step_before,
            always_the_target,
            never_the_target,
            *([coins_of_the_first_row] if len(dec_in) > 1 else []),
        ]
        if "use_teacher" in how:
            return probe
        shown = dec_in.shape[1] == 1 or not any(torch.equal(wrong(step_fn, *others), right) for wrong in mistakes)
        if shown and not bool(coins[:, 0].all()):
            return probe


@exercise.case(0.5, public=True)
def one_row_by_hand(draw: Draw) -> Probe:
    """One row of three steps: BOS, then the target's token, then the decoder's own token."""
    return decode(draw, B=1, T=3, V=6, E=1, H=1, use_teacher=torch.tensor([[False, True, False]]))


@exercise.case(0.5, public=True)
def a_mixture_of_both(draw: Draw) -> Probe:
    """Two rows, each with its own coins."""
    coins = torch.tensor([[True, True, False, True, False], [False, False, True, True, False]])
    return decode(draw, B=2, T=5, V=6, E=2, H=3, use_teacher=coins)


@exercise.case(0.5, public=True, gradients=True)
def gradients_through_the_steps(draw: Draw) -> Probe:
    """Gradients flow from the logits of every step back through the states to h0 and the step's weights."""
    return decode(draw, B=2, T=3, V=5, E=2, H=3)


@exercise.case(0.75)
def sizes_all_different(draw: Draw) -> Probe:
    """Mixed coins, with every size different."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5)


@exercise.case(0.5)
def the_target_at_every_step(draw: Draw) -> Probe:
    """Full teacher forcing."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5, use_teacher=torch.ones(3, 6, dtype=torch.bool))


@exercise.case(0.5)
def its_own_output_at_every_step(draw: Draw) -> Probe:
    """Free running: after BOS, the decoder sees its own tokens only."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5, use_teacher=torch.zeros(3, 6, dtype=torch.bool))


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size equal, so that exchanged axes raise nothing."""
    return telling(draw, B=6, T=6, V=6, E=6, H=6)


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return telling(draw, B=1, T=7, V=8, E=2, H=5)


@exercise.case(0.25)
def a_single_step(draw: Draw) -> Probe:
    """One step: only BOS is fed."""
    return telling(draw, B=3, T=1, V=8, E=2, H=5)


@exercise.case(0.5)
def every_row_ends_early(draw: Draw) -> Probe:
    """Every row has produced EOS some steps before the last; the decoder still makes all T steps."""
    return telling(draw, ends_early=True, B=2, T=8, V=5, E=3, H=4)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5, contiguous=False)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5)


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5)


@exercise.case(1, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of the logits with respect to h0 and every weight of the step, with mixed coins."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves dec_in, h0 and use_teacher unchanged; it changes nothing else either, and gives the same when repeated."""
    return telling(draw, B=3, T=6, V=8, E=2, H=5)


# Coins are judged without regard to the order in which they are drawn: by what holds for every draw, and by
# whether means over many coins lie within six standard deviations of where they should be.


def generator(draw: Draw, kind: str = "generator") -> Callback:
    """A random generator with a random seed."""
    return Callback(kind, {"seed": draw.integers(0, 2**31)})


def many_coins(draw: Draw, B: int, T: int, granularity: str, *given: str) -> Probe:
    """Whether the share of True, and its spread over the steps and over the rows, are as they should be; and whether
    another seed gives the same coins."""
    ratio = draw.number(0.2, 0.3)
    sd = math.sqrt(ratio * (1 - ratio))
    number, over_steps, over_rows = {
        "token": (B * T, sd / math.sqrt(B), sd / math.sqrt(T)),
        "step": (T, sd, 0.0),
        "sequence": (B, 0.0, sd),
    }[granularity]
    other = Step("sample_coins", (B, T, ratio, generator(draw), *given), tensor=True)
    bounds = {2: (ratio, 6 * sd / math.sqrt(number)), 4: (over_steps, 0.3 * sd), 6: (over_rows, 0.3 * sd)}
    return Probe(
        (
            Step("sample_coins", (B, T, ratio, generator(draw, "watched_generator"), *given), tensor=True),
            Step("$0.double"),
            Step("$1.mean"),
            Step("$1.mean", (0,)),
            Step("$3.std"),
            Step("$1.mean", (1,)),
            Step("$5.std"),
            *(Step(f"${n}.gt", (middle - reach,), keep=True) for n, (middle, reach) in bounds.items()),
            *(Step(f"${n}.lt", (middle + reach,), keep=True) for n, (middle, reach) in bounds.items()),
            other,
            Step("$13.eq", (Earlier(0),)),
            Step("$14.all"),
        )
    )


@exercise.case(0.25, public=True)
def coins_that_are_shared(draw: Draw) -> Probe:
    """With "step" all rows are equal, with "sequence" all columns: their standard deviations are zero."""
    return Probe(
        (
            Step("sample_coins", (3, 4, 0.5, generator(draw), "step"), tensor=True),
            Step("$0.double"),
            Step("$1.std", kwargs={"dim": 0}, keep=True),
            Step("sample_coins", (3, 4, 0.5, generator(draw), "sequence"), tensor=True),
            Step("$3.double"),
            Step("$4.std", kwargs={"dim": 1}),
        )
    )


@exercise.case(0.25, watch="everything")
def ratios_of_zero_and_one(draw: Draw) -> Probe:
    """Ratio 0 gives no True and ratio 1 nothing else, in a bool tensor [B, T], at every granularity. Nothing else changes, and the same call gives the same again."""
    kinds: list[tuple[str, ...]] = [(), ("token",), ("step",), ("sequence",)]
    samples = [(3, 5, ratio, generator(draw), *kind) for ratio in (0.0, 1.0) for kind in kinds]
    first, *others = (Step("sample_coins", sample, keep=True) for sample in samples)
    return Probe((first, Step("$0.is_floating_point", keep=True), *others))


@exercise.case(0.25)
def a_coin_for_each_token(draw: Draw) -> Probe:
    """By default every token has a coin of its own, drawn from the generator, whose state decides; the shares are right."""
    return many_coins(draw, 200, 200, "token")


@exercise.case(0.25)
def a_coin_for_each_step(draw: Draw) -> Probe:
    """With "step" every step has one coin, drawn from the generator, whose state decides; the shares are right."""
    return many_coins(draw, 20, 1000, "step", "step")


@exercise.case(0.25)
def a_coin_for_each_sequence(draw: Draw) -> Probe:
    """With "sequence" every row has one coin, drawn from the generator, whose state decides; the shares are right."""
    return many_coins(draw, 1000, 20, "sequence", "sequence")


@exercise.case(0.25)
def an_unknown_granularity(draw: Draw) -> Probe:
    """A granularity of another name raises ValueError."""
    return call("sample_coins", 3, 5, 0.5, generator(draw), "batch")


# Wrong implementations of run_decoder: mostly the oracle, on arguments or a step that were changed first.


@exercise.mistake(
    "run_decoder",
    "Step t is fed dec_in[:, t + 1], the very token that it should predict. dec_in is already shifted: feed dec_in[:,"
    " t].",
    "時刻 t に dec_in[:, t + 1]、つまり予測すべきトークンそのものを入力しています。dec_in はすでにずらしてあるので、"
    "dec_in[:, t] を入力します。",
)
def fed_the_token_to_be_predicted(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    ahead = torch.cat([dec_in[:, :1], dec_in[:, 2:], dec_in[:, -1:]], 1)[:, : dec_in.shape[1]]
    return run_decoder(step_fn, ahead, h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "Step t is fed dec_in[:, t - 1], so the target arrives one step late. dec_in is already shifted: feed dec_in[:,"
    " t].",
    "時刻 t に dec_in[:, t - 1] を入力しているため、正解が 1 ステップ遅れています。dec_in はすでにずらしてあるので、"
    "dec_in[:, t] を入力します。",
)
def fed_the_token_of_the_step_before(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(step_fn, torch.cat([dec_in[:, :1], dec_in[:, :-1]], 1), h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "The coins are read the wrong way round: True means that the target's token is fed.",
    "コインの意味が逆です。True のときに正解のトークンを入力します。",
)
def coins_inverted(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(step_fn, dec_in, h0, ~use_teacher)


@exercise.mistake(
    "run_decoder",
    "The coin of the step before is used: use_teacher[:, t] decides what step t is fed.",
    "1 つ前の時刻のコインを使っています。時刻 t の入力を決めるのは use_teacher[:, t] です。",
)
def coin_of_the_step_before(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(step_fn, dec_in, h0, use_teacher.roll(1, 1))


@exercise.mistake(
    "run_decoder",
    "Token and coin both come from the step before. Choose the input of step t with use_teacher[:, t] and dec_in[:,"
    " t], before step_fn is called.",
    "トークンもコインも 1 つ前の時刻のものです。時刻 t の入力は、step_fn を呼ぶ前に use_teacher[:, t] と dec_in[:,"
    " t] で決めます。",
)
def token_and_coin_of_the_step_before(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    late = torch.cat([dec_in[:, :1], dec_in[:, :-1]], 1)
    return run_decoder(step_fn, late, h0, use_teacher.roll(1, 1))


@exercise.mistake(
    "run_decoder",
    "The coins of the first row are used for the whole batch. Each row has its own coin: torch.where chooses row by"
    " row.",
    "先頭の行のコインをバッチ全体に使っています。コインは行ごとに別なので、torch.where で行ごとに選びます。",
)
def coins_of_the_first_row(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(step_fn, dec_in, h0, use_teacher[:1].expand_as(use_teacher))


@exercise.mistake(
    "run_decoder",
    "The first input is dec_in[:, 1]. Decoding always starts with BOS, which is dec_in[:, 0].",
    "最初の入力が dec_in[:, 1] になっています。デコードは必ず BOS、つまり dec_in[:, 0] から始めます。",
)
def starts_after_bos(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    first = dec_in[:, 1:2] if dec_in.shape[1] > 1 else dec_in
    return run_decoder(step_fn, torch.cat([first, dec_in[:, 1:]], 1), h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "The first step obeys use_teacher[:, 0] and starts from 0 where that is False. The first input is dec_in[:, 0],"
    " whatever the coin says.",
    "最初の時刻で use_teacher[:, 0] に従い、False の行を 0 から始めています。最初の入力はコインに関係なく"
    " dec_in[:, 0] です。",
)
def first_coin_obeyed(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    first = torch.where(use_teacher[:, :1], dec_in[:, :1], PAD)
    return run_decoder(step_fn, torch.cat([first, dec_in[:, 1:]], 1), h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "Every step starts from h0, so the decoder forgets what it has read. Pass the state that step_fn returned on to"
    " the next step.",
    "どのステップも h0 から始まり、それまでに読んだ内容が失われています。step_fn が返した状態を次のステップに"
    "渡します。",
)
def state_restarted(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(lambda y, h: step_fn(y, h0), dec_in, h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "The target is fed at every step, whatever the coins say. Where the coin is False, feed the arg max of the logits"
    " of the step before.",
    "コインに関係なく、いつも正解を入力しています。コインが False のときは、1 つ前の logits の argmax を入力します。",
)
def always_the_target(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(step_fn, dec_in, h0, torch.ones_like(use_teacher))


@exercise.mistake(
    "run_decoder",
    "The decoder's own output is fed at every step, whatever the coins say. Where the coin is True, feed dec_in[:, t].",
    "コインに関係なく、いつもデコーダ自身の出力を入力しています。コインが True のときは dec_in[:, t] を入力します。",
)
def never_the_target(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(step_fn, dec_in, h0, torch.zeros_like(use_teacher))


@exercise.mistake(
    "run_decoder",
    "Decoding stops once every row has produced EOS. In training all T steps are made; the mask of the loss takes"
    " care of what follows EOS.",
    "すべての行が EOS を出した時点で止めています。学習時は T ステップすべてを実行します。"
    "EOS より後は損失のマスクで除かれます。",
)
def stops_once_every_row_ended(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    ended = torch.zeros(len(dec_in), dtype=torch.bool)
    logits: list[Tensor] = []
    y, h = dec_in[:, 0], h0
    for t in range(dec_in.shape[1]):
        if t > 0:
            y = torch.where(use_teacher[:, t], dec_in[:, t], logits[-1].argmax(-1))
        out, h = step_fn(y, h)
        logits.append(out)
        ended = ended | (out.argmax(-1) == EOS)
        if bool(ended.all()):
            break
    return torch.stack(logits, 1)


@exercise.mistake(
    "run_decoder",
    "step_fn is fed something else than token ids. Feed back the arg max over V, an int64 tensor of shape [B]: not"
    " probabilities, and not a tensor of shape [B, 1].",
    "step_fn にトークン ID 以外のものを渡しています。V 方向の argmax、つまり形状 [B] の int64 テンソルを渡します。"
    "確率や形状 [B, 1] のテンソルではありません。",
)
def probabilities_fed_back(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    logits: list[Tensor] = []
    y, h = dec_in[:, 0], h0
    for t in range(dec_in.shape[1]):
        if t > 0:
            y = dec_in[:, t] if bool(use_teacher[:, t].all()) else torch.softmax(logits[-1], -1)
        out, h = step_fn(y, h)
        logits.append(out)
    return torch.stack(logits, 1)


@exercise.mistake(
    "run_decoder",
    "The result has time before batch. Stack the logits along dim 1, which gives [B, T, V].",
    "結果の軸が時間、バッチの順になっています。logits を dim=1 で積み、[B, T, V] にします。",
)
def time_before_batch(*args: Any) -> Tensor:
    return run_decoder(*args).transpose(0, 1)


@exercise.mistake(
    "run_decoder",
    "The result went through a softmax. Return the logits as step_fn gives them.",
    "結果に softmax がかかっています。step_fn が返す logits をそのまま返します。",
)
def probabilities_returned(*args: Any) -> Tensor:
    return torch.softmax(run_decoder(*args), -1)


@exercise.mistake(
    "run_decoder",
    "The state is cut off from the graph between steps, so no gradient reaches earlier steps: no detach().",
    "ステップの間で状態が計算グラフから切り離されているため、前の時刻へ勾配が流れません。"
    "detach() を使わないでください。",
)
def state_detached(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    def step_and_detach(y: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
        out, h_new = step_fn(y, h)
        return out, h_new.detach()

    return run_decoder(step_and_detach, dec_in, h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "The state is cut off from the graph before each step, so no gradient reaches h0 and earlier steps: no detach().",
    "各ステップの前で状態が計算グラフから切り離されているため、h0 や前の時刻へ勾配が流れません。"
    "detach() を使わないでください。",
)
def every_state_detached(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return run_decoder(lambda y, h: step_fn(y, h.detach()), dec_in, h0, use_teacher)


@exercise.mistake(
    "run_decoder",
    "The decoder's own tokens are written into dec_in. Make a new tensor; the caller needs dec_in for the next epoch.",
    "デコーダ自身のトークンを dec_in に書き込んでいます。dec_in は次のエポックでも使うので、"
    "新しいテンソルを作りましょう。",
)
def dec_in_overwritten(step_fn: StepFunction, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    h, logits = h0, list[Tensor]()
    for t in range(dec_in.shape[1]):
        if t > 0:
            dec_in[:, t] = torch.where(use_teacher[:, t], dec_in[:, t], logits[-1].argmax(-1))
        out, h = step_fn(dec_in[:, t], h)
        logits.append(out)
    return torch.stack(logits, 1)


# Wrong implementations of sample_coins, drawing as many numbers as a student's would.


def tossed(generator: torch.Generator, ratio: float, *shape: int) -> Tensor:
    """Coins from the generator, of its own dtype."""
    return torch.rand(shape, generator=generator, device=generator.device) < ratio


@exercise.mistake(
    "sample_coins",
    "True comes up with probability 1 - ratio. ratio is the probability of True, of feeding the target.",
    "True の確率が 1 - ratio になっています。ratio は True の確率、つまり正解を入力する確率です。",
)
def true_with_one_minus_ratio(B: int, T: int, ratio: float, *others: Any) -> Tensor:
    return sample_coins(B, T, 1 - ratio, *others)


@exercise.mistake(
    "sample_coins",
    'Every token gets its own coin, whatever the granularity. "step" shares one coin among the rows of a step,'
    ' "sequence" shares one among the steps of a row.',
    'granularity に関係なく、トークンごとにコインを投げています。"step" では同じ時刻の全行が、'
    '"sequence" では同じ行の全時刻が 1 枚のコインを共有します。',
)
def granularity_ignored(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    if granularity not in ("token", "step", "sequence"):
        raise ValueError(granularity)
    return tossed(generator, ratio, B, T)


@exercise.mistake(
    "sample_coins",
    '"step" and "sequence" are exchanged: "step" is one coin for each of the T steps, "sequence" one for each of the'
    " B rows.",
    '"step" と "sequence" が逆です。"step" では T 個の時刻ごとに、"sequence" では B 個の行ごとに 1 枚のコインを'
    "投げます。",
)
def step_and_sequence_exchanged(
    B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token"
) -> Tensor:
    shapes = {"token": (B, T), "step": (B, 1), "sequence": (1, T)}
    if granularity not in shapes:
        raise ValueError(granularity)
    return tossed(generator, ratio, *shapes[granularity]).expand(B, T)


@exercise.mistake(
    "sample_coins",
    "One coin decides for the whole batch and all steps. Toss a coin for each token, step or row, as granularity says.",
    "1 枚のコインでバッチ全体、全時刻を決めています。granularity に従い、トークン、時刻、"
    "または行ごとにコインを投げます。",
)
def one_coin_for_everything(
    B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token"
) -> Tensor:
    if granularity not in ("token", "step", "sequence"):
        raise ValueError(granularity)
    return tossed(generator, ratio, 1, 1).expand(B, T)


@exercise.mistake(
    "sample_coins",
    "The coins are not drawn from the generator that is passed in, so a seed does not repeat them: torch.rand(...,"
    " generator=generator).",
    "渡された generator からコインを引いていないため、シードを決めても再現できません。torch.rand(...,"
    " generator=generator) とします。",
)
def generator_ignored(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    return sample_coins(B, T, ratio, torch.default_generator, granularity)


@exercise.mistake(
    "sample_coins",
    'A granularity of another name is accepted. Raise ValueError for anything but "token", "step" and "sequence".',
    '未知の granularity を受け付けています。"token"、"step"、"sequence" 以外では ValueError を送出します。',
)
def unknown_granularity_accepted(
    B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token"
) -> Tensor:
    return tossed(generator, ratio, *{"step": (1, T), "sequence": (B, 1)}.get(granularity, (B, T))).expand(B, T)


@exercise.mistake(
    "sample_coins",
    "The coins are numbers. Return bool, as a comparison gives; torch.bernoulli gives floats.",
    "コインが数値になっています。比較演算が返すような bool のテンソルを返します。torch.bernoulli の結果は"
    "浮動小数点数です。",
)
def coins_not_boolean(*args: Any) -> Tensor:
    return sample_coins(*args).float()
