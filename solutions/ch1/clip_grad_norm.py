# %% [markdown] lang="en"
# One exploding gradient can ruin in a single update what a network has learnt in hours. **Gradient clipping**
# limits the size of the update, and keeps its direction. All gradients of the network together count as one long
# vector, and its length is the **global norm**:
#
# $$n = \sqrt{\sum_k \lVert g_k \rVert^2}$$
#
# where $g_k$ is the gradient of the $k$-th parameter and $\lVert g_k \rVert^2$ the sum of the squares of its
# entries. If $n$ is above the limit, every gradient is multiplied by the same factor, so that the norm becomes the
# limit; if it is below, nothing changes. The factor of torch, which is ours too, has a small $\varepsilon$ (`eps`)
# against division by zero:
#
# $$\min\left(1, \frac{c}{n + \varepsilon}\right)$$
#
# where $c$ is the limit, `max_norm`. Some texts clip each entry to a range, or each tensor by its own norm.
# Both change the direction, and neither is meant here.
#
# Take the gradients $g_1 = (3, 0)$ and $g_2 = (4)$ with `max_norm` = 1. The norm is $\sqrt{9 + 0 + 16} = 5$ and the
# factor $1 / 5.000001 = 0.19999996$, so afterwards $g_1$ is about $(0.6, 0)$ and $g_2$ about $(0.8)$. What is
# returned is 5: the norm **before** clipping, which one logs to see whether gradients explode. With `max_norm` = 10
# nothing changes.
#
# In training, the call comes between `loss.backward()` and `optimizer.step()`. The optimizer holds on to the
# gradient tensors themselves, so they have to change **in place**. Parameters that took no part in the loss have the
# gradient `None`: skip them. A NaN should not go unnoticed: the norm is then NaN, the factor too, and so is every
# gradient.
#
# What is graded: the norm, a tensor without axes; what is in the gradient tensors after the call; and lists with
# `None`, with NaN, or with nothing in them.
#
# If you are stuck: Pascanu, Mikolov and Bengio, *On the Difficulty of Training Recurrent Neural Networks* (2013), and
# [torch.nn.utils.clip_grad_norm_](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html),
# which does the same for parameters and is not allowed here.

# %% [markdown] lang="ja"
# 勾配が一度爆発するだけで、長い時間をかけて学んだことが 1 回の更新で失われます。**勾配クリッピング** は、
# 向きを保ったまま更新の大きさを抑えます。ネットワークのすべての勾配を 1 本の長いベクトルとみなし、その長さを
# **全体のノルム** と呼びます。
#
# $$n = \sqrt{\sum_k \lVert g_k \rVert^2}$$
#
# ここで $g_k$ は $k$ 番目のパラメータの勾配、 $\lVert g_k \rVert^2$ はその要素の 2 乗の和です。 $n$
# が上限を超えていれば、すべての勾配に同じ係数を掛けて、ノルムを上限に合わせます。超えていなければ何も変えません。
# 係数は torch と同じもので、ゼロ除算を防ぐ小さな $\varepsilon$（`eps`）が入っています。
#
# $$\min\left(1, \frac{c}{n + \varepsilon}\right)$$
#
# ここで $c$ は上限 `max_norm` です。要素ごとに範囲へ収める方法や、テンソルごとのノルムで抑える方法も
# ありますが、どちらも向きが変わるので、ここでは使いません。
#
# 例として、勾配 $g_1 = (3, 0)$ と $g_2 = (4)$、`max_norm` = 1 とします。ノルムは $\sqrt{9 + 0 + 16} = 5$、係数は
# $1 / 5.000001 = 0.19999996$ なので、 $g_1$ は約 $(0.6, 0)$、 $g_2$ は約 $(0.8)$ になります。返すのは 5、つまり
# クリッピング **前** のノルムです。これを記録すれば、勾配が爆発しているかどうかがわかります。`max_norm` = 10
# なら何も変わりません。
#
# 学習では `loss.backward()` と `optimizer.step()` の間で呼びます。オプティマイザは勾配のテンソルそのものを使うので、
# **その場で**（in-place で）書き換えなければなりません。損失に関わらなかったパラメータの勾配は `None`
# なので、飛ばします。NaN は見逃されてはいけないので、ノルムも係数も、すべての勾配も NaN になるようにします。
#
# 採点されるのは、ノルム（0 次元のテンソル）、呼び出した後の勾配テンソルの中身、そして `None` や NaN を含むリスト、
# 空のリストの扱いです。
#
# 行き詰まったら: Pascanu, Mikolov, Bengio, *On the Difficulty of Training Recurrent Neural Networks* (2013) と、
# パラメータに対して同じことをする
# [torch.nn.utils.clip_grad_norm_](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html)
# のドキュメントがあります（ここでは使えません）。

# %% [markdown] lang="en" hint="1"
# Two passes over the list: one that only looks, to find the norm of everything together, and one that multiplies.
# The second cannot begin before the first has ended.

# %% [markdown] lang="ja" hint="1"
# リストを 2 回たどります。1 回目は見るだけで、全体のノルムを求めます。2 回目で掛けます。1 回目が終わるまで、2
# 回目は始められません。

# %% [markdown] lang="en" hint="2"
# 1. Keep the gradients that are not `None`. If none is left, return a tensor of 0.
# 2. Add up the squares of all entries of all of them, and take the root.
# 3. Compute the factor as a tensor, limited to 1 in a way that leaves NaN as it is. Python's `min` does not.
# 4. Multiply each gradient in place, and return the norm from step 2.

# %% [markdown] lang="ja" hint="2"
# 1. `None` でない勾配だけを残します。1 つも残らなければ、値が 0 のテンソルを返します。
# 2. 残ったすべての勾配の、すべての要素の 2 乗を足し、平方根を取ります。
# 3. 係数をテンソルとして計算し、NaN を NaN のまま残す方法で 1 以下に抑えます。Python の `min` ではそうなりません。
# 4. 各勾配にその場で掛け、手順 2 のノルムを返します。

# %% [markdown] lang="en" hint="3"
# The norm of a list of norms is the norm of everything: `torch.stack` them first. `factor.clamp(max=1.0)` hands NaN
# on. A method of a tensor whose name ends in an underscore, such as `mul_`, works in place.

# %% [markdown] lang="ja" hint="3"
# 各勾配のノルムを `torch.stack` で並べ、もう一度ノルムを取ると、全体のノルムになります。`factor.clamp(max=1.0)` は
# NaN をそのまま伝えます。`mul_` のように名前が下線で終わるテンソルのメソッドは、その場で書き換えます。

# %%
import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    """Scale gradients in place so that their global norm is at most max_norm.

    Args:
        grads: floats of any shapes, all of one dtype and on one device; None is skipped. The list may be empty.
        max_norm: the limit, above 0.
        eps: added to the norm in the factor, min(1, max_norm / (norm + eps)).

    Returns:
        The norm before clipping: a tensor without axes, of the gradients' dtype; torch.tensor(0.0) if there is no
        gradient.

    The tensors in grads are multiplied in place, all by the same factor; where the norm is at most max_norm - eps
    that is 1. If any entry is NaN, the norm and every gradient become NaN.

    Write it yourself: torch.nn.utils.clip_grad_norm_ and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    given = [grad for grad in grads if grad is not None]
    if not given:
        return torch.tensor(0.0)
    total_norm: Tensor = torch.stack([grad.norm() for grad in given]).norm()
    factor = (max_norm / (total_norm + eps)).clamp(max=1.0)
    for grad in given:
        grad.mul_(factor)
    return total_norm
    # END SOLUTION
