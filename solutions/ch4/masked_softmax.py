# %% [markdown] lang="en"
# Attention turns scores into weights with a softmax. But some positions must not take part: padding, or words
# that are still to come. Write a softmax that looks only at the positions that a mask keeps. With
# $m_j \in \lbrace 0, 1 \rbrace$, where 1 (True) means: keep, the weight of position $j$ is
#
# $$w_j = \frac{m_j \, e^{s_j - s_{\max}}}{\sum_k m_k \, e^{s_k - s_{\max}}}, \qquad s_{\max} = \max_{k:\, m_k = 1} s_k$$
#
# - Subtracting $s_{\max}$ changes no weight, since numerator and denominator shrink by the same factor, but it
#   keeps $e^s$ from overflowing: $e^{1000}$ is infinite to a computer.
# - A masked position has a weight of exactly 0, whatever its score is, even NaN. The kept ones share the 1.
# - If nothing is kept in a row, the formula says 0/0. Then all weights of the row are 0, and so is the gradient:
#   never NaN, neither forwards nor backwards.
#
# Take the scores $(1, 5, 0)$ with the mask (True, False, True). The largest kept score is 1, so the exponentials
# are $e^0 = 1$ and $e^{-1} = 0.368$, which add up to 1.368. The weights are $(0.731, 0, 0.269)$; the 5 plays no
# part. With the mask (False, False, False) they are $(0, 0, 0)$.
#
# What is graded: the weights, their dtype and shape, along any `dim`, with and without a mask, also one that is
# broadcast; huge scores; the gradient with respect to `scores`; and that the arguments stay as they are. Write the
# softmax yourself: `torch.softmax` and its relatives are not allowed here.
#
# If you are stuck: [torch.where](https://docs.pytorch.org/docs/stable/generated/torch.where.html) and
# [torch.Tensor.masked_fill](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill.html).

# %% [markdown] lang="ja"
# Attention は Softmax でスコアを重みに変えます。しかし、パディングやまだ見てはいけない未来の単語のように、
# 計算に加えてはいけない位置があります。マスクが残す位置だけを見る Softmax を書きましょう。
# $m_j \in \lbrace 0, 1 \rbrace$ とし、1（True）を「残す」とすると、位置 $j$ の重みは次の式になります。
#
# $$w_j = \frac{m_j \, e^{s_j - s_{\max}}}{\sum_k m_k \, e^{s_k - s_{\max}}}, \qquad s_{\max} = \max_{k:\, m_k = 1} s_k$$
#
# - $s_{\max}$ を引いても、分子と分母が同じ倍率で小さくなるので重みは変わりません。一方で $e^s$ の
#   オーバーフローを防げます。 $e^{1000}$ はコンピュータでは無限大になってしまいます。
# - マスクされた位置の重みは、スコアが何であっても（NaN でも）ちょうど 0 です。残す位置の重みの和が 1 になります。
# - 行の中に残す位置が 1 つもないと、式は 0/0 になります。このときはその行の重みも勾配もすべて 0 とします。
#   順伝播でも逆伝播でも NaN にしてはいけません。
#
# 例として、スコアを $(1, 5, 0)$、マスクを (True, False, True) とします。残すスコアの最大値は 1 なので、
# 指数は $e^0 = 1$ と $e^{-1} = 0.368$、その和は 1.368 です。重みは $(0.731, 0, 0.269)$ で、5 は影響しません。
# マスクが (False, False, False) なら、重みは $(0, 0, 0)$ です。
#
# 採点されるのは、任意の `dim` に沿った重みの値・dtype・形状（マスクがある場合、ない場合、ブロードキャストされる場合）、
# 非常に大きなスコアでの値、`scores` に関する勾配、そして引数が書き換えられていないことです。
# Softmax は自分で書きます。この演習では `torch.softmax` とその仲間は使えません。
#
# 行き詰まったら: [torch.where](https://docs.pytorch.org/docs/stable/generated/torch.where.html) と
# [torch.Tensor.masked_fill](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill.html)
# を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Write the softmax without a mask first: exponentials, divided by their sum along `dim`. Then ask which score a
# masked position would need for its exponential to be exactly 0.

# %% [markdown] lang="en" hint="2"
# Four steps: replace masked scores by minus infinity; subtract the row's maximum; take exponentials; divide by their
# sum. Only in a row of which nothing is kept do the maximum (minus infinity) and the sum (0) do harm. Replace both by
# harmless numbers before you subtract and divide: a NaN that once arose comes back in the gradient.

# %% [markdown] lang="en" hint="3"
# `top = s.amax(dim, keepdim=True)` gives the maxima, and `torch.where(top.isfinite(), top, 0)` makes them harmless. In
# an empty row every `exp` is then 0, and the sum can be replaced by 1 in the same way.

# %% [markdown] lang="ja" hint="1"
# まずマスクなしの Softmax を書きましょう。指数を計算し、`dim` 方向の和で割ります。次に、マスクされた位置の指数が
# ちょうど 0 になるには、スコアがいくつであればよいかを考えます。

# %% [markdown] lang="ja" hint="2"
# 4 つの手順です。マスクされたスコアを負の無限大に置き換える、行の最大値を引く、指数を計算する、その和で割る。
# 困るのは何も残らない行だけで、最大値が負の無限大、和が 0 になります。引いたり割ったりする前に、どちらも
# 無害な数に置き換えましょう。一度 NaN が発生すると、勾配で再び現れます。

# %% [markdown] lang="ja" hint="3"
# `top = s.amax(dim, keepdim=True)` で最大値が求まり、`torch.where(top.isfinite(), top, 0)` で無害になります。
# すると空の行の `exp` はすべて 0 になるので、和も同じ方法で 1 に置き換えられます。

# %%
import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    """Softmax along one axis, over the positions that a mask keeps.

    Args:
        scores: float tensor with one axis or more, none of them empty. Kept scores are finite.
        mask: bool, broadcastable to the shape of scores; True means keep. None keeps everything.
        dim: the axis along which the weights add up to 1.

    Returns:
        The weights: shape, dtype and device of scores, connected to the graph. They are exactly 0 where the mask is
        False, whatever the score is there (NaN too). Where nothing is kept along dim, weights and gradient are 0.
        The arguments stay as they are.

    Only differences of scores matter: rows around 10000 or -10000 are treated like rows around 0, without infinities
    or 0/0. torch.softmax, its relatives (log_softmax, the method scores.softmax, ...) and ready-made attention are not
    allowed.
    """
    # BEGIN SOLUTION
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    top = scores.detach().amax(dim, keepdim=True)
    powers = torch.exp(scores - torch.where(top.isfinite(), top, 0))
    total = powers.sum(dim, keepdim=True)
    return powers / torch.where(total > 0, total, 1)
    # END SOLUTION
