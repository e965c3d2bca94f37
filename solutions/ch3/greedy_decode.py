# %% [markdown] lang="en"
# A trained decoder is to write a sentence. There is no target to feed now: what it reads at each step is what it wrote
# at the step before. **Greedy decoding** takes the most probable token each time. With the logits $z_t$, the state
# $h_t$ and the token $y_t$ of step $t$,
#
# $$(z_t, h_t) = \text{step}(y_{t-1}, h_{t-1}), \qquad y_t = \arg\max_v z_{t,v}, \qquad y_0 = \text{BOS}$$
#
# No softmax is needed: the largest logit belongs to the largest probability.
#
# A sentence has ended when its token is EOS. In a batch, sentences end at different steps, and the step function
# takes all of them at once. So go on until **all** have ended, or until there are `max_len` tokens; a sentence that has
# ended gets PAD from then on, whatever the decoder says about it. What you feed the decoder for such a sentence does not
# matter.
#
# Take two sentences, with BOS = 1, EOS = 2, PAD = 0. Suppose that the largest logits at the first step belong to the
# tokens 5 and 2, at the second to 4 and 6, at the third to 2 and 3. Then the second sentence has ended at once, the first
# at step 3, and decoding stops there:
#
# ```
# tokens  [[5, 4, 2],    lengths  [3, 1]
#          [2, 0, 0]]
# ```
#
# BOS is not part of the result. EOS is, and it counts in the length; a sentence that never ends has the length
# `max_len`. The decoder may also say PAD before EOS: then this is a token like any other, and counts too.
#
# What is graded: tokens and lengths, their dtype and shapes, so also how many columns there are, and that `h0` stays as
# it is. The ids of BOS, EOS and PAD are arguments; the usual ones are only the defaults.
#
# If you are stuck: Sutskever, Vinyals and Le (2014), "Sequence to Sequence Learning with Neural Networks", and
# [torch.argmax](https://docs.pytorch.org/docs/stable/generated/torch.argmax.html).

# %% [markdown] lang="ja"
# 学習済みのデコーダに文を書かせます。入力できる正解はもうないので、各時刻で読むのは直前の時刻に自分が書いたトークンです。
# **貪欲法** では、毎回、最も確率の高いトークンを選びます。時刻 $t$ の logits を $z_t$、状態を $h_t$、トークンを $y_t$
# とすると、次のようになります。
#
# $$(z_t, h_t) = \text{step}(y_{t-1}, h_{t-1}), \qquad y_t = \arg\max_v z_{t,v}, \qquad y_0 = \text{BOS}$$
#
# Softmax は必要ありません。logits が最大のトークンは、確率も最大だからです。
#
# トークンが EOS になったら、その文は終わりです。バッチの中の文はそれぞれ別の時刻に終わりますが、step
# 関数は全部をまとめて処理します。そこで **すべての** 文が終わるか、トークンが `max_len`
# 個になるまで続けます。終わった文には、デコーダの出力に関係なく、それ以降 PAD を置きます。
# 終わった文についてデコーダに何を入力するかは自由です。
#
# 例として 2 つの文を考えます（BOS = 1、EOS = 2、PAD = 0）。logits が最大のトークンが、最初の時刻では 5 と 2、次の時刻では
# 4 と 6、3 番目の時刻では 2 と 3 だったとします。2 番目の文は最初の時刻で、1 番目の文は 3 番目の時刻で終わるので、
# デコードはそこで止まります。
#
# ```
# tokens  [[5, 4, 2],    lengths  [3, 1]
#          [2, 0, 0]]
# ```
#
# BOS は結果に含めません。EOS は含め、長さにも数えます。終わらなかった文の長さは `max_len` です。デコーダが EOS
# より前に PAD を出すこともあります。そのときの PAD はほかと同じトークンで、長さにも数えます。
#
# 採点されるのは、トークンと長さ、その dtype と形状（列の数を含みます）、そして `h0` が書き換えられていないことです。
# BOS・EOS・PAD の ID は引数で、いつもの値は既定値にすぎません。
#
# 行き詰まったら: Sutskever, Vinyals, Le (2014) "Sequence to Sequence Learning with Neural Networks" と、
# [torch.argmax](https://docs.pytorch.org/docs/stable/generated/torch.argmax.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Besides token and state you need to remember one more thing from step to step: which sentences have ended.

# %% [markdown] lang="en" hint="2"
# Start with a tensor [B] full of `bos`, and with a bool tensor [B] of False. In each step: call the step function, take the
# arg max over the vocabulary, put `pad` where the sentence had ended before, keep the column, then note who has ended
# now. Stop if all have. For the lengths, add 1 to every sentence that had not ended before the step.

# %% [markdown] lang="en" hint="3"
# `y = torch.where(ended, pad, logits.argmax(dim=-1))`, then `lengths += ~ended`, and only after that
# `ended = ended | (y == eos)`: the order of these three decides whether EOS counts. Columns are put together by
# `torch.stack(columns, dim=1)`.

# %% [markdown] lang="ja" hint="1"
# トークンと状態のほかに、もう 1 つ、時刻から時刻へ覚えておくものがあります。どの文がもう終わったかです。

# %% [markdown] lang="ja" hint="2"
# `bos` で埋めたテンソル [B] と、False で埋めた bool のテンソル [B] から始めます。各時刻では、step 関数を呼び、
# 語彙の方向の argmax を取り、すでに終わっていた文には `pad` を置き、その列を保存してから、今終わった文を記録します。
# 全部終わっていれば止めます。長さは、その時刻の前に終わっていなかった文に 1 を足していけば求まります。

# %% [markdown] lang="ja" hint="3"
# `y = torch.where(ended, pad, logits.argmax(dim=-1))`、次に `lengths += ~ended`、そのあとで
# `ended = ended | (y == eos)` とします。この 3 つの順序で、EOS が数えられるかどうかが決まります。列は
# `torch.stack(columns, dim=1)` でまとめます。

# %%
from collections.abc import Callable

import torch
from torch import Tensor


def greedy_decode(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    max_len: int,
    bos: int = 1,
    eos: int = 2,
    pad: int = 0,
) -> tuple[Tensor, Tensor]:
    """Decode a batch of sentences, always with the most probable token.

    Args:
        step_fn: one step, ``step_fn(y_prev, h) -> (logits, h_new)``; y_prev: int64, shape [B]; h and h_new: the states,
            shape [B, H]; logits: shape [B, V].
        h0: the first state, shape [B, H].
        max_len: decode at most so many tokens, EOS included; at least 1.
        bos: the id that is fed first; it is not part of the result.
        eos: the id that ends a sentence.
        pad: the id that fills up the rows of sentences that have ended.

    Returns:
        (tokens, lengths), int64, on the device of h0. tokens has the shape [B, T], where T is the largest length: there is
        no column of nothing but padding. lengths has the shape [B]: the number of tokens up to and with EOS, or
        max_len where EOS did not come. Of equally large logits the smallest id wins.
    """
    # BEGIN SOLUTION
    B = len(h0)
    y = torch.full((B,), bos, device=h0.device)
    h = h0
    ended = torch.zeros(B, dtype=torch.bool, device=h0.device)
    lengths = torch.zeros(B, dtype=torch.int64, device=h0.device)
    columns: list[Tensor] = []
    for _ in range(max_len):
        logits, h = step_fn(y, h)
        y = torch.where(ended, pad, logits.argmax(dim=-1))
        columns.append(y)
        lengths += ~ended
        ended = ended | (y == eos)
        if ended.all():
            break
    return torch.stack(columns, dim=1), lengths
    # END SOLUTION
