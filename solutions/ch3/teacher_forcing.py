# %% [markdown] lang="en"
# A decoder writes a sentence token by token: at step $t$, counted from 0, it is fed one token $u_t$ and its state $h_t$,
# and gives the logits $z_t$ of the token that should follow, and its next state $h_{t+1}$. Which token should it be fed
# while it is trained? Its own last guess may be wrong, and then everything after it is practised on nonsense. **Teacher
# forcing** feeds the right token from the target instead.
#
# A decoder that only ever sees right tokens is helpless when it has to go on from its own. So both are mixed:
# for each token a coin $k_t$ says which one is fed, the token $d_t$ of the target ($k_t = 1$, True) or the
# token that the decoder itself finds most likely ($k_t = 0$, False):
#
# $$u_t = k_t d_t + (1 - k_t) \arg\max_v z_{t-1,v}, \qquad (z_t, h_{t+1}) = \text{step}(u_t, h_t)$$
#
# Here $d_t$ is `dec_in[:, t]`, and $h_0$ is `h0`. A row of `dec_in` holds BOS and then the tokens of the target, without
# EOS, so it is **already shifted**: step $t$ should predict the token that stands in `dec_in` at $t + 1$, or EOS after
# the last one. Step 0 is fed $d_0$, which is BOS, whatever its coin says.
#
# Take the row `[1, 5, 7, 4]` of `dec_in`, where 1 is BOS, and the coins False, True, False, True. Step 0 is fed 1 all the
# same, and step 1 is fed 5. Suppose that the largest logit of step 1 is that of token 6: step 2 is fed 6, although the
# target says 7. Step 3 is fed 4. So the decoder was fed 1, 5, 6, 4.
#
# Write two functions:
#
# - `run_decoder` makes all T steps, also after EOS (the loss masks what follows), and returns the logits of
#   every step.
# - `sample_coins` tosses the coins, each True with probability `ratio`: one for each token (`"token"`), one for
#   all rows of a step (`"step"`), or one for all steps of a row (`"sequence"`).
#
# What is graded: the tokens that `step_fn` was fed, the logits, their gradients with respect to `h0` and the
# weights in `step_fn`, and that the arguments stay as they are. Of the coins: shape, dtype, who shares a coin
# with whom, the share of True among many coins, and that they come from `generator`. In which order you draw
# does not matter.

# %% [markdown] lang="ja"
# デコーダは文をトークンごとに生成します。時刻 $t$ は 0 から数えます。時刻 $t$ にはトークン $u_t$ と状態 $h_t$
# を受け取り、次に来るべきトークンの logits $z_t$ と、次の状態 $h_{t+1}$ を出します。
# 学習中はどのトークンを入力すればよいでしょうか。直前の自分の予測は間違っているかもしれず、そこから先は意味のない入力で練習することになります。**Teacher
# Forcing（教師強制）** では、代わりに正解のトークンを入力します。
#
# しかし、正解しか見たことのないデコーダは、自分の出力から続きを書くときに困ります。そこで両方を混ぜます。
# トークンごとのコイン $k_t$ が、どちらを入力するかを決めます。 $k_t = 1$ (True) なら正解のトークン $d_t$ 、
# $k_t = 0$ (False) ならデコーダ自身が最も確からしいとしたトークンです。
#
# $$u_t = k_t d_t + (1 - k_t) \arg\max_v z_{t-1,v}, \qquad (z_t, h_{t+1}) = \text{step}(u_t, h_t)$$
#
# ここで $d_t$ は `dec_in[:, t]` で、 $h_0$ は `h0` です。`dec_in` の行は、BOS のあとに、EOS
# を除いた正解のトークンを並べたもので、**すでにずらしてあります**。時刻 $t$ に予測すべきなのは、`dec_in` の $t + 1$ の位置にあるトークンで、最後の時刻では EOS です。
# 時刻 0 では、コインに関係なく $d_0$ 、つまり BOS を入力します。
#
# 例として、`dec_in` の行が `[1, 5, 7, 4]`（1 は BOS）、コインが False, True, False, True の場合を考えます。
# 時刻 0 にはコインに関係なく 1 を、時刻 1 には 5 を入力します。時刻 1 の logits が最大になるのがトークン 6
# だったとすると、正解は 7 ですが、時刻 2 には 6 を入力します。時刻 3 には 4 を入力します。
# デコーダに入力されたのは 1, 5, 6, 4 です。
#
# 次の 2 つの関数を書きます。
#
# - `run_decoder` は EOS のあとも含めて T ステップすべてを実行し（EOS より後は損失でマスクします）、
#   全時刻の logits を返します。
# - `sample_coins` は確率 `ratio` で True になるコインを投げます。トークンごとに 1 枚（`"token"`）、
#   同じ時刻の全行で 1 枚（`"step"`）、同じ行の全時刻で 1 枚（`"sequence"`）の 3 通りがあります。
#
# 採点されるのは、`step_fn` に入力されたトークン、logits、`h0` と `step_fn` の重みに関する勾配、
# そして引数が書き換えられていないことです。コインについては、形状と dtype、どこで共有されるか、
# 多数のコインでの True の割合、`generator` から引かれていることが採点されます。乱数を引く順序は問いません。

