# %% [markdown] lang="en"
# The **encoder** reads the source sentence and leaves what the decoder starts from: the **context vector**, one
# vector of fixed length for a sentence of any length. Each token id $x_s$ is first turned into a vector, its
# **embedding**; a GRU then reads these vectors in order, and its last state is the context $c$:
#
# $$h_s = \text{GRU}(\text{embedding}(x_s), h_{s-1}), \qquad h_0 = 0, \qquad c = h_n$$
#
# Here $n$ is the number of tokens of the sentence, EOS included. The difficulty is that the sentences of a batch have
# different lengths. Row $b$ of `src` holds `src_len[b]` tokens and then PAD, but the GRU must not go on over the
# padding: its state would change with every PAD that it reads.
#
# Take a GRU of one hidden unit whose weights and biases are all 0, but for the weight from the input to the candidate,
# which is 1. Its gates are 0.5, and $h_s = 0.5 \tanh(x_s) + 0.5 h_{s-1}$. Let the embeddings of the tokens 5, 2, 4
# and 6 be 1, 0, -1 and 2. For `src = [[5, 2, 0], [4, 6, 2]]` and `src_len = [2, 3]` the results are
#
# ```
# outputs  [[ 0.381, 0.190, 0.000],    context  [0.190, 0.146]
#           [-0.381, 0.292, 0.146]]
# ```
#
# (the last axis, of size 1, is left out). The first sentence is over after two steps: its context is its second output,
# and its output at the padding is 0. With one more column of PAD both contexts stay as they are, and both sentences get
# one more output of 0.
#
# Write the class `Encoder`. `nn.GRU` is allowed here, and so are `pack_padded_sequence` and
# `pad_packed_sequence`: they let the GRU stop at the end of each sentence. By default the first asks for sentences
# sorted by length, and the second makes its result only as long as the longest sentence; both can be told otherwise.
# Lengths for packing have to be on the CPU.
#
# What is graded: outputs and context for given parameters, their shapes, the gradients of every parameter (none for the
# vector of PAD), and that `src` and `src_len` stay as they are. So keep the names `embedding` and `rnn`.
#
# If you are stuck: Cho et al. (2014), "Learning Phrase Representations using RNN Encoder-Decoder", and
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html).

# %% [markdown] lang="ja"
# **エンコーダ** は原文を読み、デコーダの出発点となる **コンテキストベクトル** を残します。文がどんな長さでも、
# 固定長の 1 つのベクトルです。まず各トークンの ID $x_s$ をベクトル（**埋め込み**）に変換し、GRU
# がそれを順に読みます。最後の状態がコンテキスト $c$ です。
#
# $$h_s = \text{GRU}(\text{embedding}(x_s), h_{s-1}), \qquad h_0 = 0, \qquad c = h_n$$
#
# ここで $n$ は EOS を含む文のトークン数です。難しいのは、バッチの中の文の長さがさまざまなことです。`src` の行 $b$
# には `src_len[b]` 個のトークンがあり、その後は PAD です。GRU がパディングの上まで進んではいけません。PAD
# を読むたびに状態が変わってしまうからです。
#
# 例として、隠れユニットが 1 つの GRU を考えます。重みとバイアスは、入力から候補への重みが 1 であるほかは、すべて 0
# とします。するとゲートは 0.5 で、 $h_s = 0.5 \tanh(x_s) + 0.5 h_{s-1}$ です。トークン 5、2、4、6 の埋め込みを 1、0、-1、2
# とすると、`src = [[5, 2, 0], [4, 6, 2]]`、`src_len = [2, 3]` に対する結果は次のとおりです。
#
# ```
# outputs  [[ 0.381, 0.190, 0.000],    context  [0.190, 0.146]
#           [-0.381, 0.292, 0.146]]
# ```
#
# （サイズ 1 の最後の軸は省いてあります。）1 番目の文は 2 ステップで終わるので、コンテキストは 2 番目の出力と同じで、
# パディングのところの出力は 0 です。PAD の列が 1 つ増えても、コンテキストはどちらも変わらず、どちらの文にも 0
# の出力が 1 つ増えるだけです。
#
# クラス `Encoder` を書きます。ここでは `nn.GRU` を使ってかまいません。`pack_padded_sequence` と `pad_packed_sequence`
# も使えます。これらを使うと、GRU は各文の終わりで止まります。既定では、前者は長い順に並んだ文を要求し、
# 後者の結果は最も長い文までの長さしかありませんが、どちらも引数で変えられます。パックするときの長さは CPU 上に置きます。
#
# 採点されるのは、与えられたパラメータに対する出力とコンテキスト、その形状、すべてのパラメータの勾配（PAD のベクトルの勾配は 0）、
# そして `src` と `src_len` が書き換えられていないことです。`embedding` と `rnn` という名前は変えないでください。
#
# 行き詰まったら: Cho et al. (2014) "Learning Phrase Representations using RNN Encoder-Decoder" と、
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html)
# を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Two layers in `__init__`, and in `forward` four steps: embed, pack, run, unpack. What `nn.GRU` returns second is
# almost the context already.

