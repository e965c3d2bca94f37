# %% [markdown] lang="en"
# The model of chapter 3 keeps a whole sentence in one vector. Here are sentences for which that is not enough: up to 27 words, and every
# second one has two clauses, joined by "but", "so" or "because". A reason comes first in Japanese, so that such a translation begins with
# the end of the source. You train two translators on the same 1500 pairs with the same budget, one with attention and one without,
# measure what attention gains, and see where it looks. `data/long_sentences.tsv` has pairs in English and Japanese, with the right
# alignments; the hidden cases use **another pair of languages with the same grammar**, with made-up words on both sides. Either side has
# at most 100 words, every word of the new sentences occurs in the pairs, and each sentence has exactly one right translation.
#
# The file brings a vocabulary (`Words`), `padded`, and the layers of a model (`Translator`). You write the rest:
#
# 1. `Translator.encode` and `Translator.decode` are the two halves of the model; `decode` works with attention and without.
# 2. `train` and `translate` go from texts to a model, and with the model from texts to texts.
# 3. `attention_weights` tells where the decoder looks while it is made to write a given translation.
# 4. `gain_by_length` is a table that compares the two models.
# 5. `plot_weights` draws the weights of one pair, as in `plot_alignment`.
#
# The decoder's states $q_t$ ask, and the encoder's states $k_s$, of size $d$, are keys and values at once:
#
# $$w_{ts} = \mathrm{softmax}_s \left( \frac{q_t^\top k_s}{\sqrt{d}} \right), \qquad c_t = \sum_s w_{ts} k_s, \qquad \text{logits}_t = W_o \tanh(W_c [c_t; q_t])$$
#
# The rows of the weights are easily off by one. Take `he eats bread .` and its translation `彼 は パン を 食べ ます 。` The decoder reads BOS
# and `彼 は パン を 食べ ます`, and row 2 belongs to `パン`: it is the step that says `パン`, which has just read `は`. Its largest weight should be
# in column 2, at `bread`. Whoever takes the step that reads `パン` is one row late.
#
# A recipe that works: embeddings of 64; a bidirectional GRU of 64 in each direction as encoder, whose two last states, side by side, are the
# first state of the decoder, a GRU of 128; Adam with learning rate 0.008, gradients clipped to norm 1, batches of 64 in a new random order in each
# epoch, 8 epochs. Without attention the logits are made from $q_t$ alone, and everything else stays the same. Run the decoder over the whole
# target in one call and attend in all its steps at once: that takes 10 to 15 seconds of CPU for each model. A loop over the steps, which
# input feeding needs, takes twice as long; your code may take 100 seconds for both models.
#
# What is graded: the table and the picture, and what your models do with 300 new sentences. With attention BLEU must be at least 90 and
# 0.85 of the sentences right from end to end; that must be at least 0.3 more than without attention, where BLEU must still be at least 15;
# and for 0.4 of the target words that have a counterpart, the largest weight among the words of the source must be on a right one. To put this into place: the
# translation of the most similar training sentence has a BLEU of about 40, and always the same sentence 13 at most. A decoder that
# looks at all words alike gets 65 and 0.4 of the sentences right, nearly all of them of one clause. The recipe gets 99 and 0.99, and
# without attention 30 and 0.05 or less. Of the alignments a diagonal gets 0.2 right, and the recipe 0.98.
#
# What these figures do not say: a model without attention is not bound to fail. Trained much longer it gets most of the shorter sentences
# right; the long ones stay wrong. The gain is one for a small artificial language and a fixed budget. Nor do weights explain what
# a model does: they are evidence. An encoder's state knows the words around it as well, so a decoder may look beside the word that it
# translates. With LSTMs instead of GRUs, and an encoder that reads in one direction only, nearly as many sentences come out right, while
# the alignments fall to about 0.5. That is why the bound is so low.
#
# `python translate_with_attention.py` trains both models on the public file, prints the table, and saves a picture, `weights.png`, in half a
# minute (without a Japanese font, its Japanese words are boxes). `pytest -m ch4_translate_with_attention` trains the one with
# attention.
#
# If you are stuck: Bahdanau, Cho and Bengio, "Neural Machine Translation by Jointly Learning to Align and Translate" (2015); Luong, Pham and
# Manning, "Effective Approaches to Attention-based Neural Machine Translation" (2015); Jain and Wallace, "Attention is not Explanation" (2019); and
# [pad_packed_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_packed_sequence.html).

