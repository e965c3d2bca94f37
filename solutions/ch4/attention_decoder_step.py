# %% [markdown] lang="en"
# Here attention becomes part of a translator. A decoder reads the last word, looks at the encoder's states
# $\bar h_1, \ldots, \bar h_S$, and predicts the next word. Write one step of Luong's decoder:
#
# $$h_t = \mathrm{GRU}([x_t; \tilde h_{t-1}],\, h_{t-1})$$
#
# $$w_{ts} = \mathrm{softmax}_s(h_t^\top W_a \bar h_s), \qquad c_t = \sum_s w_{ts} \bar h_s$$
#
# $$\tilde h_t = \tanh(W_c [c_t; h_t]), \qquad z_t = W_o \tilde h_t$$
#
# - $x_t$ is the embedding of the last word (`emb`) and $\tilde h_{t-1}$ the attention vector of the step before
#   (`att_prev`). The GRU reads both, **embedding first**: the decoder knows what it looked at. This is input feeding.
# - The **new** state $h_t$ is the query. (Bahdanau's decoder asks with the old one, before the GRU.) The scores are
#   "general" and not scaled; where `src_mask` is False there is only padding, and the weight is 0. A source that is
#   all padding has no weight anywhere, and its context is 0.
# - $[c_t; h_t]$ has the **context first**. The attention vector $\tilde h_t$ (`att_new`) gives the logits $z_t$ of the
#   next word, and is fed to the next step. The state that goes on is $h_t$ itself.
#
# Take every size 1, and suppose that the GRU has made $h_t = 0.5$. With $\bar h = (1, -1)$ and $W_a = 2$ the scores are
# $0.5 \cdot 2 \cdot 1 = 1$ and $-1$. The weights are $e^1 / (e^1 + e^{-1}) = 0.881$ and $0.119$, the context is
# $0.881 - 0.119 = 0.762$. With $W_c = (1, 1)$, $\tilde h_t = \tanh(0.762 + 0.5) = 0.852$, and with $W_o = 3$ the logit is
# $2.555$.
#
# What is graded: all four results, their dtype and shape, also for a batch of one and a source of one token; the
# gradients with respect to every argument; and that the arguments stay as they are. `torch.gru_cell` may be used, and
# `masked_softmax` is in the stub.
#
# If you are stuck: Luong, Pham and Manning, "Effective Approaches to Attention-based Neural Machine Translation"
# (2015), figure 4, and [torch.nn.GRUCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html).

# %% [markdown] lang="ja"
# ここで Attention が翻訳器の一部になります。デコーダは直前の単語を読み、エンコーダの状態
# $\bar h_1, \ldots, \bar h_S$ を見て、次の単語を予測します。Luong のデコーダの 1 ステップを書きましょう。
#
# $$h_t = \mathrm{GRU}([x_t; \tilde h_{t-1}],\, h_{t-1})$$
#
# $$w_{ts} = \mathrm{softmax}_s(h_t^\top W_a \bar h_s), \qquad c_t = \sum_s w_{ts} \bar h_s$$
#
# $$\tilde h_t = \tanh(W_c [c_t; h_t]), \qquad z_t = W_o \tilde h_t$$
#
# - $x_t$ は直前の単語の埋め込み（`emb`）、 $\tilde h_{t-1}$ は前のステップの Attention ベクトル（`att_prev`）です。
#   GRU は **埋め込みを先** にして両方を読むので、デコーダは前にどこを見たかを知っています。これを input feeding と呼びます。
# - クエリは **新しい** 状態 $h_t$ です。（Bahdanau のデコーダは GRU の前の古い状態を使います。）スコアは general で、
#   スケーリングしません。`src_mask` が False のところはパディングなので、重みは 0 です。入力がすべてパディングなら、
#   重みもコンテキストもすべて 0 です。
# - $[c_t; h_t]$ は **コンテキストが先** です。Attention ベクトル $\tilde h_t$（`att_new`）から次の単語の logits $z_t$ を
#   計算し、次のステップの入力にも使います。次へ渡す状態は $h_t$ そのものです。
#
# すべての大きさが 1 の例です。GRU が $h_t = 0.5$ を出したとします。 $\bar h = (1, -1)$、 $W_a = 2$ なら、スコアは
# $0.5 \cdot 2 \cdot 1 = 1$ と $-1$ です。重みは $e^1 / (e^1 + e^{-1}) = 0.881$ と $0.119$、コンテキストは
# $0.881 - 0.119 = 0.762$ です。 $W_c = (1, 1)$ なら $\tilde h_t = \tanh(0.762 + 0.5) = 0.852$、 $W_o = 3$ なら logit は
# $2.555$ となります。
#
# 採点されるのは、4 つの返り値の値・dtype・形状（バッチや入力の長さが 1 の場合も含みます）、すべての引数に関する勾配、
# そして引数が書き換えられていないことです。`torch.gru_cell` は使ってかまいません。`masked_softmax` はひな形に
# 用意してあります。
#
# 行き詰まったら: Luong, Pham, Manning "Effective Approaches to Attention-based Neural Machine Translation"（2015）の
# 図 4 と、[torch.nn.GRUCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Follow the formulas from top to bottom: first the new state, then the weights, then the context, then the two matrices.
# Write the shape of each result beside its line.