# %% [markdown] lang="en" hint="1"
# Decide first what is fed, then call the step function, once for each step. The logits that you get at one step are needed
# at the next.

# %% [markdown] lang="en" hint="2"
# `run_decoder`: start with `y = dec_in[:, 0]` and `h = h0`. From step 1 on, choose the input row by row: where the coin of
# this step is True the target's token, else the arg max of the logits of the step before. `sample_coins`: uniform random
# numbers below `ratio` are True. Draw as many as there are different coins, then repeat them along the axis that
# shares them.

# %% [markdown] lang="en" hint="3"
# `torch.where(use_teacher[:, t], dec_in[:, t], logits[-1].argmax(dim=-1))` chooses row by row, and
# `torch.stack(logits, dim=1)` puts the steps together. For the coins, `torch.rand` takes a shape, a generator and a device;
# a tensor of shape [1, T] or [B, 1] becomes [B, T] by `expand`.

# %% [markdown] lang="ja" hint="1"
# まず何を入力するかを決め、それから step 関数を各時刻に 1 回ずつ呼びます。ある時刻に得た logits は、次の時刻に使います。

# %% [markdown] lang="ja" hint="2"
# `run_decoder` は `y = dec_in[:, 0]` と `h = h0` から始めます。時刻 1 からは、行ごとに入力を選びます。
# その時刻のコインが True なら正解のトークン、False なら直前の時刻の logits の argmax です。`sample_coins`
# では、一様乱数が `ratio` より小さいところを True にします。異なるコインの数だけ乱数を引き、
# 共有する軸の方向に繰り返します。

# %% [markdown] lang="ja" hint="3"
# `torch.where(use_teacher[:, t], dec_in[:, t], logits[-1].argmax(dim=-1))` で行ごとに選べます。各時刻の結果は
# `torch.stack(logits, dim=1)` でまとめます。コインには、形状・generator・device を受け取る `torch.rand`
# を使います。形状 [1, T] や [B, 1] のテンソルは `expand` で [B, T] になります。

# %%
from collections.abc import Callable

import torch
from torch import Tensor


def run_decoder(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    dec_in: Tensor,
    h0: Tensor,
    use_teacher: Tensor,
) -> Tensor:
    """Run a decoder for T steps, with teacher forcing where the coins say so.

    Args:
        step_fn: one step, ``step_fn(y_prev, h) -> (logits, h_new)``; y_prev: int64, shape [B]; h and h_new:
            shape [B, H]; logits: shape [B, V]. Call it exactly T times.
        dec_in: int64, shape [B, T], T at least 1: BOS, then the target's tokens without EOS.
        h0: the first state, shape [B, H].
        use_teacher: bool, shape [B, T]. At step t, row b is fed dec_in[b, t] where use_teacher[b, t] is True,
            else the arg max of its own logits of step t - 1. Column 0 is ignored: step 0 is fed dec_in[:, 0].

    Returns:
        The logits of all steps, shape [B, T, V]. There is no early stop at EOS.
    """
    # BEGIN SOLUTION
    h = h0
    y = dec_in[:, 0]
    logits: list[Tensor] = []
    for t in range(dec_in.shape[1]):
        if t > 0:
            y = torch.where(use_teacher[:, t], dec_in[:, t], logits[-1].argmax(dim=-1))
        out, h = step_fn(y, h)
        logits.append(out)
    return torch.stack(logits, dim=1)
    # END SOLUTION


def sample_coins(
    B: int,
    T: int,
    ratio: float,
    generator: torch.Generator,
    granularity: str = "token",
) -> Tensor:
    """Toss the coins of `run_decoder`.

    Args:
        B, T: number of rows and of steps.
        ratio: the probability of True, from 0 (never) to 1 (always), both included.
        generator: draw the random numbers from it, on its device.
        granularity: "token", every token has its own coin; "step", all rows of a step share one; "sequence",
            all steps of a row share one. Coins that are not shared are independent. Anything else raises
            ValueError.

    Returns:
        bool, shape [B, T], on the generator's device.
    """
    # BEGIN SOLUTION
    shapes = {"token": (B, T), "step": (1, T), "sequence": (B, 1)}
    if granularity not in shapes:
        raise ValueError(f"granularity should be one of {sorted(shapes)}, not {granularity!r}")
    uniform = torch.rand(shapes[granularity], generator=generator, device=generator.device)
    return (uniform < ratio).expand(B, T)
    # END SOLUTION
