"""Reference of ch3.make_batch: pairs of sentences to padded tensors, with the target shifted for the decoder."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="A batch of sentence pairs",
    title_ja="文の対からバッチを作る",
    position=2,
    points=5,
    difficulty=2,
    minutes=20,
)

Pairs = list[tuple[list[int], list[int]]]
Batch = tuple[Tensor, Tensor, Tensor, Tensor]
PAD, BOS, EOS, UNK = range(4)


@exercise.oracle("src", "src_len", "dec_in", "dec_tgt")
def make_batch(pairs: Pairs) -> Batch:
    """Number by number into tensors of PAD."""
    B = len(pairs)
    S = 1 + max(len(source) for source, _ in pairs)
    T = 1 + max(len(target) for _, target in pairs)
    src, dec_in, dec_tgt = (torch.full((B, width), PAD) for width in (S, T, T))
    src_len = torch.zeros(B, dtype=torch.int64)
    for b, (source, target) in enumerate(pairs):
        for s, token in enumerate(source):
            src[b, s] = token
        src[b, len(source)] = EOS
        src_len[b] = len(source) + 1
        dec_in[b, 0] = BOS
        for t, token in enumerate(target):
            dec_in[b, t + 1] = token
            dec_tgt[b, t] = token
        dec_tgt[b, len(target)] = EOS
    return src, src_len, dec_in, dec_tgt


def pad(rows: list[list[int]], value: int = PAD) -> Tensor:
    """Rows as one tensor, filled up on the right."""
    return pad_sequence([torch.tensor(row, dtype=torch.int64) for row in rows], True, value)


@exercise.twin("make_batch")
def make_batch_by_pad_sequence(pairs: Pairs) -> Batch:
    """With torch's pad_sequence."""
    sources = [[*source, EOS] for source, _ in pairs]
    lengths = torch.tensor([len(row) for row in sources])
    return pad(sources), lengths, pad([[BOS, *target] for _, target in pairs]), pad([[*t, EOS] for _, t in pairs])


def pairs_of(draw: Draw, *lengths: tuple[int, int], V: int = 20) -> Pairs:
    """Random sentences of these lengths (source, target) from a vocabulary of this size; UNK may occur in them."""
    return [(draw.integers(UNK, V, s).tolist(), draw.integers(UNK, V, t).tolist()) for s, t in lengths]


@exercise.case(0.5, public=True)
def one_pair_by_hand(draw: Draw) -> Probe:
    """One pair: nothing is padded."""
    return call("make_batch", pairs_of(draw, (2, 3)))


@exercise.case(0.5, public=True)
def two_lengths(draw: Draw) -> Probe:
    """Two pairs: the second has the shorter source and the longer target."""
    return call("make_batch", pairs_of(draw, (3, 1), (2, 3)))


@exercise.case(0.25, public=True)
def equal_lengths(draw: Draw) -> Probe:
    """Two pairs whose sentences are equally long."""
    return call("make_batch", pairs_of(draw, (2, 2), (2, 2)))


@exercise.case(1)
def many_lengths(draw: Draw) -> Probe:
    """Five pairs of different lengths, in no order, from a large vocabulary; the longest source is longer than the longest target."""
    return call("make_batch", pairs_of(draw, (3, 5), (29, 2), (1, 4), (6, 27), (4, 1), V=100_000))


@exercise.case(0.75)
def targets_longer_than_sources(draw: Draw) -> Probe:
    """The longest target is longer than the longest source."""
    return call("make_batch", pairs_of(draw, (2, 8), (4, 3), (3, 6)))


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """One pair keeps its batch axis."""
    return call("make_batch", pairs_of(draw, (6, 4)))


@exercise.case(0.25)
def as_many_pairs_as_steps(draw: Draw) -> Probe:
    """Every size equal, so that exchanged axes keep their shapes."""
    return call("make_batch", pairs_of(draw, (3, 2), (1, 3), (2, 1), (2, 3)))


@exercise.case(0.5)
def an_empty_target(draw: Draw) -> Probe:
    """A target of no tokens: the decoder reads BOS and should say EOS."""
    return call("make_batch", pairs_of(draw, (3, 0), (2, 4), (4, 2)))