# %% [markdown] lang="ja"
# 第 3 章のモデルは、文全体を 1 つのベクトルに収めます。ここで扱うのは、それでは足りない文です。長さは最大 27 語で、2 文に 1 文は but、so、
# because でつながれた 2 つの節からなります。日本語では理由が先に来るので、because の文の訳は原文の終わりのほうから始まります。同じ 1500 組の
# 対と同じ学習量で、Attention のある翻訳器とない翻訳器を学習させ、Attention で何がどれだけ改善するかを測り、どこを見ているかを調べます。
# `data/long_sentences.tsv` には英語と日本語の対と正しいアライメントがありますが、非公開ケースでは **同じ文法をもつ別の 2 つの言語**
# （どちらも架空の単語）を使います。単語はどちらの言語も 100 語以内で、新しい文の単語はすべて学習用の対に現れ、どの文にも正しい訳が
# ちょうど 1 つあります。
#
# 語彙（`Words`）、`padded`、モデルの層（`Translator`）はひな形にあります。残りを書きましょう。
#
# 1. `Translator.encode` と `Translator.decode` はモデルの前半と後半です。`decode` は Attention ありでもなしでも動くようにします。
# 2. `train` はテキストからモデルを作り、`translate` はそのモデルでテキストをテキストに翻訳します。
# 3. `attention_weights` は、与えられた訳文を出力させたときにデコーダがどこを見ているかを返します。
# 4. `gain_by_length` は、2 つのモデルを比べる表です。
# 5. `plot_weights` は、1 組の対の重みを `plot_alignment` と同じように描きます。
#
# デコーダの状態 $q_t$ がクエリで、大きさ $d$ のエンコーダの状態 $k_s$ がキーとバリューを兼ねます。
#
# $$w_{ts} = \mathrm{softmax}_s \left( \frac{q_t^\top k_s}{\sqrt{d}} \right), \qquad c_t = \sum_s w_{ts} k_s, \qquad \text{logits}_t = W_o \tanh(W_c [c_t; q_t])$$
#
# 重みの行は 1 つずれやすいので注意しましょう。`he eats bread .` とその訳 `彼 は パン を 食べ ます 。` を例にします。デコーダは BOS と
# `彼 は パン を 食べ ます` を読みます。行と列を 0 から数えると、`パン` の行は 2 行目で、`は` を読んで `パン` を出力する時刻にあたります。
# その最大の重みは 2 列目の `bread` にあるはずです。`パン` を読む時刻の重みを使うと、1 行遅れてしまいます。
#
# うまくいくレシピ: 埋め込み 64、エンコーダは各方向 64 の双方向 GRU、その両方向の最後の状態を並べたものがデコーダ（GRU 128）の最初の状態、
# Adam の学習率 0.008、勾配のノルムを 1 にクリッピング、バッチサイズ 64（エポックごとに順序をシャッフル）、8 エポック。Attention なしでは
# $q_t$ だけから logits を作り、ほかはすべて同じにします。デコーダは訳文全体を 1 回の呼び出しで読み、Attention もすべての時刻をまとめて
# 計算すると、CPU 時間は 1 つのモデルで 10〜15 秒です。input feeding のように時刻ごとのループにすると約 2 倍かかります。
# 上限は 2 つのモデルを合わせて 100 秒です。
#
# 採点されるのは、表と図、そして 300 の新しい文に対するモデルの結果です。Attention ありでは、BLEU が 90 以上、全体が正しい文の割合が 0.85 以上で、
# その割合が Attention なしより 0.3 以上高いことが必要です。Attention なしのモデルも BLEU 15 以上が必要です。さらに、対応する語のある訳語の
# 0.4 以上で、原文の語の中で最大の重みが正しい語にあることが必要です。目安として、最も似た学習文の訳を返すと BLEU は約 40、いつも同じ文を返すと
# 高くても 13 です。すべての語を均等に見るデコーダでは 65 で、全体が正しい文は 0.4、そのほとんどが 1 つの節の文です。レシピどおりなら 99 と 0.99、
# Attention なしでは 30 と 0.05 以下です。アライメントは、対角線なら 0.2、レシピどおりなら 0.98 が正解です。
#
# これらの数値からは言えないこともあります。Attention のないモデルが必ず失敗するわけではありません。ずっと長く学習すれば短めの文はほとんど
# 正しくなりますが、長い文は間違ったままです。ここでの改善幅は、小さな人工言語と決まった学習量での値です。また、重みはモデルの動作の説明ではなく、
# 手がかりにすぎません。エンコーダの状態は周りの語の情報も含むので、デコーダが訳している語の隣を見ていることもあります。GRU を LSTM に替え、
# エンコーダを一方向にすると、正しく訳せる文の数はほとんど変わらないのに、アライメントの正解率は 0.5 ほどに下がります。基準が低いのはそのためです。
#
# `python translate_with_attention.py` は、公開ファイルで両方のモデルを学習し、表を表示して図 `weights.png` を保存します。30 秒ほどかかります
# （日本語フォントがなければ、図の日本語は四角で表示されます）。`pytest -m ch4_translate_with_attention` は Attention ありのモデルだけを
# 学習します。
#
# 行き詰まったら: Bahdanau, Cho, Bengio "Neural Machine Translation by Jointly Learning to Align and Translate" (2015)、Luong, Pham, Manning
# "Effective Approaches to Attention-based Neural Machine Translation" (2015)、Jain, Wallace "Attention is not Explanation" (2019)、
# [pad_packed_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_packed_sequence.html)

