# %% [markdown] lang="en"
# A network computes with numbers, so a text has to become numbers first. The **vocabulary** lists every character
# of the text once, in sorted order, and the **id** of a character is its place in that list, counted from 0.
# Sorting matters: a Python `set` has no fixed order, and a network that was trained with one order is useless with
# another.
#
# A character model learns to predict what comes next. So the input is the text without its last character, and the
# target is the text without its first:
#
# $$x_t = \text{id}(s_t), \qquad y_t = \text{id}(s_{t+1})$$
#
# for a text $s$. The last character has no successor, so a text of $n$ characters gives $n - 1$ pairs. Both come as
# a batch of one, of shape $[1, n - 1]$.
#
# An id is only a name: 3 is not three times 1. To feed it to a network, it becomes a **one-hot** vector of length
# $V$, the size of the vocabulary, with a 1 at the place of the id and 0 elsewhere.
#
# Take "hello". The vocabulary is e, h, l, o.
#
# - The ids of the text are 1, 0, 2, 2, 3.
# - So `x` is [[1, 0, 2, 2]] ("hell") and `y` is [[0, 2, 2, 3]] ("ello"). The two l have different successors: only
#   a network with a memory can get both right.
# - The one-hot vector of the first id, 1, is (0, 1, 0, 0).
#
# What is graded: `make_char_pairs` and `one_hot`, exactly: values, shapes and dtypes, for texts in any script, with
# spaces and newlines as characters like any other; and `ValueError` for a text of fewer than two characters.
#
# If you are stuck: [sorted](https://docs.python.org/3/library/functions.html#sorted) and
# [torch.Tensor.scatter_](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html), one of several
# ways to the second part.

# %% [markdown] lang="ja"
# ネットワークが計算するのは数なので、テキストはまず数に変えます。**語彙** は、テキストに現れる文字をソートして 1
# 回ずつ並べたリストで、文字の **id** はその中の位置（0 から数えます）です。ソートには意味があります。Python の
# `set` の順序は決まっておらず、ある順序で学習したネットワークは、別の順序では役に立ちません。
#
# 文字単位のモデルは、次の文字を予測するように学習します。そこで、入力はテキストから最後の文字を除いたもの、
# ターゲットは最初の文字を除いたものです。
#
# $$x_t = \text{id}(s_t), \qquad y_t = \text{id}(s_{t+1})$$
#
# ここで $s$ はテキストです。最後の文字には次の文字がないので、 $n$ 文字のテキストからは $n - 1$ 個の組ができます。
# どちらもサンプル 1 つのバッチとして、形状 $[1, n - 1]$ にします。
#
# id は名前にすぎず、3 は 1 の 3 倍ではありません。ネットワークに入力するときは、語彙の大きさ $V$ を長さとする
# **one-hot** ベクトルにします。id の位置だけが 1 で、ほかは 0 です。
#
# "hello" の例です。語彙は e, h, l, o です。
#
# - テキストの id は 1, 0, 2, 2, 3 です。
# - したがって `x` は [[1, 0, 2, 2]]（"hell"）、`y` は [[0, 2, 2, 3]]（"ello"）です。2 つの l は次の文字が違うので、
#   両方を当てるには記憶が必要です。
# - 最初の id である 1 の one-hot ベクトルは (0, 1, 0, 0) です。
#
# 採点されるのは、`make_char_pairs` と `one_hot` の値・形状・dtype です（完全な一致が必要です）。
# どの言語の文字でも、また空白や改行も、同じように 1 つの文字として扱います。2 文字未満のテキストでは `ValueError`
# を送出します。
#
# 行き詰まったら: [sorted](https://docs.python.org/ja/3/library/functions.html#sorted) と、2 つ目の関数の書き方の 1
# つである [torch.Tensor.scatter_](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html)
# のドキュメントがあります。

# %% [markdown] lang="en" hint="1"
# Two things are needed: each character once, in a fixed order, and a way to look up the place of a character. For
# the vectors, ask of every place of every vector: does it belong to the id?

# %% [markdown] lang="ja" hint="1"
# 必要なものは 2 つです。各文字を 1 回ずつ決まった順に並べたものと、文字からその位置を調べる方法です。ベクトルでは、
# それぞれの位置について「これは id の位置か」を考えてみましょう。

# %% [markdown] lang="en" hint="2"
# 1. Refuse a text that is too short. A `set` drops what occurs twice; sort it into a list.
# 2. A dict from character to place turns the text into a list of ids.
# 3. Make a tensor of the ids without the last, and one without the first, each inside one more pair of brackets.
# 4. For the vectors: start from zeros with one axis more than `x`, and put a 1 where each id says; or compare `x`
#    with all numbers from 0 to V - 1 at once.

# %% [markdown] lang="ja" hint="2"
# 1. 短すぎるテキストを拒否します。`set` で重複を除き、ソートしてリストにします。
# 2. 文字から位置を引く辞書を作り、テキストを id のリストに変えます。
# 3. 最後を除いた id と、最初を除いた id を、それぞれもう 1 重の括弧に入れてテンソルにします。
# 4. ベクトルは、`x` より軸が 1 つ多いゼロのテンソルを作り、各 id の位置に 1 を入れます。または、`x` を 0 から V - 1
#    までの数と一度に比較します。

# %% [markdown] lang="en" hint="3"
# `enumerate` gives places and characters together. Slices `[:-1]` and `[1:]` leave out the last and the first. For
# the vectors, `x.unsqueeze(-1)` has a last axis of size 1, which broadcasts against `torch.arange(V)` in a
# comparison; the result is bool, and `.to(dtype)` turns it into numbers.

# %% [markdown] lang="ja" hint="3"
# `enumerate` を使うと、位置と文字が組で得られます。`[:-1]` と `[1:]` で、最後や最初を除けます。ベクトルでは、
# `x.unsqueeze(-1)` の最後の軸は大きさが 1 なので、`torch.arange(V)` との比較でブロードキャストされます。結果は bool
# なので、`.to(dtype)` で数に変えます。

# %%
import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    """The vocabulary of a text, and its characters as inputs and targets.

    Args:
        text: at least two characters, as len counts them. Every one counts, also white space; capitals and small
            letters differ.

    Returns:
        (vocab, x, y): vocab is the sorted list of the different characters, each once; x and y are int64, of shape
        [1, len(text) - 1]: x holds the places in vocab of all characters but the last, y those of the characters
        that follow them.

    Raises:
        ValueError: the text has fewer than two characters.
    """
    # BEGIN SOLUTION
    if len(text) < 2:
        raise ValueError("the text needs at least two characters")
    vocab = sorted(set(text))
    place = {character: number for number, character in enumerate(vocab)}
    ids = [place[character] for character in text]
    return vocab, torch.tensor([ids[:-1]]), torch.tensor([ids[1:]])
    # END SOLUTION


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    """Ids as vectors of zeros with a single one.

    Args:
        x: int64, shape [B, T], numbers from 0 to V - 1.
        V: the size of the vocabulary.
        dtype: of the result.

    Returns:
        Shape [B, T, V], of this dtype and on x's device: 1 at place x[b, t] of vector [b, t], else 0. x stays as it
        is.

    Write it yourself: torch.nn.functional.one_hot is not allowed.
    """
    # BEGIN SOLUTION
    vectors = torch.zeros(*x.shape, V, dtype=dtype, device=x.device)
    return vectors.scatter_(-1, x.unsqueeze(-1), 1)
    # END SOLUTION
