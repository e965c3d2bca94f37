# %% [markdown] lang="en"
# A decoder gives logits at every step, and training asks: how probable did it make the right token? The loss of one
# token is minus the logarithm of that probability, the **cross-entropy**; the loss of a batch is the mean over its
# tokens. But a batch also holds padding, and padding is not a token. It must not count, or the model learns
# to predict PAD, and the loss depends on how much padding there happens to be.
#
# Let $z_{bt}$ be the logits of sentence $b$ at step $t$, $y_{bt}$ the target, and $m_{bt}$ equal to 1 where $y_{bt}$ is not
# `pad_id`, else 0. Then
#
# $$L = \frac{\sum_{b,t} m_{bt} \ell_{bt}}{\max\left(1, \sum_{b,t} m_{bt}\right)}, \qquad \ell_{bt} = -\log \text{softmax}(z_{bt})_{y_{bt}}$$
#
# Every token counts the same, whether its sentence is long or short. If everything is padding, the loss is 0 and
# so is its gradient; torch's own loss gives NaN there.
#
# Never take the logarithm of a softmax: for logits in the thousands the probability rounds to 0, and its logarithm is
# minus infinity. `torch.log_softmax` computes both at once,
#
# $$\log \text{softmax}(z)_v = z_v - \max_u z_u - \log \sum_u e^{z_u - \max_w z_w}$$
#
# Take one sentence with the targets 1, 2, 0, where `pad_id` is 0, and the logits (0, 0, 0), (0, 0, 1) and (5, 0, 0). The
# losses are $\log 3 = 1.099$ and $\log(2 + e) - 1 = 0.551$; the third is padding. So $L = (1.099 + 0.551) / 2 = 0.825$.
#
# What is graded: the value, its dtype and shape, the gradient with respect to the logits, and that the arguments stay as
# they are. torch's ready-made losses (the stub names them) are not allowed. `pad_id` can be any integer, also
# one that is no class, such as -100: then the targets at the padding cannot be looked up.
#
# If you are stuck: [torch.log_softmax](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html)
# and [torch.gather](https://docs.pytorch.org/docs/stable/generated/torch.gather.html).

# %% [markdown] lang="ja"
# デコーダは各時刻で logits を出します。学習で問うのは、正解のトークンにどれだけの確率を与えたかです。1
# つのトークンの損失は、その確率の対数にマイナスを付けたもの（**交差エントロピー**）で、バッチの損失は全トークンの平均です。
# ところがバッチにはパディングも含まれ、パディングはトークンではありません。数えてしまうと、モデルは PAD
# の予測を学び、損失はたまたま入ったパディングの量に左右されます。
#
# 文 $b$ の時刻 $t$ の logits を $z_{bt}$、正解を $y_{bt}$ とし、 $m_{bt}$ は $y_{bt}$ が `pad_id` でないとき 1、それ以外は 0
# とします。すると損失は次のとおりです。
#
# $$L = \frac{\sum_{b,t} m_{bt} \ell_{bt}}{\max\left(1, \sum_{b,t} m_{bt}\right)}, \qquad \ell_{bt} = -\log \text{softmax}(z_{bt})_{y_{bt}}$$
#
# 文の長さに関係なく、どのトークンも同じ重みです。すべてがパディングなら、損失も勾配も 0
# とします。torch に用意されている損失では NaN になります。
#
# Softmax を計算してから対数を取ってはいけません。logits が数千になると確率は丸めで 0 になり、対数は負の無限大になります。
# `torch.log_softmax` は 2 つをまとめて計算します。
#
# $$\log \text{softmax}(z)_v = z_v - \max_u z_u - \log \sum_u e^{z_u - \max_w z_w}$$
#
# 例として、正解が 1, 2, 0（`pad_id` は 0）で、logits が (0, 0, 0)、(0, 0, 1)、(5, 0, 0) の 1 文を考えます。損失は
# $\log 3 = 1.099$ と $\log(2 + e) - 1 = 0.551$ で、3 番目はパディングです。したがって $L = (1.099 + 0.551) / 2 = 0.825$
# です。
#
# 採点されるのは、値とその dtype・形状、logits に関する勾配、そして引数が書き換えられていないことです。torch
# に用意されている損失（スタブに挙げてあります）は使えません。`pad_id` はどんな整数でもかまいません。-100
# のようにクラスではない値のこともあり、そのときパディングの位置の正解をそのまま引くことはできません。
#
# 行き詰まったら: [torch.log_softmax](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html)
# と [torch.gather](https://docs.pytorch.org/docs/stable/generated/torch.gather.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Think of a table [B, T] of losses, one for each position, and a second table that says which of them count.

# %% [markdown] lang="en" hint="2"
# Take the log-probabilities of all classes, then pick the target's at every position. Before you pick, put a valid
# class, 0 say, where the target is `pad_id`. Multiply by the mask, add up, and divide by the number of real
# tokens, but at least by 1. Nothing special is then needed for a batch of padding.

# %% [markdown] lang="en" hint="3"
# With `mask = targets != pad_id`, `targets.masked_fill(~mask, 0)` is a new tensor of valid classes, and
# `log_p.gather(-1, classes.unsqueeze(-1)).squeeze(-1)` has the shape [B, T]. `mask.sum().clamp(min=1)` is what to
# divide by.

# %% [markdown] lang="ja" hint="1"
# 各位置の損失を並べた表 [B, T] と、どの位置を数えるかを示すもう 1 つの表を考えましょう。

# %% [markdown] lang="ja" hint="2"
# 全クラスの対数確率を求め、各位置で正解のものを取り出します。取り出す前に、正解が `pad_id` の位置を有効なクラス
# （たとえば 0）に置き換えます。マスクを掛けて合計し、実際のトークンの数（少なくとも 1）で割ります。
# こうすれば、パディングだけのバッチにも特別な処理は要りません。

# %% [markdown] lang="ja" hint="3"
# `mask = targets != pad_id` とすると、`targets.masked_fill(~mask, 0)` は有効なクラスだけの新しいテンソルです。
# `log_p.gather(-1, classes.unsqueeze(-1)).squeeze(-1)` の形状は [B, T] です。割る数は `mask.sum().clamp(min=1)` です。

# %%
import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    """The mean cross-entropy over the tokens that are not padding.

    Args:
        logits: unnormalised log-probabilities, shape [B, T, V], all of them finite.
        targets: the right classes, int64, shape [B, T], already shifted: targets[b, t] belongs to logits[b, t].
            Padding is marked by pad_id; other targets lie between 0 and V - 1.
        pad_id: the target that marks padding, any integer: a class like 0 or 5, or none, like -100.

    Returns:
        A tensor without dimensions, of the dtype of logits: the natural logarithm is meant. If everything is padding
        it is 0, still connected to logits, with a gradient of zeros.

    torch.nn.functional.cross_entropy and nll_loss, nn.CrossEntropyLoss and nn.NLLLoss are not allowed.
    """
    # BEGIN SOLUTION
    mask = targets != pad_id
    classes = targets.masked_fill(~mask, 0)
    log_p = torch.log_softmax(logits, dim=-1)
    loss = -log_p.gather(-1, classes.unsqueeze(-1)).squeeze(-1)
    return (loss * mask).sum() / mask.sum().clamp(min=1)
    # END SOLUTION