# %% [markdown] lang="en" hint="1"
# Begin without attention and with ten pairs: the loss must fall to nearly 0, and `translate` must give these ten back. Then add
# attention, again with ten pairs, and only then take all. Print the weights of one short pair and look whether each row adds up to 1.

# %% [markdown] lang="en" hint="2"
# `encode` packs, runs the GRU, unpacks, and joins the last states of both directions along the last axis. `decode` runs the GRU over all of
# dec_in; the scores of all steps are one product of the queries [B, T, H] with the transposed states [B, H, S], to which minus infinity is
# put where the mask is False. In `train`, dec_in begins with BOS and the targets end with EOS. In `attention_weights` the decoder reads BOS and
# all words but the last.

# %% [markdown] lang="en" hint="3"
# `states, last = self.encoder(packed)`, then `pad_packed_sequence(states, batch_first=True)` and `torch.cat([last[0], last[1]], -1)[None]`.
# `scores.masked_fill(~mask[:, None], -math.inf).softmax(-1)` gives the weights, `weights @ states` the contexts. The column of the longest
# source's EOS is the last one: leave it out. For the table, count (right with attention) minus (right without) for each sentence.

# %% [markdown] lang="ja" hint="1"
# まず Attention なしで、10 組の対だけから始めます。損失がほぼ 0 になり、`translate` がその 10 文を正しく返すはずです。次に Attention を加えて
# 同じように確かめ、全部の対を使うのはそれからです。短い対の重みを表示し、各行の和が 1 になるかも見てみましょう。