@exercise.case(0.25)
def an_empty_source(draw: Draw) -> Probe:
    """A source of no tokens: EOS is all there is to read."""
    return call("make_batch", pairs_of(draw, (3, 2), (0, 4), (4, 3)))


@exercise.case(0.25)
def nothing_but_empty_sentences(draw: Draw) -> Probe:
    """Pairs of empty sentences still have one step each."""
    return call("make_batch", pairs_of(draw, (0, 0), (0, 0)))


@exercise.case(0.25)
def ids_are_integers(draw: Draw) -> Probe:
    """Ids and lengths are whole numbers, with which an embedding can be looked up."""
    first = Step("make_batch", (pairs_of(draw, (2, 3), (3, 1)),), keep=True)
    each = [Step("$0.__getitem__", (i,)) for i in range(4)]
    return Probe((first, *each, *(Step(f"${i}.is_floating_point", keep=True) for i in range(1, 5))))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves the lists of ids unchanged; it changes nothing else either, and gives the same when repeated."""
    while True:
        pairs = pairs_of(draw, (4, 2), (3, 5), (5, 1))
        if pairs not in (sorted(pairs), sorted(pairs, reverse=True)):
            return call("make_batch", pairs=pairs)


# Left out: what concerns floats or gradients, and inputs that are not contiguous: the input is lists of ints.
# Wrong implementations: rows made or padded in another way.


def batch(sources: list[list[int]], inputs: list[list[int]], targets: list[list[int]]) -> Batch:
    """The batch with these rows."""
    return pad(sources), torch.tensor([len(row) for row in sources]), pad(inputs), pad(targets)


def ended(sentences: list[list[int]]) -> list[list[int]]:
    """Each sentence with EOS."""
    return [[*sentence, EOS] for sentence in sentences]


def sources_and_targets(pairs: Pairs) -> tuple[list[list[int]], list[list[int]]]:
    """The sources, and the targets."""
    return [source for source, _ in pairs], [target for _, target in pairs]


@exercise.mistake(
    "make_batch",
    "dec_tgt equals dec_in, so the model learns to copy what it reads. The target at step t is the input at step t + 1:"
    " the ids and then EOS.",
    "dec_tgt が dec_in と同じなので、モデルは入力を写すことを学んでしまいます。時刻 t の正解は時刻 t + 1 の入力、"
    "つまり ID の並びと最後の EOS です。",
)
def target_not_shifted(pairs: Pairs) -> Batch:
    src, src_len, dec_in, _ = make_batch(pairs)
    return src, src_len, dec_in, dec_in.clone()


@exercise.mistake(
    "make_batch",
    "BOS + ids + EOS is padded first and cut afterwards, so the EOS of shorter rows stays in dec_in. Shift each row, then"
    " pad.",
    "BOS + ID + EOS を先にパディングしてから切り出しているため、短い行の EOS が dec_in に残っています。"
    "行ごとにずらしてからパディングします。",
)
def padded_first_and_cut_afterwards(pairs: Pairs) -> Batch:
    src, src_len, _, _ = make_batch(pairs)
    whole = pad([[BOS, *target, EOS] for _, target in pairs])
    return src, src_len, whole[:, :-1], whole[:, 1:]


@exercise.mistake(
    "make_batch",
    "dec_in ends with EOS in every row. EOS is only predicted: dec_in is BOS and the ids.",
    "dec_in のすべての行の末尾に EOS があります。EOS は予測されるだけです。dec_in は BOS と ID の並びです。",
)
def end_fed_to_the_decoder(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    return batch(ended(sources), [[BOS, *target, EOS] for target in targets], ended(targets))


@exercise.mistake(
    "make_batch",
    "dec_in ends with EOS in every row. EOS is only predicted: dec_in is BOS and the ids.",
    "dec_in のすべての行の末尾に EOS があります。EOS は予測されるだけです。dec_in は BOS と ID の並びです。",
)
def end_fed_in_a_wider_batch(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    src, src_len, dec_in, dec_tgt = batch(ended(sources), [[BOS, *target, EOS] for target in targets], ended(targets))
    return src, src_len, dec_in, torch.nn.functional.pad(dec_tgt, (0, 1))


@exercise.mistake(
    "make_batch",
    "EOS is missing in dec_tgt, so the decoder never learns to stop. The target is the ids and then EOS.",
    "dec_tgt に EOS がないため、デコーダは止まることを学べません。正解は ID の並びのあとに EOS です。",
)
def target_without_end(pairs: Pairs) -> Batch:
    src, src_len, dec_in, _ = make_batch(pairs)
    return src, src_len, dec_in, pad([target for _, target in pairs])


@exercise.mistake(
    "make_batch",
    "EOS is missing in dec_tgt, so the decoder never learns to stop. The target is the ids and then EOS.",
    "dec_tgt に EOS がないため、デコーダは止まることを学べません。正解は ID の並びのあとに EOS です。",
)
def end_missing_in_a_wide_target(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src, src_len, dec_in, torch.where(dec_tgt == EOS, PAD, dec_tgt)


@exercise.mistake(
    "make_batch",
    "The target stops before EOS, and dec_in before the last id: a step is missing. dec_in is BOS + ids, dec_tgt is"
    " ids + EOS.",
    "dec_tgt が EOS の手前、dec_in が最後の ID の手前で終わり、1 ステップ足りません。dec_in は BOS + ID、dec_tgt は ID +"
    " EOS です。",
)
def last_step_missing(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    return batch(ended(sources), [[BOS, *target[:-1]] if target else [] for target in targets], targets)


@exercise.mistake(
    "make_batch",
    "BOS is missing in dec_in. The decoder starts by reading BOS.",
    "dec_in に BOS がありません。デコーダは最初に BOS を読みます。",
)
def input_without_beginning(pairs: Pairs) -> Batch:
    src, src_len, _, dec_tgt = make_batch(pairs)
    return src, src_len, pad([target for _, target in pairs]), dec_tgt


@exercise.mistake(
    "make_batch",
    "BOS is missing in dec_in. The decoder starts by reading BOS.",
    "dec_in に BOS がありません。デコーダは最初に BOS を読みます。",
)
def beginning_missing_in_a_wide_input(pairs: Pairs) -> Batch:
    src, src_len, _, dec_tgt = make_batch(pairs)
    return src, src_len, torch.where(dec_tgt == EOS, PAD, dec_tgt), dec_tgt


@exercise.mistake(
    "make_batch",
    "The source starts with BOS. Only the decoder needs BOS; the source is ids and EOS.",
    "原文の先頭に BOS があります。BOS が必要なのはデコーダだけです。原文は ID の並びと EOS です。",
)
def source_with_beginning(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    return batch([[BOS, *row] for row in ended(sources)], [[BOS, *row] for row in targets], ended(targets))


@exercise.mistake(
    "make_batch",
    "The source has no EOS. It is the ids and then EOS.",
    "原文に EOS がありません。ID の並びのあとに EOS を置きます。",
)
def source_without_end(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    return batch(sources, [[BOS, *row] for row in targets], ended(targets))


@exercise.mistake(
    "make_batch",
    "src_len leaves the EOS out, so the encoder will not read it. Count every token of the row, EOS included.",
    "src_len が EOS を数えていないため、エンコーダが EOS を読みません。EOS を含めて数えます。",
)
def length_without_end(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src, src_len - 1, dec_in, dec_tgt


@exercise.mistake(
    "make_batch",
    "src_len counts the padding. Count the row's own tokens and its EOS.",
    "src_len がパディングまで数えています。その行のトークンと EOS だけを数えます。",
)
def length_with_padding(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src, torch.full_like(src_len, src.shape[1]), dec_in, dec_tgt


@exercise.mistake(
    "make_batch",
    "Rows are filled up with EOS. The loss would then learn those as well: fill up with PAD.",
    "短い行が EOS で埋められています。損失がそれも学習してしまうので、PAD で埋めます。",
)
def padded_with_end(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    rows = ended(sources), [[BOS, *row] for row in targets], ended(targets)
    src, dec_in, dec_tgt = (pad(each, EOS) for each in rows)
    return src, make_batch(pairs)[1], dec_in, dec_tgt


@exercise.mistake(
    "make_batch",
    "Rows are filled up on the left. The padding comes after the tokens.",
    "パディングが左側にあります。トークンの後ろ（右側）に置きます。",
)
def padded_on_the_left(pairs: Pairs) -> Batch:
    sources, targets = sources_and_targets(pairs)
    rows = ended(sources), [[BOS, *row] for row in targets], ended(targets)
    src, dec_in, dec_tgt = (pad([row[::-1] for row in each]).flip(1) for each in rows)
    return src, make_batch(pairs)[1], dec_in, dec_tgt


@exercise.mistake(
    "make_batch",
    "Sources and targets are padded to one common width. Each tensor is as wide as its own longest row.",
    "原文と訳文が共通の幅までパディングされています。幅はそれぞれの最も長い行に合わせます。",
)
def one_width_for_both(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    width = max(src.shape[1], dec_in.shape[1])
    src, dec_in, dec_tgt = (torch.nn.functional.pad(x, (0, width - x.shape[1])) for x in (src, dec_in, dec_tgt))
    return src, src_len, dec_in, dec_tgt


@exercise.mistake(
    "make_batch",
    "Sentences that are longer than others are cut to the length of the shortest. Fill the shorter ones up with PAD.",
    "長い文が最も短い文の長さに切り詰められています。短い文を PAD で埋めて長さをそろえます。",
)
def cut_to_the_shortest(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    T = 1 + min(len(target) for _, target in pairs)
    return src[:, : src_len.min()], src_len, dec_in[:, :T], dec_tgt[:, :T]


@exercise.mistake(
    "make_batch",
    "The rows are sorted by length. Keep the order of the pairs.",
    "行が長さの順に並べ替えられています。対の順序はそのままにします。",
)
def sorted_by_length(pairs: Pairs) -> Batch:
    return make_batch(sorted(pairs, key=lambda pair: -len(pair[0])))


@exercise.mistake(
    "make_batch",
    "The rows are sorted by length. Keep the order of the pairs.",
    "行が長さの順に並べ替えられています。対の順序はそのままにします。",
)
def sorted_by_rising_length(pairs: Pairs) -> Batch:
    return make_batch(sorted(pairs, key=lambda pair: len(pair[0])))


@exercise.mistake(
    "make_batch",
    "dec_in and dec_tgt are exchanged: return (src, src_len, dec_in, dec_tgt).",
    "dec_in と dec_tgt が入れ替わっています。(src, src_len, dec_in, dec_tgt) の順に返します。",
)
def input_and_target_exchanged(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src, src_len, dec_tgt, dec_in


@exercise.mistake(
    "make_batch",
    "The tensors have their steps first. Batch first: each sentence is a row, [B, S] and [B, T].",
    "時刻が先頭の次元になっています。文が行になるように、バッチを先頭にします（[B, S] と [B, T]）。",
)
def steps_first(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src.T, src_len, dec_in.T, dec_tgt.T


@exercise.mistake(
    "make_batch",
    "The ids are not int64, and an embedding cannot look them up. torch.Tensor(rows) and torch.zeros make floats; use"
    " torch.tensor(rows), or give the dtype.",
    "ID が int64 ではないため、埋め込みで引けません。torch.Tensor(rows) や torch.zeros は浮動小数点数になります。"
    "torch.tensor(rows) を使うか、dtype を指定します。",
)
def ids_that_are_floats(pairs: Pairs) -> Batch:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src.float(), src_len, dec_in.float(), dec_tgt.float()


@exercise.mistake(
    "make_batch",
    "src_len is a list. Return an int64 tensor of shape [B].",
    "src_len がリストです。形状 [B] の int64 テンソルを返します。",
)
def lengths_in_a_list(pairs: Pairs) -> tuple[Tensor, list[int], Tensor, Tensor]:
    src, src_len, dec_in, dec_tgt = make_batch(pairs)
    return src, src_len.tolist(), dec_in, dec_tgt


@exercise.mistake(
    "make_batch",
    "EOS is appended to the lists that were passed in, so it is there twice when they are used again. Make new lists.",
    "引数のリストに EOS を追加しているため、次に使うときには EOS が 2 つになります。新しいリストを作りましょう。",
)
def ids_appended_to_the_arguments(pairs: Pairs) -> Batch:
    result = make_batch(pairs)
    for source, target in pairs:
        source.append(EOS)
        target.append(EOS)
    return result
