# %% [markdown] lang="en"
# Build a translator: an encoder-decoder that learns from 2000 pairs of sentences, and then translates 300 others that it has never
# seen. Your code gets the pairs as texts and nothing else. `data/short_sentences.tsv` has such pairs in English and Japanese; the
# hidden cases use **another pair of languages with the same grammar**, with made-up words on both sides. Rules that are written
# down for English and Japanese do not help there; what your model learns does. Either side has less than 100 words, every word of
# the new sentences occurs in the pairs, and each sentence has exactly one right translation.
#
# The file brings a vocabulary (`Words`), `padded`, and the layers of a model (`Translator`). You write the rest:
#
# 1. `Translator.encode` and `Translator.forward` read a batch of sources, and give logits for the targets.
# 2. `batch_loss` is the loss of a batch of pairs of ids. Most mistakes hide here, so it is checked with given parameters.
# 3. `greedy` writes: the most probable token at each step.
# 4. `train` and `translate` go from texts to a model, and with the model from texts to texts.
# 5. `exact_match_by_length` is a table that shows where a model fails.
#
# Two pairs on paper, `([5], [7, 8])` and `([6], [9])`. The encoder reads `5 EOS` and `6 EOS`. The decoder reads `BOS 7 8` and
# should say `7 8 EOS`; in the second row it reads `BOS 9` and should say `9 EOS`. If the right tokens get the probabilities 0.5,
# 0.25, 0.8 and 0.1, 0.2, the loss is the mean over all five tokens:
#
# $$L = -(\log 0.5 + \log 0.25 + \log 0.8 + \log 0.1 + \log 0.2) / 5 = 6.215 / 5 = 1.243$$
#
# The mean of the two sentences' means would be 1.362, and with a sixth token for the padding the loss would be something else again.
#
# A recipe that works: embeddings of 64, GRUs of 128, Adam with learning rate 0.008, gradients clipped to norm 1, batches of 64 in a
# new random order in each epoch, 15 epochs. The loss starts at about $\ln V = 4.3$ and ends below 0.05. That takes 10 to 20 seconds
# of CPU; your code may take 45. With half the epochs, half the sizes or a learning rate of 0.001 it is not enough. So train longer
# before you change the model. `train` may use any other model, LSTMs for example.
#
# What is graded: for given parameters the loss, its gradients, and what is written; the table; and what your trained model does with
# the new sentences. BLEU must be at least 75 for some points and at least 90 for more, and 0.8 of the sentences must be right from
# end to end. BLEU compares runs of one to four words with those of the right translation, and 100 is perfect. Whoever gives the
# translation of the most similar training sentence gets a BLEU of about 66, and whoever always gives the same sentence 17 at most, both
# without one sentence right. The recipe reaches 98 to 100. This says that the model has found the grammar of a small artificial
# language. It says nothing about real texts, for which 2000 sentences are far too few.
#
# `python translate.py` trains on the public file and prints your table; `pytest -m ch3_translate` shows BLEU. The sentences of this
# project are short enough for one vector, so the table stays near 1. If the folder of chapter 4 lies beside this one, the same model
# is also trained on the longer sentences there, and the bottleneck shows: nearly every sentence of a dozen words or more is wrong. Both
# take half a minute.
#
# If you are stuck: Sutskever, Vinyals and Le, "Sequence to Sequence Learning with Neural Networks" (2014); Papineni, Roukos, Ward and
# Zhu, "BLEU: a Method for Automatic Evaluation of Machine Translation" (2002); and
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html).