# %% [markdown] lang="ja" hint="2"
# `encode` では pack し、GRU に通し、unpack し、両方向の最後の状態を最後の軸でつなぎます。`decode` では dec_in 全体を GRU に通します。
# すべての時刻のスコアは、クエリ [B, T, H] と転置した状態 [B, H, S] の積で、mask が False のところをマイナス無限大にします。`train` では
# dec_in の先頭が BOS、正解の末尾が EOS です。`attention_weights` では、デコーダは BOS と、最後の語を除くすべての語を読みます。

# %% [markdown] lang="ja" hint="3"
# `states, last = self.encoder(packed)` のあと、`pad_packed_sequence(states, batch_first=True)` と `torch.cat([last[0], last[1]], -1)[None]` を
# 使います。`scores.masked_fill(~mask[:, None], -math.inf).softmax(-1)` が重み、`weights @ states` がコンテキストです。最も長い原文の EOS の列は
# 最後の列なので、除きます。表では、文ごとに「Attention ありで正しい」引く「なしで正しい」を数えます。

# %%
import math
import warnings
from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from matplotlib import font_manager
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

PAD, BOS, EOS, UNK = range(4)


class Words:
    """The vocabulary of one language: all words of some sentences, and the four special tokens. Ready to use."""

    def __init__(self, sentences: list[str]) -> None:
        self.words = ["<pad>", "<bos>", "<eos>", "<unk>"]
        self.words += sorted({word for sentence in sentences for word in sentence.split()})
        self._ids = {word: number for number, word in enumerate(self.words)}

    def ids(self, sentence: str) -> list[int]:
        """The ids of a sentence, without BOS and EOS."""
        return [self._ids.get(word, UNK) for word in sentence.split()]

    def text(self, ids: list[int]) -> str:
        """The sentence of these ids."""
        return " ".join(self.words[number] for number in ids)


def padded(rows: list[list[int]]) -> Tensor:
    """Rows of ids as one tensor [B, longest], filled up with PAD on the right. Ready to use."""
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD)


class Translator(nn.Module):
    """An encoder-decoder, with attention or without. The grader never looks inside: change it as you like."""

    source_words: Words  # for train to fill in, so that the other functions find them
    target_words: Words

    def __init__(
        self, source_size: int, target_size: int, attention: bool, embedding: int = 64, hidden: int = 128
    ) -> None:
        super().__init__()
        self.attention = attention
        self.source = nn.Embedding(source_size, embedding)
        self.target = nn.Embedding(target_size, embedding)
        self.encoder = nn.GRU(embedding, hidden // 2, batch_first=True, bidirectional=True)
        self.decoder = nn.GRU(embedding, hidden, batch_first=True)
        self.combine = nn.Linear(2 * hidden, hidden)
        self.output = nn.Linear(hidden, target_size)

    def encode(self, sources: list[list[int]]) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch of sources, without special tokens; EOS is put behind each.

        Returns:
            (states, mask, h): the encoder's states [B, S, hidden], where they are real [B, S], and the decoder's first state
            [1, B, hidden], made of the last states of both directions.
        """
        # BEGIN SOLUTION
        src = padded([[*source, EOS] for source in sources])
        lengths = torch.tensor([len(source) + 1 for source in sources])
        packed = pack_padded_sequence(self.source(src), lengths, batch_first=True, enforce_sorted=False)
        states, last = self.encoder(packed)
        states, _ = pad_packed_sequence(states, batch_first=True)
        return states, src != PAD, torch.cat([last[0], last[1]], -1)[None]
        # END SOLUTION

    def decode(self, dec_in: Tensor, states: Tensor, mask: Tensor, h: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read tokens dec_in [B, T] from the state h on.

        Returns:
            (logits, weights, h): logits [B, T, target_size] for the tokens after those of dec_in, how much the decoder looked
            at each state of the encoder [B, T, S] while it made them, and the new state. Without attention the weights are 0.
        """
        # BEGIN SOLUTION
        queries, h = self.decoder(self.target(dec_in), h)
        if not self.attention:
            return self.output(queries), queries.new_zeros(*dec_in.shape, states.shape[1]), h
        scores = queries @ states.transpose(1, 2) / math.sqrt(queries.shape[-1])
        weights = scores.masked_fill(~mask[:, None], -math.inf).softmax(-1)
        mixed = torch.tanh(self.combine(torch.cat([weights @ states, queries], -1)))
        return self.output(mixed), weights, h
        # END SOLUTION


def train(pairs: list[tuple[str, str]], attention: bool = True) -> Translator:
    """Train a translator.

    Args:
        pairs: sentences and their translations, words (and punctuation) separated by blanks.
        attention: without it the decoder knows of the source only what its first state holds. Everything else (sizes, epochs,
            learning rate) is to be the same for both.

    Returns:
        What the other functions need: a trained model with its vocabularies. It is only passed on.

    The sizes, the learning rate and the number of epochs are yours; the handout has a recipe. Random numbers start from
    seed 0.
    """
    # BEGIN SOLUTION
    source_words, target_words = Words([source for source, _ in pairs]), Words([target for _, target in pairs])
    model = Translator(len(source_words.words), len(target_words.words), attention)
    model.source_words, model.target_words = source_words, target_words
    data = [(source_words.ids(source), target_words.ids(target)) for source, target in pairs]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.008)
    for _ in range(8):
        order = torch.randperm(len(data)).tolist()
        for start in range(0, len(data), 64):
            batch = [data[i] for i in order[start : start + 64]]
            dec_in = padded([[BOS, *target] for _, target in batch])
            dec_tgt = padded([[*target, EOS] for _, target in batch])
            logits, _, _ = model.decode(dec_in, *model.encode([source for source, _ in batch]))
            loss = cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model
    # END SOLUTION