# %% [markdown] lang="en" hint="2"
# In `__init__` call `super().__init__()` first, then make `nn.Embedding` with `padding_idx=0` and `nn.GRU` with
# `batch_first=True`. In `forward`, pack the embedded sentences with their lengths, give the packed sequence to the GRU,
# and unpack its outputs to the width of `src`. The last state has an axis of layers in front: take it away.

# %% [markdown] lang="en" hint="3"
# `pack_padded_sequence(embedded, src_len.cpu(), batch_first=True, enforce_sorted=False)` takes sentences in any
# order; `pad_packed_sequence(..., batch_first=True, total_length=src.shape[1])` returns outputs and lengths, the
# outputs with zeros at the padding. The state `h_n` has the shape [1, B, H]; index its first axis.

# %% [markdown] lang="ja" hint="1"
# `__init__` には 2 つの層、`forward` には 4 つの段階（埋め込む・パックする・GRU に通す・元に戻す）があります。`nn.GRU`
# の 2 番目の返り値が、ほぼそのままコンテキストです。

# %% [markdown] lang="ja" hint="2"
# `__init__` では最初に `super().__init__()` を呼び、`padding_idx=0` を付けた `nn.Embedding` と `batch_first=True`
# を付けた `nn.GRU` を作ります。`forward` では、埋め込んだ文を長さとともにパックし、GRU に渡し、出力を `src`
# の幅に戻します。最後の状態の先頭には層の軸があるので、取り除きます。

# %% [markdown] lang="ja" hint="3"
# `pack_padded_sequence(embedded, src_len.cpu(), batch_first=True, enforce_sorted=False)` なら文の順序を問いません。
# `pad_packed_sequence(..., batch_first=True, total_length=src.shape[1])` は出力と長さを返し、出力のパディングのところは 0
# になります。状態 `h_n` の形状は [1, B, H] なので、先頭の軸を添字で取り出します。

# %%
from torch import Tensor, nn


class Encoder(nn.Module):
    """A GRU over embedded tokens.

    Args of the constructor:
        vocab_size: V, number of token ids; PAD is 0.
        emb: E, size of an embedding.
        hidden: H, size of the state.

    It has two submodules, whose names the grader relies on: ``embedding``, an nn.Embedding of V tokens and size E with
    padding_idx=0, and ``rnn``, a batch-first nn.GRU of one layer and one direction.
    """

    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        # BEGIN SOLUTION
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)
        # END SOLUTION

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        """Read a batch of sentences, in any order of length.

        Args:
            src: token ids, int64, shape [B, S], each row filled up with PAD on the right. S may be larger than the
                longest sentence.
            src_len: number of tokens of each row, EOS included, int64, shape [B], each at least 1; on src's device.

        Returns:
            (outputs, context): outputs of shape [B, S, H], the GRU's output at every token, and 0 at the padding;
            context of shape [B, H], the state after the last token of each sentence. Neither depends on the number
            of columns of padding.
        """
        # BEGIN SOLUTION
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(src), src_len.cpu(), batch_first=True, enforce_sorted=False
        )
        packed_outputs, h_n = self.rnn(packed)
        outputs, _ = nn.utils.rnn.pad_packed_sequence(packed_outputs, batch_first=True, total_length=src.shape[1])
        return outputs, h_n[0]
        # END SOLUTION
