"""Reference of ch3.seq2seq_overfit: encoder and decoder put together, and the check that they can learn one batch by heart
(Sutskever, Vinyals and Le 2014; Cho et al. 2014)."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from autograder.drawing import Draw
from autograder.exercise import Earlier, Exercise, Goal, Probe, Run, Step, build

exercise = Exercise(
    title="One batch by heart",
    title_ja="1 つのバッチを丸暗記",
    position=12,
    points=6,
    difficulty=3,
    minutes=45,
    # An optimiser divides by small numbers, which makes rounding errors grow from step to step.
    tolerance={"float64": 1e-8, "float32": 5e-4},
)

PAD, BOS, EOS = 0, 1, 2
#: Ids below are special tokens or unknown words.
WORDS = 4


@exercise.oracle("logits")
class Seq2Seq(nn.Module):
    """Each sentence alone, without its padding, and the decoder token by token."""

    def __init__(self, src_vocab: int, tgt_vocab: int, embed_size: int = 32, hidden_size: int = 64) -> None:
        super().__init__()
        self.src_embed, self.tgt_embed = nn.Embedding(src_vocab, embed_size), nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def context(self, src: Tensor, src_len: Tensor) -> Tensor:
        """The encoder's state after the last token that is not padding, ``[1, B, H]``."""
        states = [self.encoder(self.src_embed(row[None, :n]))[1] for row, n in zip(src, src_len.tolist(), strict=True)]
        return torch.cat(states, 1)

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        """Logits ``[B, T, V]``."""
        h, logits = self.context(src, src_len), []
        for token in dec_in.unbind(1):
            out, h = self.decoder(self.tgt_embed(token[:, None]), h)
            logits.append(self.head(out))
        return torch.cat(logits, 1)


@exercise.oracle("losses")
def overfit(
    model: nn.Module, src: Tensor, src_len: Tensor, dec_in: Tensor, dec_tgt: Tensor, steps: int, lr: float = 5e-3
) -> list[float]:
    """Adam on one batch."""
    return learned(model, src, src_len, dec_in, dec_tgt, steps, lr)


def mean_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Mean negative log-likelihood over the targets that are not padding."""
    kept = target != PAD
    return -logits[kept].log_softmax(-1).gather(-1, target[kept][:, None]).mean()


def learned(
    model: nn.Module,
    src: Tensor,
    src_len: Tensor,
    dec_in: Tensor,
    dec_tgt: Tensor,
    steps: int,
    lr: float = 5e-3,
    *,
    clear: bool = True,
    clip: bool = True,
    loss_of: Callable[[Tensor, Tensor], Tensor] = mean_loss,
    without: tuple[str, ...] = (),
) -> list[float]:
    """The training, with what a mistake changes of it; parameters whose names begin with `without` are left out."""
    parameters = [p for name, p in model.named_parameters() if not name.startswith(without)]
    optimiser = torch.optim.Adam(parameters, lr=lr)
    losses = []
    for _ in range(steps):
        loss = loss_of(model(src, src_len, dec_in), dec_tgt)
        if clear:
            optimiser.zero_grad()
        loss.backward()
        if clip:
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
    return losses


@exercise.oracle("ids")
def translate(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    """Everything read again for each token."""
    return written(model, src, src_len, max_len)


def written(
    model: nn.Module, src: Tensor, src_len: Tensor, max_len: int, *, start: int = BOS, stop: bool = True
) -> Tensor:
    """Greedy decoding, with what a mistake changes of it."""
    ids = src.new_full((len(src), 1), start)
    with torch.no_grad():
        for _ in range(max_len):
            ids = torch.cat([ids, model(src, src_len, ids)[:, -1:].argmax(-1)], 1)
    ids = ids[:, 1:]
    after = (ids == EOS).cumsum(1) - (ids == EOS).long() > 0
    return ids.masked_fill(after, PAD) if stop else ids


@exercise.twin("Seq2Seq")
class Seq2SeqPacked(Seq2Seq):
    """torch's packed sequences, and the decoder in one call."""

    def context(self, src: Tensor, src_len: Tensor) -> Tensor:
        packed = nn.utils.rnn.pack_padded_sequence(
            self.src_embed(src), src_len.cpu(), batch_first=True, enforce_sorted=False
        )
        state: Tensor = self.encoder(packed)[1]
        return state

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        logits: Tensor = self.head(self.decoder(self.tgt_embed(dec_in), self.context(src, src_len))[0])
        return logits