# %% [markdown] lang="ja"
# 翻訳器を作ります。2000 組の文の対から学習し、見たことのない 300 文を翻訳する Encoder-Decoder です。コードに渡されるのは文の対の
# テキストだけです。`data/short_sentences.tsv` には英語と日本語の対がありますが、非公開ケースでは **同じ文法をもつ別の 2 つの言語**
# （どちらも架空の単語）を使います。英語と日本語のために書いた規則は役に立たず、モデルが学んだことだけが役に立ちます。
# 単語はどちらの言語も 100 語未満で、新しい文の単語はすべて学習用の対に現れ、どの文にも正しい訳がちょうど 1 つあります。
#
# 語彙（`Words`）、`padded`、モデルの層（`Translator`）はひな形にあります。残りを書きましょう。
#
# 1. `Translator.encode` と `Translator.forward` は、原文のバッチを読み、訳文に対する logits を返します。
# 2. `batch_loss` は、ID の対のバッチの損失です。間違いの多くはここに潜むので、与えられたパラメータで検査されます。
# 3. `greedy` は、各時刻で最も確率の高いトークンを出力します。
# 4. `train` はテキストからモデルを作り、`translate` はそのモデルでテキストをテキストに翻訳します。
# 5. `exact_match_by_length` は、モデルがどこで失敗するかを示す表です。
#
# 紙の上で 2 組の対 `([5], [7, 8])` と `([6], [9])` を考えます。エンコーダは `5 EOS` と `6 EOS` を読みます。デコーダは 1 行目で
# `BOS 7 8` を読んで `7 8 EOS` を、2 行目で `BOS 9` を読んで `9 EOS` を出力すべきです。正解のトークンの確率が順に 0.5、0.25、0.8 と
# 0.1、0.2 なら、損失は 5 つのトークン全体の平均です。
#
# $$L = -(\log 0.5 + \log 0.25 + \log 0.8 + \log 0.1 + \log 0.2) / 5 = 6.215 / 5 = 1.243$$
#
# 文ごとの平均をさらに平均すると 1.362 になり、パディングを 6 つ目のトークンとして数えれば、また別の値になります。
#
# うまくいくレシピ: 埋め込み 64、GRU 128、Adam の学習率 0.008、勾配のノルムを 1 にクリッピング、バッチサイズ 64（エポックごとに順序を
# シャッフル）、15 エポック。損失はおよそ $\ln V = 4.3$ から始まり、0.05 より小さくなります。CPU 時間は 10〜20 秒で、上限は 45 秒です。
# エポック数が半分、層の大きさが半分、あるいは学習率 0.001 では足りません。モデルを変える前に、まず学習を長くしてみましょう。
# `train` では LSTM など、ほかのモデルを使ってもかまいません。
#
# 採点されるのは、与えられたパラメータでの損失とその勾配、生成される文、表、そして学習したモデルによる新しい文の翻訳です。
# BLEU が 75 以上で一部の点、90 以上でさらに点が付き、全体が正しい文の割合は 0.8 以上が必要です。BLEU は 1〜4 語の並びを正解と比べる
# 指標で、100 が満点です。最も似た学習文の訳をそのまま返すと BLEU は約 66、いつも同じ文を返すと高くても 17 で、どちらも全体が正しい文は
# 1 つもありません。レシピどおりなら 98〜100 になります。これは、モデルが小さな人工言語の文法を見つけたことを示すだけで、
# 実際の文章については何も言えません。そのためには 2000 文ではまったく足りません。
#
# `python translate.py` は公開ファイルで学習して表を表示し、`pytest -m ch3_translate` は BLEU を示します。この課題の文は 1 つのベクトルに
# 収まるほど短いので、表の値は 1 に近いままです。第 4 章のフォルダが隣にあれば、同じモデルをそこにある長い文でも学習します。
# するとボトルネックが見えます。12 語以上の文は、ほとんどすべて間違いになります。両方で 30 秒ほどです。
#
# 行き詰まったら: Sutskever, Vinyals, Le "Sequence to Sequence Learning with Neural Networks" (2014)、Papineni, Roukos, Ward, Zhu "BLEU: a
# Method for Automatic Evaluation of Machine Translation" (2002)、
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html)

# %% [markdown] lang="en" hint="1"
# Write `batch_loss` first and check it with the public case; then train on ten pairs until the loss is nearly 0, and let `greedy`
# write these ten. Only then take all pairs. If the loss falls to 0 at once and the translations are nonsense, the decoder sees what it
# is to say.

# %% [markdown] lang="en" hint="2"
# `encode`: embed, `pack_padded_sequence` with `enforce_sorted=False`, and keep the second thing that the GRU returns. `batch_loss`:
# four lists of rows (the sources and the targets with EOS behind, the targets with BOS before, the lengths), `padded`, `forward`, then
# cross-entropy that leaves PAD out. `greedy`: no teacher and no gradients; cut each row at its first EOS when everything is written.

# %% [markdown] lang="en" hint="3"
# `cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)`. One step of writing, for the whole batch, is
# `states, h = model.decoder(model.target(previous), h)` with `previous` of shape [B, 1], and then the arg max of `model.output(states)`
# is the next `previous`. `torch.randperm(len(data))` gives a new order for each epoch.