# %% [markdown] lang="en" hint="2"
# `torch.gru_cell(input, h, *gru_params)` makes the new state. For the scores, give the query `h_new @ W_a` an axis of
# size 1, so that it is a matrix with one row for each sample, and multiply it with the transposed `enc`: that gives
# [B, 1, S]. The context is the product of the weights, [B, 1, S], and `enc`. Take the axis of size 1 away at the end.

# %% [markdown] lang="en" hint="3"
# `(h_new @ W_a)[:, None] @ enc.transpose(1, 2)` are the scores, [B, 1, S], and `src_mask[:, None]` is the mask that goes
# with them. `[:, 0]` takes away the axis safely, where `squeeze()` would also drop a batch of one. Then come
# `torch.cat([context, h_new], dim=1)` and `@ W_c.T`.

# %% [markdown] lang="ja" hint="1"
# 式を上から順にたどりましょう。新しい状態、重み、コンテキスト、そして 2 つの行列の順です。
# 各行の結果の形状を横に書いておくとよいでしょう。

# %% [markdown] lang="ja" hint="2"
# `torch.gru_cell(入力, h, *gru_params)` で新しい状態ができます。スコアでは、クエリ `h_new @ W_a` に大きさ 1 の軸を入れて
# サンプルごとに 1 行の行列とし、転置した `enc` と掛けると [B, 1, S] になります。コンテキストは重み [B, 1, S] と
# `enc` の積です。大きさ 1 の軸は最後に取り除きます。

# %% [markdown] lang="ja" hint="3"
# スコアは `(h_new @ W_a)[:, None] @ enc.transpose(1, 2)` で [B, 1, S]、それに合うマスクは `src_mask[:, None]` です。
# `[:, 0]` なら軸を安全に取り除けます（`squeeze()` は大きさ 1 のバッチまで消します）。その後は
# `torch.cat([context, h_new], dim=1)` と `@ W_c.T` です。

# %%
import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def attention_decoder_step(
    emb: Tensor,
    h: Tensor,
    att_prev: Tensor,
    enc: Tensor,
    src_mask: Tensor,
    gru_params: tuple[Tensor, Tensor, Tensor, Tensor],
    W_a: Tensor,
    W_c: Tensor,
    W_o: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """One step of a GRU decoder with Luong's attention ("general", not scaled) and input feeding.

    Args:
        emb: embedding of the last word, shape [B, E].
        h: state of the GRU, shape [B, H].
        att_prev: attention vector of the step before, shape [B, H].
        enc: states of the encoder, shape [B, S, H].
        src_mask: bool, shape [B, S]; True at real tokens, False at padding.
        gru_params: weight_ih [3H, E + H], weight_hh [3H, H], bias_ih [3H] and bias_hh [3H], as torch.gru_cell takes
            them; the input of the GRU is [emb; att_prev].
        W_a: shape [H, H]; the score of source position s is h_new . (W_a enc_s).
        W_c: shape [H, 2H]; att_new is tanh(W_c [context; h_new]).
        W_o: shape [V, H]; the logits are W_o att_new.

    Returns:
        (logits, h_new, att_new, weights), of shapes [B, V], [B, H], [B, H] and [B, S], with emb's dtype and device and
        connected to the graph. Weights are exactly 0 at padding; if a source is all padding, its weights and context
        are 0. The arguments stay as they are.

    torch.gru_cell is allowed, torch's ready-made attention is not.
    """
    # BEGIN SOLUTION
    h_new = torch.gru_cell(torch.cat([emb, att_prev], dim=1), h, *gru_params)
    scores = (h_new @ W_a)[:, None] @ enc.transpose(1, 2)
    alignment = masked_softmax(scores, src_mask[:, None])
    context = (alignment @ enc)[:, 0]
    att_new = torch.tanh(torch.cat([context, h_new], dim=1) @ W_c.T)
    return att_new @ W_o.T, h_new, att_new, alignment[:, 0]
    # END SOLUTION