@exercise.twin("overfit")
def overfit_by_hand(
    model: nn.Module, src: Tensor, src_len: Tensor, dec_in: Tensor, dec_tgt: Tensor, steps: int, lr: float = 5e-3
) -> list[float]:
    """Kingma and Ba's formulas (2015), written out."""
    parameters = list(model.parameters())
    first, second = ([torch.zeros_like(p) for p in parameters] for _ in range(2))
    losses = []
    for step in range(1, steps + 1):
        logits = model(src, src_len, dec_in)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)
        gradients = torch.autograd.grad(loss, parameters)
        norm = torch.sqrt(torch.stack([(g**2).sum() for g in gradients]).sum())
        for p, g, m, v in zip(parameters, gradients, first, second, strict=True):
            g = g * torch.clamp(1 / (norm + 1e-6), max=1.0)
            m.mul_(0.9).add_(0.1 * g)
            v.mul_(0.999).add_(0.001 * g**2)
            with torch.no_grad():
                p.sub_(lr * (m / (1 - 0.9**step)) / (torch.sqrt(v / (1 - 0.999**step)) + 1e-8))
        losses.append(float(loss.detach()))
    return losses


@exercise.twin("translate")
def translate_row_by_row(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    """Each sentence alone, until it ends."""
    rows = []
    for i in range(len(src)):
        ids = [BOS]
        while len(ids) <= max_len and ids[-1] != EOS:
            logits = model(src[i : i + 1], src_len[i : i + 1], torch.tensor([ids], device=src.device))
            ids.append(int(logits[0, -1].argmax()))
        rows.append(ids[1:] + [PAD] * (max_len + 1 - len(ids)))
    return torch.tensor(rows, device=src.device)


# What is put to an implementation.


def padded(sentences: list[list[int]]) -> Tensor:
    """Token ids ``[B, longest]``, filled up with PAD."""
    longest = max(map(len, sentences))
    return torch.tensor([ids + [PAD] * (longest - len(ids)) for ids in sentences])


def sentences(draw: Draw, lengths: list[int], vocab: int) -> list[list[int]]:
    """Random words, EOS behind each sentence."""
    return [[*draw.integers(WORDS, vocab, length).tolist(), EOS] for length in lengths]


def batch(draw: Draw, source: list[int], target: list[int], vocabs: tuple[int, int]) -> tuple[Tensor, ...]:
    """src, src_len, dec_in and dec_tgt for sentences of these lengths."""
    src, tgt = sentences(draw, source, vocabs[0]), sentences(draw, target, vocabs[1])
    dec_in = padded([[BOS, *ids[:-1]] for ids in tgt])
    return padded(src), torch.tensor([len(ids) for ids in src]), dec_in, padded(tgt)


def weights(draw: Draw, vocabs: tuple[int, int], E: int, H: int, scale: float) -> dict[str, Tensor]:
    """Random parameters of a model that likes to end its sentences."""
    parameters = {"src_embed.weight": draw.normal(vocabs[0], E), "tgt_embed.weight": draw.normal(vocabs[1], E)}
    for name in ("encoder", "decoder"):
        parameters |= {
            f"{name}.weight_ih_l0": draw.normal(3 * H, E),
            f"{name}.weight_hh_l0": draw.normal(3 * H, H),
            f"{name}.bias_ih_l0": draw.normal(3 * H),
            f"{name}.bias_hh_l0": draw.normal(3 * H),
        }
    parameters |= {"head.weight": draw.normal(vocabs[1], H, scale=scale), "head.bias": draw.normal(vocabs[1])}
    parameters["head.bias"][EOS] += 1.5
    return parameters


def given(draw: Draw, vocabs: tuple[int, int], E: int, H: int, *then: Step, scale: float = 1.0) -> Probe:
    """A model with random parameters, and what is done with it."""
    return build("Seq2Seq", *vocabs, E, H, parameters=weights(draw, vocabs, E, H, scale), then=then)


def read(draw: Draw, source: list[int], target: list[int], vocabs: tuple[int, int] = (9, 8)) -> Probe:
    """The logits of a batch."""
    src, src_len, dec_in, _ = batch(draw, source, target, vocabs)
    return given(draw, vocabs, 3, 4, Step("$0", (src, src_len, dec_in)))


def learn(draw: Draw, source: list[int], target: list[int], steps: int, **options: float) -> Probe:
    """A few updates from parameters so wrong that the gradient is clipped, and the logits afterwards."""
    vocabs = (8, 7)
    data = batch(draw, source, target, vocabs)
    training = Step("overfit", (Earlier(0), *data, steps), options, keep=True)
    return given(draw, vocabs, 3, 4, training, Step("$0", data[:3]), scale=4.0)


def write(draw: Draw, source: list[int], max_len: int, vocabs: tuple[int, int] = (9, 7), hidden: bool = False) -> Probe:
    """Greedy translations by a model with random parameters: some of them end early, one at least does not, and the
    token that they begin with makes a difference. Where hidden, also of those alone that end early; the model says
    neither PAD nor BOS, and mistakes in it make a difference."""
    src, src_len, _, _ = batch(draw, source, source, vocabs)
    while True:
        parameters = weights(draw, vocabs, 3, 5, scale=2.0)
        if hidden:
            parameters["head.bias"][[PAD, BOS]] = -99.0
        model, *wrong = (
            kind(*vocabs, 3, 5).double() for kind in (Seq2Seq, ContextIgnored, PaddingEncoded, DecoderWithoutState)
        )
        for each in (model, *wrong):
            each.load_state_dict(parameters)
        ids = translate(model, src, src_len, max_len)
        ended = (ids[:, :-1] == EOS).any(1)
        if ended.all() or not ended.any():
            continue
        on, other = (written(model, src, src_len, max_len, **option) for option in ({"stop": False}, {"start": EOS}))
        if (on != ids).any() and (other != ids).any():
            step = Step("translate", (Earlier(0), src, src_len, max_len), keep=True)
            short = Step("translate", (Earlier(0), src[ended], src_len[ended], max_len))
            if not hidden:
                return build("Seq2Seq", *vocabs, 3, 5, parameters=parameters, then=(step,))
            if not any(torch.equal(translate(each, src, src_len, max_len), ids) for each in wrong):
                return build("Seq2Seq", *vocabs, 3, 5, parameters=parameters, then=(step, short))


def by_heart(draw: Draw, pairs: int, words: int) -> Run:
    """A new model learns a batch of random pairs, translates it, and then translates it in reverse order."""
    source, target = draw.integers(3, 8, pairs).tolist(), draw.integers(3, 8, pairs).tolist()
    vocabs = (WORDS + words, WORDS + words)
    src, src_len, dec_in, dec_tgt = batch(draw, source, target, vocabs)
    max_len = dec_tgt.shape[1]
    probe = build(
        "Seq2Seq",
        *vocabs,
        parameters=None,
        then=(
            Step("overfit", (Earlier(0), src, src_len, dec_in, dec_tgt, 200), keep=True),
            Step("translate", (Earlier(0), src, src_len, max_len), keep=True),
            Step("translate", (Earlier(0), src.flip(0).contiguous(), src_len.flip(0).contiguous(), max_len)),
        ),
    )
    ids = torch.zeros_like(dec_tgt)
    return Run(probe, ([0.0] * 200, ids, ids), {"target": dec_tgt, "reversed": dec_tgt.flip(0).contiguous()})


@exercise.case(0.5, public=True)
def logits_of_two_sentences(draw: Draw) -> Probe:
    """Logits for two sentences of different lengths, with given parameters."""
    return read(draw, [2, 1], [1, 2], (7, 6))


@exercise.case(0.5, public=True)
def two_updates(draw: Draw) -> Probe:
    """The losses of two updates from given parameters, and the logits afterwards."""
    return learn(draw, [1, 2], [2, 1], steps=2)


@exercise.case(0.25, public=True)
def translations_of_two_sentences(draw: Draw) -> Probe:
    """Greedy translations of two sentences by a given model."""
    return write(draw, [2, 1], max_len=4, vocabs=(7, 5))


@exercise.goals(
    Goal(
        "a_public_batch_by_heart",
        0.25,
        "right_entries",
        "After 200 updates on 16 pairs, every token of their translations is right.",
        of=("1",),
        against="target",
        at_least=1,
    ),
    public=True,
    cpu_seconds=20,
)
def public_batch(draw: Draw) -> Run:
    """A new model learns 16 pairs by heart."""
    return by_heart(draw, pairs=16, words=20)


@exercise.case(0.75, watch="everything")
def logits_of_a_batch(draw: Draw) -> Probe:
    """Logits of a batch of sentences of many lengths. Nothing else changes, and the same call gives the same again."""
    return read(draw, [5, 1, 3, 2], [2, 4, 1, 3])


@exercise.case(0.25, gradients=True)
def gradients_of_the_parameters(draw: Draw) -> Probe:
    """Gradients flow from the logits through the context vector to every parameter of the encoder."""
    return read(draw, [3, 1], [2, 3])


@exercise.case(0.75, watch="everything")
def five_updates(draw: Draw) -> Probe:
    """The losses of five updates with another learning rate, and the logits afterwards. Nothing else changes, and the same call gives the same again."""
    return learn(draw, [4, 1, 2], [1, 3, 2], steps=5, lr=0.02)


@exercise.case(0.75, watch="everything")
def translations_of_a_batch(draw: Draw) -> Probe:
    """Greedy translations of a batch, of which some end early and some not at all, then of those that end early. Nothing else changes, and the same call gives the same again."""
    return write(draw, [4, 1, 2, 3, 2, 1, 4, 3], max_len=6, hidden=True)


@exercise.goals(
    Goal(
        "the_loss_falls",
        0.5,
        "loss_ratio",
        "After 200 updates on 16 unseen pairs, the loss is at most one twentieth of the first.",
        at_most=0.05,
    ),
    Goal(
        "the_batch_by_heart",
        1,
        "right_entries",
        "After 200 updates on 16 unseen pairs, every token of their translations is right.",
        of=("1",),
        against="target",
        at_least=1,
    ),
    Goal(
        "the_source_decides",
        0.5,
        "right_entries",
        "With the sources in reverse order, the translations come in reverse order.",
        of=("2",),
        against="reversed",
        at_least=1,
    ),
    cpu_seconds=20,
)
def hidden_batch(draw: Draw) -> Run:
    """A new model learns 16 pairs by heart that the student has not seen."""
    return by_heart(draw, pairs=16, words=30)


# Ways to miss the point, and wrong implementations.


@exercise.shortcut("Seq2Seq")
class WithoutTheSource(Seq2Seq):
    """A language model of the targets."""

    def context(self, src: Tensor, src_len: Tensor) -> Tensor:
        return super().context(src, src_len) * 0


@exercise.mistake(
    "Seq2Seq",
    "The decoder does not know the source: begin it with the encoder's last state.",
    "デコーダが原文を知りません。エンコーダの最後の状態から始めましょう。",
)
class ContextIgnored(Seq2Seq):
    def context(self, src: Tensor, src_len: Tensor) -> Tensor:
        return super().context(src, src_len) * 0


@exercise.mistake(
    "Seq2Seq",
    "The encoder reads on through the padding. Take its state after the last real token of each sentence.",
    "エンコーダがパディングまで読んでいます。各文の最後の有効なトークンの後の状態を使います。",
)
class PaddingEncoded(Seq2Seq):
    def context(self, src: Tensor, src_len: Tensor) -> Tensor:
        return super().context(src, torch.full_like(src_len, src.shape[1]))


@exercise.mistake(
    "Seq2Seq",
    "The context vector is cut off from the graph, so the encoder learns nothing: no detach().",
    "コンテキストベクトルが計算グラフから切り離され、エンコーダが学習できません。detach() は使いません。",
)
class ContextDetached(Seq2Seq):
    def context(self, src: Tensor, src_len: Tensor) -> Tensor:
        return super().context(src, src_len).detach()


@exercise.mistake(
    "Seq2Seq",
    "The decoder begins every token anew from the context vector. Its own state goes on from token to token.",
    "デコーダがトークンごとにコンテキストベクトルから始め直しています。デコーダ自身の状態を次のトークンへ引き継ぎます。",
)
class DecoderWithoutState(Seq2Seq):
    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        h = self.context(src, src_len)
        return torch.cat(
            [self.head(self.decoder(self.tgt_embed(token[:, None]), h)[0]) for token in dec_in.unbind(1)], 1
        )


@exercise.mistake(
    "Seq2Seq",
    "forward returns probabilities. Return logits; the loss takes the softmax.",
    "forward が確率を返しています。softmax は損失の中で計算されるので、ロジットを返します。",
)
class SoftmaxInForward(Seq2Seq):
    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        return super().forward(src, src_len, dec_in).softmax(-1)


@exercise.mistake(
    "overfit",
    "Padding counts in the loss. Leave targets of id 0 out, and divide by the number of the others.",
    "パディングが損失に含まれています。id が 0 のターゲットを除き、残りの個数で割ります。",
)
def padding_in_the_loss(*args: Any, **options: Any) -> list[float]:
    def loss(logits: Tensor, target: Tensor) -> Tensor:
        return nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten())

    return learned(*args, **options, loss_of=loss)


