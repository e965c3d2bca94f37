# %% [markdown] lang="en"
# The weights of a decoder say where it looked while it wrote. Write two functions that read them: `alignment` makes
# numbers of the weights, and `alignment_accuracy` compares these with what a human marked.
#
# For each target token $t$, `alignment` returns the source position with the largest weight, and the entropy of the
# weights in nats (natural logarithms), which tells whether the model looked at one word or at many:
#
# $$a_t = \arg\max_{s \text{ real}} w_{ts}, \qquad H_t = -\sum_{s \text{ real}} w_{ts} \ln w_{ts}$$
#
# - Only real source tokens take part. Padding never wins, and is left out of the sum, even if a careless model put
#   weight there. The weights are used as they are: do not divide by their sum again. Which of two equal largest
#   weights wins is not graded.
# - $0 \ln 0$ counts as 0, which is its limit. Computers say NaN.
# - The entropy is 0 if all weight lies on one token, and $\ln S$ if it is spread evenly over $S$ tokens.
#
# `alignment_accuracy` returns the fraction of target tokens whose position is right. `gold[b][t]` lists the right
# positions for token t of sentence b: there may be several, and any of them is right. Where the list is empty nobody
# knows what is right, and the token is left out. The tokens of all sentences are counted together; if every list is
# empty, nothing was measured, and the accuracy is NaN.
#
# Take the weights $(0.5, 0.5, 0)$, the last one padding. The entropy is $-(0.5 \ln 0.5 + 0.5 \ln 0.5) = 0.693 = \ln 2$.
# And take the positions `[0, 2, 1, 3]` with `gold = [[0], [1], [1, 2], []]`: right, wrong, right, left out. The accuracy
# is 2/3.
#
# What is graded: positions and entropies, their dtype and shape, with and without padding; the accuracy, a float; and
# that the arguments stay as they are. Gradients are not asked.
#
# If you are stuck: [torch.special.xlogy](https://docs.pytorch.org/docs/stable/special.html#torch.special.xlogy) and
# [torch.where](https://docs.pytorch.org/docs/stable/generated/torch.where.html).

# %% [markdown] lang="ja"
# デコーダの重みは、書きながらどこを見ていたかを教えてくれます。それを読み取る 2 つの関数を書きましょう。`alignment` は
# 重みを数値にまとめ、`alignment_accuracy` はそれを人が付けた正解と比べます。
#
# `alignment` は出力トークン $t$ ごとに、重みが最大の入力の位置と、重みのエントロピー（自然対数、単位はナット）を返します。
# エントロピーは、1 つの単語を見たのか、多くの単語を見たのかを表します。
#
# $$a_t = \arg\max_{s \text{ real}} w_{ts}, \qquad H_t = -\sum_{s \text{ real}} w_{ts} \ln w_{ts}$$
#
# - 計算に加えるのは実在する入力トークン（real）だけです。モデルがパディングに重みを置いていても、
#   パディングは選ばれず、和にも含めません。重みはそのまま使い、和で割り直しません。最大の重みが複数あるときに
#   どれを選ぶかは採点しません。
# - $0 \ln 0$ は極限の 0 とみなします。コンピュータで計算すると NaN になります。
# - エントロピーは、重みが 1 つのトークンに集中していれば 0、 $S$ 個のトークンに均等なら $\ln S$ です。
#
# `alignment_accuracy` は、位置が正しい出力トークンの割合を返します。`gold[b][t]` は、文 b のトークン t の正しい位置の
# リストです。複数あるときは、そのどれでも正解です。空のリストは正解がわからないという意味で、そのトークンは除きます。
# すべての文のトークンをまとめて数えます。すべてのリストが空なら、何も測れないので正解率は NaN です。
#
# 例として、重みが $(0.5, 0.5, 0)$ で最後がパディングなら、エントロピーは
# $-(0.5 \ln 0.5 + 0.5 \ln 0.5) = 0.693 = \ln 2$ です。また、位置が `[0, 2, 1, 3]`、`gold = [[0], [1], [1, 2], []]`
# なら、順に正解、不正解、正解、対象外なので、正解率は 2/3 です。
#
# 採点されるのは、パディングがある場合とない場合の位置とエントロピーの値・dtype・形状、float で返す正解率、
# そして引数が書き換えられていないことです。勾配は問いません。
#
# 行き詰まったら: [torch.special.xlogy](https://docs.pytorch.org/docs/stable/special.html#torch.special.xlogy) と
# [torch.where](https://docs.pytorch.org/docs/stable/generated/torch.where.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Both results of `alignment` look along the last dimension. What could you write at padding so that it can never be the
# largest, and what so that it adds nothing to the entropy?