def translate(model: Translator, sentences: list[str]) -> list[str]:
    """Translate sentences that the model has not seen, the most probable word at each step.

    Args:
        model: what train returned.
        sentences: words separated by blanks. No translation is longer than 40 words.

    Returns:
        For each sentence its translation, words separated by single blanks.
    """
    # BEGIN SOLUTION
    written = []
    with torch.no_grad():
        states, mask, h = model.encode([model.source_words.ids(sentence) for sentence in sentences])
        previous = torch.full((len(sentences), 1), BOS)
        for _ in range(40):
            logits, _, h = model.decode(previous, states, mask, h)
            previous = logits.argmax(-1)
            written.append(previous)
    rows: list[list[int]] = torch.cat(written, 1).tolist()
    return [model.target_words.text(row[: row.index(EOS)] if EOS in row else row) for row in rows]
    # END SOLUTION


def attention_weights(model: Translator, pairs: list[tuple[str, str]]) -> Tensor:
    """Where a model with attention looks while it is made to write given translations.

    Args:
        model: what train returned.
        pairs: sentences and their right translations, some of those that the model was trained on. The decoder reads BOS and
            then the right translation, whatever it would have written itself.

    Returns:
        Weights [N, T, S], float32: N pairs, T words in the longest translation, S words in the longest source. Row t holds the
        weights of the step that says word t of the translation (so it has read the words before t), column s those of word s
        of the source. BOS and EOS have no row and no column. Rows and columns beyond a pair's own words may hold anything.
    """
    # BEGIN SOLUTION
    sources = [model.source_words.ids(source) for source, _ in pairs]
    targets = [model.target_words.ids(target) for _, target in pairs]
    with torch.no_grad():
        _, weights, _ = model.decode(padded([[BOS, *target[:-1]] for target in targets]), *model.encode(sources))
    return weights[:, :, :-1]
    # END SOLUTION