@exercise.mistake(
    "overfit",
    "The model learns to repeat its input: the loss is to be taken against dec_tgt, which is one token ahead of dec_in.",
    "入力をそのまま答えるように学習しています。損失は、dec_in より 1 つ先の dec_tgt に対して計算します。",
)
def not_shifted(*args: Any, **options: Any) -> list[float]:
    model, src, src_len, dec_in, _, steps = args
    return learned(model, src, src_len, dec_in, dec_in, steps, **options)


@exercise.mistake(
    "overfit",
    "The encoder's parameters are missing from the optimizer: give it model.parameters().",
    "オプティマイザにエンコーダのパラメータが含まれていません。model.parameters() を渡しましょう。",
)
def encoder_not_trained(*args: Any, **options: Any) -> list[float]:
    return learned(*args, **options, without=("encoder",))


@exercise.mistake(
    "overfit",
    "The encoder's parameters and those of the source's embedding are missing from the optimizer: give it"
    " model.parameters().",
    "オプティマイザにエンコーダと原文側の埋め込みのパラメータが含まれていません。model.parameters() を渡しましょう。",
)
def source_side_not_trained(*args: Any, **options: Any) -> list[float]:
    return learned(*args, **options, without=("encoder", "src_embed"))


@exercise.mistake(
    "overfit",
    "Gradients are not cleared between updates, so they add up. Call optimizer.zero_grad() before every backward().",
    "更新の間に勾配が消去されず、足し合わされています。backward() の前に毎回 optimizer.zero_grad() を呼びましょう。",
)
def gradients_not_cleared(*args: Any, **options: Any) -> list[float]:
    return learned(*args, **options, clear=False)


