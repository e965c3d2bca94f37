"""Reference of ch3.encoder: a GRU over sentences of different lengths, and the context vector that it leaves."""

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from autograder.drawing import Draw
from autograder.exercise import Earlier, Exercise, Probe, Step, build

exercise = Exercise(
    title="The encoder and its context vector",
    title_ja="エンコーダとコンテキストベクトル",
    position=3,
    points=6,
    difficulty=3,
    minutes=25,
)
exercise.returns["$0"] = ("outputs", "context")

Result = tuple[Tensor, Tensor]
PAD, BOS, EOS, UNK = range(4)


@exercise.oracle()
class Encoder(nn.Module):
    """Step by step, with the GRU written out; a sentence that is over keeps its state."""

    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=PAD)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        """The outputs of all steps, and the state after each sentence's last token."""
        embedded = self.embedding(src)
        W_ih, W_hh, b_ih, b_hh = self.rnn.parameters()
        h = embedded.new_zeros(len(src), self.rnn.hidden_size)
        outputs = []
        for s in range(src.shape[1]):
            x_r, x_z, x_n = (embedded[:, s] @ W_ih.T + b_ih).chunk(3, 1)
            h_r, h_z, h_n = (h @ W_hh.T + b_hh).chunk(3, 1)
            z = torch.sigmoid(x_z + h_z)
            h_new = (1 - z) * torch.tanh(x_n + torch.sigmoid(x_r + h_r) * h_n) + z * h
            inside = (s < src_len)[:, None]
            outputs.append(torch.where(inside, h_new, 0.0))
            h = torch.where(inside, h_new, h)
        return torch.stack(outputs, 1), h


@exercise.twin("Encoder")
class EncoderOfSingleSentences(Encoder):
    """torch's GRU on each sentence alone, without any padding."""

    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        """One sentence after the other."""
        outputs, contexts = [], []
        for row, length in zip(src, src_len.tolist(), strict=True):
            states, last = self.rnn(self.embedding(row[None, :length]))
            outputs.append(nn.functional.pad(states[0], (0, 0, 0, len(row) - length)))
            contexts.append(last[0, 0])
        return torch.stack(outputs), torch.stack(contexts)


def weights(draw: Draw, V: int, E: int, H: int) -> dict[str, Tensor]:
    """The encoder's parameters, the vector of PAD not zero."""
    return {
        "embedding.weight": draw.normal(V, E),
        "rnn.weight_ih_l0": draw.normal(3 * H, E),
        "rnn.weight_hh_l0": draw.normal(3 * H, H),
        "rnn.bias_ih_l0": draw.normal(3 * H),
        "rnn.bias_hh_l0": draw.normal(3 * H),
    }


def read(draw: Draw, lengths: list[int], V: int, E: int, H: int, extra: int = 0, contiguous: bool = True) -> Probe:
    """Sentences of these lengths, filled up with PAD to the longest and `extra` columns more."""
    src_len = torch.tensor(lengths)
    src = draw.integers(UNK, V, len(lengths), max(lengths) + extra)
    src = torch.where(torch.arange(src.shape[1]) < src_len[:, None], src, PAD)
    src[torch.arange(len(lengths)), src_len - 1] = EOS
    if not contiguous:
        src = src.T.contiguous().T
    forward = Step("$0", kwargs={"src": src, "src_len": src_len})
    return build("Encoder", V, E, H, parameters=weights(draw, V, E, H), then=(forward,))


@exercise.case(0.25, public=True)
def one_sentence(draw: Draw) -> Probe:
    """One sentence of two tokens, one number a token and one hidden unit: small enough for a pocket calculator."""
    return read(draw, [2], V=5, E=1, H=1)