def gain_by_length(
    attended: list[str], plain: list[str], references: list[str], sources: list[str], edges: list[int]
) -> tuple[list[int], list[float], float]:
    """What attention gains, by the length of the source.

    Args:
        attended, plain: for each sentence what was written with attention and without.
        references, sources: what is right, and what was to be translated. Words are separated by single blanks.
        edges: increasing numbers of words, at least two. A bin has the sentences whose source has at least a and less than b
            words, for two neighbouring edges a, b.

    Returns:
        (counts, gains, overall): for each bin how many sentences it has, and by how much the share of translations that are
        right from end to end is larger with attention than without (0.9 against 0.2 is a gain of 0.7; NaN for an empty bin);
        and the same gain over all sentences that lie in a bin together (NaN if there are none). Sentences outside the edges
        do not count.
    """
    # BEGIN SOLUTION
    counts, gains, total = [], [], 0
    rows = list(zip(attended, plain, references, sources, strict=True))
    for a, b in pairwise(edges):
        better = [(x == right) - (y == right) for x, y, right, source in rows if a <= len(source.split()) < b]
        counts.append(len(better))
        gains.append(sum(better) / len(better) if better else math.nan)
        total += sum(better)
    return counts, gains, total / sum(counts) if sum(counts) else math.nan
    # END SOLUTION


def plot_weights(weights: Tensor, source: str, target: str) -> Figure:
    """Draw the weights of one pair of sentences as an image.

    Args:
        weights: [T, S], between 0 and 1. Rows and columns beyond the words of the sentences are padding and are not drawn.
        source, target: words separated by single blanks.

    Returns:
        A figure with one pair of axes (beside those of the colour bar) and on it one image, made by imshow: the weights, the
        first target word at the top, colours from 0 to 1. The source words are the tick labels of x at 0, 1, 2, …, the target
        words those of y. The x axis is called "source" and the y axis "target". There is a colour bar, and there are no lines
        and no legend.
    """
    # BEGIN SOLUTION
    columns, rows = source.split(), target.split()
    figure, ax = plt.subplots()
    image = ax.imshow(weights.cpu()[: len(rows), : len(columns)], vmin=0, vmax=1)
    ax.set_xticks(range(len(columns)), labels=columns, rotation=90)
    ax.set_yticks(range(len(rows)), labels=rows)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    figure.colorbar(image)
    return figure
    # END SOLUTION


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "Glyph")  # where no font below is installed, Japanese words are drawn as boxes
    fonts = {font.name for font in font_manager.fontManager.ttflist}
    japanese_fonts = ["Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", "IPAexGothic"]
    plt.rcParams["font.family"] = [*(name for name in japanese_fonts if name in fonts), "DejaVu Sans"]
    file = Path(__file__).with_name("data") / "long_sentences.tsv"
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    learned, unseen = lines[:-300], lines[-300:]
    english, japanese = [line[0] for line in unseen], [line[1] for line in unseen]
    written = {}
    for attention in (True, False):
        translator = train([(line[0], line[1]) for line in learned], attention)
        written[attention] = translate(translator, english)
        share = sum(a == b for a, b in zip(written[attention], japanese, strict=True)) / len(unseen)
        print(f"{'with' if attention else 'without'} attention: {share:.2f} of the sentences right from end to end")
        if attention:
            shown = attention_weights(translator, [(line[0], line[1]) for line in learned[:100]])
            links = [(n, *map(int, link.split("-"))) for n in range(100) for link in learned[n][2].split()]
            found = {(n, t) for n, s, t in links if int(shown[n, t].argmax()) == s}
            print(
                f"largest weight on a right source word: {len(found) / len({(n, t) for n, _, t in links}):.2f} of the words"
            )
            plot_weights(shown[0], learned[0][0], learned[0][1]).savefig("weights.png", bbox_inches="tight")
    edges = [4, 8, 12, 16, 30]
    for (a, b), n, gain in zip(
        pairwise(edges), *gain_by_length(written[True], written[False], japanese, english, edges)[:2], strict=True
    ):
        print(f"  {a:2} to {b - 1:2} words, {n:3} sentences: gain {gain:.2f}")