# %% [markdown] lang="en" hint="2"
# For the arg max fill padding with a number below every weight, like -1. For the entropy fill it with 0, and use a
# function that takes 0 log 0 for 0. `src_mask` is [B, S] and the weights [B, T, S]: give the mask an axis in the middle.
# For the accuracy, collect True or False for each token whose list is not empty.

# %% [markdown] lang="en" hint="3"
# `torch.where(src_mask[:, None], weights, 0)` fills, and `torch.special.xlogy(w, w)` is w log w. `argmax.tolist()` gives
# plain numbers, which `in` can look up in a list; the mean of a list of bools is its sum over its length, if it has any.

# %% [markdown] lang="ja" hint="1"
# `alignment` の 2 つの返り値は、どちらも最後の次元に沿って計算します。パディングのところに何を書けば、決して最大に
# ならないでしょうか。また、何を書けばエントロピーに影響しないでしょうか。

# %% [markdown] lang="ja" hint="2"
# argmax では、パディングを -1 のような、どの重みよりも小さい数で埋めます。エントロピーでは 0 で埋め、0 log 0 を 0 とする
# 関数を使います。`src_mask` は [B, S]、重みは [B, T, S] なので、マスクの真ん中に軸を入れます。正解率では、リストが
# 空でないトークンごとに True か False を集めます。

# %% [markdown] lang="ja" hint="3"
# `torch.where(src_mask[:, None], weights, 0)` で埋められ、`torch.special.xlogy(w, w)` が w log w です。
# `argmax.tolist()` で普通の数になり、`in` でリストに含まれるか調べられます。bool のリストの平均は、要素があれば、
# 和を長さで割ったものです。

# %%
import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    """Where each target token looks, and how widely.

    Args:
        weights: attention weights, shape [B, T, S].
        src_mask: bool, shape [B, S]; True at real source tokens, of which every sentence has at least one.

    Returns:
        (argmax, entropy), both of shape [B, T]: the real source position with the largest weight (int64; any of them
        where several are largest), and the entropy of the weights of real positions in nats, 0 log 0 being 0, with the
        dtype of weights. Both on the device of weights. The weights are not normalised again. The arguments stay as
        they are.
    """
    # BEGIN SOLUTION
    real = src_mask[:, None]
    kept = torch.where(real, weights, 0)
    return torch.where(real, weights, -1).argmax(dim=-1), -torch.special.xlogy(kept, kept).sum(dim=-1)
    # END SOLUTION


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    """The fraction of target tokens that look at a right source position.

    Args:
        argmax: int64, shape [B, T], as `alignment` returns it.
        gold: for each sentence, for each of its T target tokens, the list of right source positions. A token whose
            list is empty is left out.

    Returns:
        A float between 0 and 1, over the tokens of all sentences together; NaN if every list is empty.
    """
    # BEGIN SOLUTION
    right = [
        place in places
        for row, row_gold in zip(argmax.tolist(), gold, strict=True)
        for place, places in zip(row, row_gold, strict=True)
        if places
    ]
    return sum(right) / len(right) if right else float("nan")
    # END SOLUTION