@exercise.case(0.5, public=True)
def two_sentences(draw: Draw) -> Probe:
    """Two sentences, the first shorter: its output at the padding is zero, and its context is from its own end."""
    return read(draw, [2, 3], V=6, E=2, H=3)


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_two_sentences(draw: Draw) -> Probe:
    """Gradients flow from outputs and context back to every parameter."""
    return read(draw, [3, 1], V=5, E=2, H=2)


@exercise.case(1)
def lengths_in_no_order(draw: Draw) -> Probe:
    """Sentences of different lengths, neither rising nor falling."""
    return read(draw, [3, 6, 1, 5], V=9, E=3, H=5)


@exercise.case(0.5)
def falling_lengths(draw: Draw) -> Probe:
    """Sentences sorted by length, the longest first."""
    return read(draw, [6, 4, 2], V=9, E=3, H=5)


@exercise.case(0.25)
def no_padding_at_all(draw: Draw) -> Probe:
    """Sentences without any padding."""
    return read(draw, [4, 4, 4], V=9, E=3, H=5)


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """As many sentences as steps, features and hidden units, so that exchanged axes raise nothing."""
    return read(draw, [2, 4, 1, 3], V=4, E=4, H=4)


@exercise.case(0.5)
def columns_of_padding(draw: Draw) -> Probe:
    """Two columns more than the longest sentence needs: the outputs have them too, as zeros."""
    return read(draw, [2, 5, 3], V=9, E=3, H=5, extra=2)


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A single sentence keeps its batch axis, also in the context."""
    return read(draw, [4], V=9, E=3, H=5, extra=1)


@exercise.case(0.25)
def ids_that_are_not_contiguous(draw: Draw) -> Probe:
    """Ids that are a view of a transposed tensor."""
    return read(draw, [3, 6, 1, 5], V=9, E=3, H=5, contiguous=False)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 parameters, float32 results."""
    return read(draw, [3, 6, 1, 5], V=9, E=3, H=5)


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return read(draw, [3, 5, 2], V=9, E=3, H=5)