# %% [markdown] lang="ja" hint="1"
# まず `batch_loss` を書いて公開ケースで確かめます。次に 10 組だけで損失がほぼ 0 になるまで学習し、その 10 文を `greedy` で出力して
# みます。全部の対を使うのはそれからです。損失がすぐ 0 になるのに翻訳がでたらめなら、デコーダが答えを見ています。

# %% [markdown] lang="ja" hint="2"
# `encode`: 埋め込み、`pack_padded_sequence`（`enforce_sorted=False`）、GRU の 2 つ目の返り値。`batch_loss`: 後ろに EOS を付けた原文と
# 訳文、前に BOS を付けた訳文、長さの 4 つのリストを作り、`padded`、`forward`、最後に PAD を除いた交差エントロピー。`greedy`:
# 教師も勾配も使わず、すべて出力してから各行を最初の EOS で切ります。

# %% [markdown] lang="ja" hint="3"
# `cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)` です。生成の 1 ステップは、形状 [B, 1] の `previous` を使い、
# バッチ全体で `states, h = model.decoder(model.target(previous), h)` とします。`model.output(states)` の argmax が次の `previous` です。
# `torch.randperm(len(data))` でエポックごとに新しい順序が得られます。

# %%
import math
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

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


def padded(rows: list[list[int]], device: torch.device) -> Tensor:
    """Rows of ids as one tensor [B, longest], filled up with PAD on the right. Ready to use."""
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD).to(device)


class Translator(nn.Module):
    """An encoder-decoder with GRUs. The layers are ready; keep their names and sizes."""

    source_words: Words  # for train to fill in, so that translate finds them
    target_words: Words

    def __init__(self, source_size: int, target_size: int, embedding: int = 64, hidden: int = 128) -> None:
        super().__init__()
        self.source = nn.Embedding(source_size, embedding)
        self.target = nn.Embedding(target_size, embedding)
        self.encoder = nn.GRU(embedding, hidden, batch_first=True)
        self.decoder = nn.GRU(embedding, hidden, batch_first=True)
        self.output = nn.Linear(hidden, target_size)

    def encode(self, src: Tensor, lengths: Tensor) -> Tensor:
        """The context vectors of a batch. The grader does not call this method, nor forward: change them as you like.

        Args:
            src: source ids, each row ending with EOS and then PAD, shape [B, S].
            lengths: how many tokens of each row are real, EOS included, shape [B].

        Returns:
            The encoder's state after the last real token of each row, as the decoder wants it: shape [1, B, hidden].
        """
        # BEGIN SOLUTION
        packed = pack_padded_sequence(self.source(src), lengths.cpu(), batch_first=True, enforce_sorted=False)
        context: Tensor = self.encoder(packed)[1]
        return context
        # END SOLUTION

    def forward(self, src: Tensor, lengths: Tensor, dec_in: Tensor) -> Tensor:
        """Full teacher forcing: logits [B, T, target_size] for the tokens after those of dec_in [B, T].

        The decoder starts from the context.
        """
        # BEGIN SOLUTION
        states, _ = self.decoder(self.target(dec_in), self.encode(src, lengths))
        logits: Tensor = self.output(states)
        return logits
        # END SOLUTION


def batch_loss(model: Translator, pairs: list[tuple[list[int], list[int]]]) -> Tensor:
    """The loss of a batch, under full teacher forcing.

    Args:
        model: a Translator, on any device and of any dtype.
        pairs: for each sentence the ids of its source and of its target, without special tokens; at least one each.

    Returns:
        The mean cross-entropy in nats over all target tokens of the batch together, the EOS of each target included
        and padding not: a tensor without axes, connected to the graph.

    The encoder reads the source and then EOS; what it says must not depend on padding. The decoder starts from the encoder's
    last state, reads BOS and then the target, and should say the target and then EOS.
    """
    # BEGIN SOLUTION
    device = next(model.parameters()).device
    src = padded([[*source, EOS] for source, _ in pairs], device)
    lengths = torch.tensor([len(source) + 1 for source, _ in pairs])
    dec_in = padded([[BOS, *target] for _, target in pairs], device)
    dec_tgt = padded([[*target, EOS] for _, target in pairs], device)
    logits = model(src, lengths, dec_in)
    return cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)
    # END SOLUTION