@exercise.mistake(
    "overfit",
    "The gradient is not clipped: the norm of all gradients together is brought down to 1 before the update.",
    "勾配がクリッピングされていません。更新の前に、全勾配のノルムを 1 以下にします。",
)
def not_clipped(*args: Any, **options: Any) -> list[float]:
    return learned(*args, **options, clip=False)


@exercise.mistake(
    "overfit",
    "The losses of the tokens are added up. Divide by the number of tokens that are not padding.",
    "トークンの損失を合計しています。パディング以外のトークンの個数で割ります。",
)
def sum_for_mean(*args: Any, **options: Any) -> list[float]:
    return learned(*args, **options, loss_of=lambda logits, target: mean_loss(logits, target) * (target != PAD).sum())


@exercise.mistake(
    "overfit",
    "The mean is taken over each sentence first, and then over the sentences. Every token counts the same.",
    "文ごとの平均を取ってから、文について平均しています。すべてのトークンを同じ重みで平均します。",
)
def mean_of_means(*args: Any, **options: Any) -> list[float]:
    def loss(logits: Tensor, target: Tensor) -> Tensor:
        return torch.stack([mean_loss(a, b) for a, b in zip(logits, target, strict=True)]).mean()

    return learned(*args, **options, loss_of=loss)


@exercise.mistake(
    "translate",
    "Tokens after EOS are left in place. A sentence that has ended is filled up with PAD.",
    "EOS の後のトークンが残っています。文が終わったら、残りを PAD で埋めます。",
)
def goes_on_after_eos(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    return written(model, src, src_len, max_len, stop=False)


@exercise.mistake(
    "translate",
    "The first input of the decoder is EOS. A sentence begins with BOS, id 1.",
    "デコーダの最初の入力が EOS になっています。文は BOS（id 1）から始めます。",
)
def begins_with_eos(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    return written(model, src, src_len, max_len, start=EOS)


@exercise.mistake(
    "translate",
    "BOS is part of the result. Return only the tokens that the model writes.",
    "結果に BOS が含まれています。モデルが書いたトークンだけを返します。",
)
def bos_returned(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    ids = translate(model, src, src_len, max_len)
    return torch.cat([torch.full_like(ids[:, :1], BOS), ids[:, :-1]], 1)


@exercise.mistake(
    "translate",
    "There is a column too many, since BOS stands in front. Return only the tokens that the model writes.",
    "先頭に BOS があり、列が 1 つ多くなっています。モデルが書いたトークンだけを返します。",
)
def bos_in_front(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    ids = translate(model, src, src_len, max_len)
    return torch.cat([torch.full_like(ids[:, :1], BOS), ids], 1)


@exercise.mistake(
    "translate",
    "The EOS that ends a sentence is missing: it is written, too, and PAD follows.",
    "文末の EOS がありません。EOS も結果に含め、その後を PAD で埋めます。",
)
def eos_left_out(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    ids = translate(model, src, src_len, max_len)
    return ids.masked_fill(ids == EOS, PAD)