@exercise.case(0.75, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of outputs and context with respect to every parameter."""
    return read(draw, [3, 6, 1, 5], V=9, E=3, H=5)


@exercise.case(0.25, gradients=True)
def padding_learns_nothing(draw: Draw) -> Probe:
    """The vector that the embedding holds for PAD gets no gradient when it is looked up."""
    ids = draw.integers(0, 7, 2, 4)
    ids[:, 2] = PAD
    lookup = Step("$0.embedding", (ids,))
    return build("Encoder", 7, 3, 2, parameters=weights(draw, 7, 3, 2), then=(lookup,))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves src, src_len and the parameters unchanged; it changes nothing else either, and gives the same when repeated."""
    first = read(draw, [3, 6, 1, 5], V=9, E=3, H=5)
    reading = Step("$0", kwargs=read(draw, [2, 4, 4, 1], V=9, E=3, H=5, extra=2).steps[1].kwargs, keep=True)
    made = [Step("Encoder", (9, 3, 5)), reading, Step("Encoder", (9, 3, 5))]
    weight = Step("$2.embedding.weight.clone")
    return Probe(
        (
            first.steps[0],
            reading,
            *made,
            weight,
            Step("$4.embedding.weight.equal", (Earlier(5),), keep=True),
            *first.steps[1:],
        )
    )


# Wrong implementations: the oracle's results changed, or another way through the sentences.


class Wrong(Encoder):
    """The oracle, with the means to run over the padding as well."""

    def over_everything(self, src: Tensor) -> Result:
        """torch's GRU without regard to the padding; the state without its axis of layers."""
        outputs, last = self.rnn(self.embedding(src))
        return outputs, last[0]


@exercise.mistake(
    "Encoder",
    "The GRU runs over the padding as well, so the context depends on how much there is. Pack the sequences, or take the"
    " state after each sentence's last token.",
    "GRU がパディングの上まで動いているため、コンテキストがパディングの量で変わります。系列をパックするか、"
    "各文の最後のトークンの後の状態を取り出します。",
)
class runs_over_the_padding(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        return self.over_everything(src)


@exercise.mistake(
    "Encoder",
    "The outputs are zero at the padding, but the context is the state after it. The context is the state after each"
    " sentence's last token.",
    "出力はパディングのところで 0 になっていますが、コンテキストがパディングの後の状態です。"
    "各文の最後のトークンの後の状態を使います。",
)
class context_from_after_the_padding(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        return super().forward(src, src_len)[0], self.over_everything(src)[1]


@exercise.mistake(
    "Encoder",
    "The outputs at the padding are not zero. Packing and unpacking makes them so, or a mask.",
    "パディングのところの出力が 0 になっていません。パックして戻すか、マスクを掛けて 0 にします。",
)
class outputs_at_the_padding(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        return self.over_everything(src)[0], super().forward(src, src_len)[1]


@exercise.mistake(
    "Encoder",
    "The context is outputs[:, -1], the output at the last column, which is padding for shorter sentences. Take the last"
    " state that the GRU returns for packed sequences.",
    "コンテキストが outputs[:, -1] です。短い文では最後の列はパディングです。パックした系列に対して GRU "
    "が返す最後の状態を使います。",
)
class context_from_the_last_column(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, _ = super().forward(src, src_len)
        return outputs, outputs[:, -1]


@exercise.mistake(
    "Encoder",
    "The context is the output at index src_len, one step too late. The last token has the index src_len - 1.",
    "コンテキストが添字 src_len の出力で、1 つ後ろにずれています。最後のトークンの添字は src_len - 1 です。",
)
class context_one_step_too_late(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, _ = super().forward(src, src_len)
        return outputs, outputs[torch.arange(len(src)), src_len]


@exercise.mistake(
    "Encoder",
    "The context is the mean of the outputs. It is the last state.",
    "コンテキストが出力の平均になっています。最後の状態を使います。",
)
class context_is_the_mean(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, _ = super().forward(src, src_len)
        return outputs, outputs.sum(1) / src_len[:, None]


@exercise.mistake(
    "Encoder",
    "The context is the mean of the outputs of all columns, padding included. It is the last state.",
    "コンテキストが、パディングも含めたすべての列の出力の平均になっています。最後の状態を使います。",
)
class context_is_the_mean_of_all_columns(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, _ = super().forward(src, src_len)
        return outputs, outputs.mean(1)


@exercise.mistake(
    "Encoder",
    "nn.GRU returns its last state with an axis of layers in front, [1, B, H]. The context has the shape [B, H].",
    "nn.GRU が返す最後の状態の形状は、先頭に層の軸がある [1, B, H] です。コンテキストの形状は [B, H] です。",
)
class context_with_an_axis_of_layers(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return outputs, context[None]


@exercise.mistake(
    "Encoder",
    "squeeze() without a dimension drops the batch axis of a single sentence as well. Take index 0 of the axis of layers.",
    "次元を指定しない squeeze() は、文が 1 つのときにバッチの軸まで消します。層の軸の添字 0 を取り出します。",
)
class axes_of_size_one_dropped(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return outputs, context.squeeze()


@exercise.mistake(
    "Encoder",
    "pack_padded_sequence refuses lengths that are not sorted, unless enforce_sorted=False is given.",
    "pack_padded_sequence は、enforce_sorted=False を指定しないと、長い順に並んでいない系列を受け付けません。",
)
class lengths_have_to_be_sorted(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        pack_padded_sequence(self.embedding(src), src_len.cpu(), batch_first=True)
        return super().forward(src, src_len)


@exercise.mistake(
    "Encoder",
    "pack_padded_sequence takes the steps for sentences, because batch_first=True is missing there. It does not know how"
    " the GRU was built.",
    "pack_padded_sequence に batch_first=True がないため、時刻が文とみなされています。GRU に指定しただけでは伝わりません。",
)
class packed_with_steps_first(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        packed = pack_padded_sequence(self.embedding(src), src_len.cpu(), enforce_sorted=False)
        states, last = self.rnn(packed)
        return pad_packed_sequence(states, batch_first=True, total_length=src.shape[1])[0], last[0]


@exercise.mistake(
    "Encoder",
    "The sentences were sorted by length and not put back. Use enforce_sorted=False, or undo the sorting.",
    "文を長さの順に並べ替えたまま、元に戻していません。enforce_sorted=False を使うか、順序を元に戻します。",
)
class sorted_and_not_put_back(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        order = src_len.argsort(descending=True, stable=True)
        return super().forward(src[order], src_len[order])


@exercise.mistake(
    "Encoder",
    "The outputs are in the order of the sentences again, but the context is still sorted by length.",
    "出力の順序は元に戻っていますが、コンテキストは長さの順のままです。",
)
class context_not_put_back(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return outputs, context[src_len.argsort(descending=True, stable=True)]


@exercise.mistake(
    "Encoder",
    "The outputs end with the longest sentence. They have as many steps as src: give pad_packed_sequence"
    " total_length=src.shape[1].",
    "出力が最も長い文のところで終わっています。src と同じステップ数にするため、pad_packed_sequence に "
    "total_length=src.shape[1] を指定します。",
)
class outputs_end_with_the_longest_sentence(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return outputs[:, : src_len.max()], context


@exercise.mistake(
    "Encoder",
    "The outputs come back with their steps first. Give batch_first=True to pad_packed_sequence too.",
    "出力が時刻を先頭にして返されています。pad_packed_sequence にも batch_first=True を指定します。",
)
class outputs_with_steps_first(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return outputs.transpose(0, 1), context


@exercise.mistake(
    "Encoder",
    "The GRU takes the sentences for steps and runs from one to the next. Build it with batch_first=True.",
    "GRU が文を時刻とみなし、文から文へと動いています。batch_first=True を指定して作ります。",
)
class runs_from_sentence_to_sentence(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = self.over_everything(src.T)
        return outputs.transpose(0, 1), context


@exercise.mistake(
    "Encoder",
    "The embedding was made without padding_idx=0, so the vector of PAD gets a gradient.",
    "埋め込みに padding_idx=0 が指定されていないため、PAD のベクトルに勾配が流れています。",
)
class padding_learns(Encoder):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__(vocab_size, emb, hidden)
        self.embedding.padding_idx = None


@exercise.mistake(
    "Encoder",
    "The two results are exchanged: return (outputs, context).",
    "返り値の順序が逆です。(outputs, context) の順に返します。",
)
class returns_context_before_outputs(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return context, outputs


@exercise.mistake(
    "Encoder",
    "The context is detached, so the encoder cannot learn from the decoder's errors: no detach(), .data or numpy.",
    "コンテキストが計算グラフから切り離されているため、エンコーダがデコーダの誤差から学べません。detach() や .data、"
    "numpy を使わないでください。",
)
class context_detached(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        outputs, context = super().forward(src, src_len)
        return outputs, context.detach()


@exercise.mistake(
    "Encoder",
    "The last token of each sentence is not read. src_len counts EOS: all src_len tokens are read.",
    "各文の最後のトークンが読まれていません。src_len は EOS も数えているので、src_len 個すべてを読みます。",
)
class last_token_not_read(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        pack_padded_sequence(self.embedding(src), src_len.cpu() - 1, batch_first=True, enforce_sorted=False)
        return super().forward(src, src_len - 1)


@exercise.mistake(
    "Encoder",
    "The lengths that were passed in are changed. Make a new tensor.",
    "引数の src_len が書き換えられています。新しいテンソルを作りましょう。",
)
class lengths_changed(Wrong):
    def forward(self, src: Tensor, src_len: Tensor) -> Result:
        result = super().forward(src, src_len)
        src_len -= 1
        return result