def greedy(model: Translator, sources: list[list[int]], max_len: int) -> list[list[int]]:
    """Write translations, the most probable token at each step.

    Args:
        model: a Translator.
        sources: the ids of each source, without special tokens; at least one each.
        max_len: the most tokens to write for a sentence, at least 1.

    Returns:
        For each source a list of Python ints: the ids up to the first EOS, without BOS and EOS; max_len ids where no EOS
        came.
    """
    # BEGIN SOLUTION
    device = next(model.parameters()).device
    written = []
    with torch.no_grad():
        lengths = torch.tensor([len(source) + 1 for source in sources])
        h = model.encode(padded([[*source, EOS] for source in sources], device), lengths)
        previous = torch.full((len(sources), 1), BOS, device=device)
        for _ in range(max_len):
            states, h = model.decoder(model.target(previous), h)
            previous = model.output(states).argmax(-1)
            written.append(previous)
    rows: list[list[int]] = torch.cat(written, 1).tolist()
    return [row[: row.index(EOS)] if EOS in row else row for row in rows]
    # END SOLUTION


def train(pairs: list[tuple[str, str]]) -> Translator:
    """Train a translator.

    Args:
        pairs: sentences and their translations, words (and full stops) separated by blanks.

    Returns:
        What translate needs: a trained model with its vocabularies. It need not be a Translator; it is only passed on.

    The sizes, the learning rate and the number of epochs are yours; the handout has a recipe. Random numbers start from
    seed 0.
    """
    # BEGIN SOLUTION
    source_words, target_words = Words([source for source, _ in pairs]), Words([target for _, target in pairs])
    model = Translator(len(source_words.words), len(target_words.words))
    model.source_words, model.target_words = source_words, target_words
    data = [(source_words.ids(source), target_words.ids(target)) for source, target in pairs]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.008)
    for _ in range(15):
        order = torch.randperm(len(data)).tolist()
        for start in range(0, len(data), 64):
            loss = batch_loss(model, [data[i] for i in order[start : start + 64]])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model
    # END SOLUTION


def translate(model: Translator, sentences: list[str]) -> list[str]:
    """Translate sentences that the model has not seen.

    Args:
        model: what train returned.
        sentences: words separated by blanks.

    Returns:
        For each sentence its translation, words separated by single blanks.
    """
    # BEGIN SOLUTION
    written = greedy(model, [model.source_words.ids(sentence) for sentence in sentences], max_len=40)
    return [model.target_words.text(ids) for ids in written]
    # END SOLUTION


def exact_match_by_length(
    translations: list[str], references: list[str], sources: list[str], edges: list[int]
) -> list[float]:
    """How many sentences are right, by the length of the source.

    Args:
        translations, references, sources: for each sentence what the model wrote, what is right, and what was to be
            translated; words separated by single blanks.
        edges: increasing numbers of words, at least two.

    Returns:
        A list of one share for each two neighbouring edges a, b: of the sentences whose source has at least a and less
        than b words, the share whose translation is right from end to end, between 0 and 1; NaN if there is no such
        sentence. Sentences outside the edges do not count.
    """
    # BEGIN SOLUTION
    shares = []
    for a, b in pairwise(edges):
        right = [
            translation == reference
            for translation, reference, source in zip(translations, references, sources, strict=True)
            if a <= len(source.split()) < b
        ]
        shares.append(sum(right) / len(right) if right else math.nan)
    return shares
    # END SOLUTION


if __name__ == "__main__":
    chapters = Path(__file__).resolve().parent.parent
    for file, edges in (
        ("ch3/data/short_sentences.tsv", [4, 6, 8, 10, 12]),
        ("ch4/data/long_sentences.tsv", [4, 8, 12, 16, 40]),
    ):
        if not (chapters / file).exists():
            continue
        lines = (chapters / file).read_text(encoding="utf-8").splitlines()
        texts = [(source, target) for source, target, _ in (line.split("\t") for line in lines)]
        unseen = texts[-300:]
        translator = train(texts[:-300])
        english, japanese = [source for source, _ in unseen], [target for _, target in unseen]
        mine = translate(translator, english)
        print(file, "right from end to end:", sum(a == b for a, b in zip(mine, japanese, strict=True)) / len(unseen))
        shares = exact_match_by_length(mine, japanese, english, edges)
        for a, b, share in zip(edges[:-1], edges[1:], shares, strict=True):
            print(f"  {a:2} to {b - 1:2} words: {share:.2f}")
        print("  for example:", english[0], "->", mine[0])
