# %% [markdown] lang="en"
# Greedy decoding takes the best token at each step, and may end in a dead end: a token that looks good now can lead to a
# bad sentence. **Beam search** keeps the `beam` best beginnings, the **hypotheses**, at once, and decides later. The
# score of a hypothesis is the sum of the log-probabilities of its tokens,
#
# $$s(y_1, \ldots, y_L) = \sum_{t=1}^{L} \log P(y_t \mid y_1, \ldots, y_{t-1})$$
#
# The search starts with one empty hypothesis, which is live. Then, at each step:
#
# 1. Continue every live hypothesis with every token of the vocabulary: that gives live × V continuations.
# 2. Keep the best `beam` of **all** of them together, however many hypotheses have ended before.
# 3. Those that end with EOS leave the beam and are put aside. The others are the live ones of the next step.
#
# It stops when nothing is live, or after `max_len` steps; hypotheses that are live then compete with those that have
# ended. Each further token makes $s$ smaller, so sums favour short sentences. The final score corrects this
# (**length normalisation**):
#
# $$\text{score} = \frac{s(y_1, \ldots, y_L)}{L^\alpha}$$
#
# where $L$ counts the tokens, EOS included and BOS not. With $\alpha = 0$ it is the sum, with $\alpha = 1$ the mean; 0.75 is
# common. Within the search only sums are compared, since all hypotheses of a step are equally long.
#
# A state belongs to a hypothesis. When a continuation survives, it takes along the new state of the hypothesis that it
# continues. Several continuations may come from the same hypothesis, and from another none: the states have to be
# rearranged accordingly.
#
# Take a beam of 2, tokens 3 and 4 and EOS = 2. At the first step let the probabilities be 0.5 for 3, 0.4 for 4 and 0.1
# for EOS: 3 and 4 are kept. After 3 let those of 3, 4 and EOS be
# 0.4, 0.3 and 0.3, after 4 let them be 0.05, 0.05 and 0.9. The best of
# the six continuations are (4, EOS) with $0.4 \cdot 0.9 = 0.36$ and (3, 3) with $0.5 \cdot 0.4 = 0.2$. Greedy decoding would
# have begun with 3. The first has ended, with the score $\log 0.36 = -1.022$, or $-1.022 / 2 = -0.511$ for $\alpha = 1$.
# The second is live: it goes on alone, or, if `max_len` is 2, is the second result, with the score $\log 0.2 = -1.609$, or
# $-0.805$ for $\alpha = 1$.
#
# What is graded: the tokens of all results, their order and their scores, and that `h0` stays as it is. How often you
# call the step function does not matter, and no case depends on ties.
#
# If you are stuck: section 3.2 of Sutskever, Vinyals and Le (2014), "Sequence to Sequence Learning with Neural
# Networks", and [torch.log_softmax](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html).

# %% [markdown] lang="ja"
# 貪欲法は各時刻で最良のトークンを選びますが、行き止まりに入り込むことがあります。
# 今は良く見えるトークンが、悪い文につながることもあるからです。
# **ビームサーチ** は、文の始まりの候補（**仮説**）を上位 `beam`
# 個まで同時に残し、決定を先送りします。仮説のスコアは、トークンの対数確率の和です。
#
# $$s(y_1, \ldots, y_L) = \sum_{t=1}^{L} \log P(y_t \mid y_1, \ldots, y_{t-1})$$
#
# 探索は、続行中の空の仮説 1 つから始めます。各時刻では次のことをします。
#
# 1. 続行中のすべての仮説に、語彙のすべてのトークンをつなげます。候補は（続行中の仮説の数）× V 個です。
# 2. 候補を **すべてまとめて** 順位を付け、上位 `beam` 個を残します。それまでに終わった仮説の数は関係ありません。
# 3. EOS で終わった候補はビームから外し、別に取っておきます。残りが次の時刻の続行中の仮説です。
#
# 続行中の仮説がなくなるか、`max_len` ステップを終えたら止めます。そのとき続行中の仮説も、終わった仮説と一緒に順位を付けます。
# トークンが増えるほど $s$ は小さくなるので、和のままでは短い文が有利です。最終スコアではこれを補正します
# （**長さの正規化**）。
#
# $$\text{score} = \frac{s(y_1, \ldots, y_L)}{L^\alpha}$$
#
# $L$ はトークン数で、EOS は数え、BOS は数えません。 $\alpha = 0$ なら和、 $\alpha = 1$ なら平均になり、0.75
# がよく使われます。同じ時刻の仮説はすべて同じ長さなので、探索の途中で比べるのは和だけです。
#
# 状態は仮説ごとにあります。候補が残ったときは、続きの元になった仮説の新しい状態を引き継ぎます。同じ仮説から複数の候補が残ることも、
# 1 つも残らないこともあるので、それに合わせて状態を並べ替える必要があります。
#
# 例として、ビーム幅 2、トークンは 3 と 4、EOS = 2 とします。最初の時刻の確率が、3 は 0.5、4 は 0.4、EOS は 0.1 なら、3
# と 4 が残ります。次の時刻の 3、4、EOS の確率は、3 のあとでは順に 0.4、0.3、0.3 とし、4 のあとでは順に 0.05、0.05、0.9
# とします。6 個の候補のうち上位は、 $0.4 \cdot 0.9 = 0.36$ の (4, EOS) と $0.5 \cdot 0.4 = 0.2$ の (3, 3)
# です。貪欲法なら 3 から始めていたところです。(4, EOS) は終わっていて、スコアは $\log 0.36 = -1.022$ 、 $\alpha = 1$ なら
# $-1.022 / 2 = -0.511$ です。(3, 3) だけが続行中の仮説として次の時刻へ進みます。`max_len` が 2 なら、これが 2
# 番目の結果になり、スコアは $\log 0.2 = -1.609$ 、 $\alpha = 1$ なら $-0.805$ です。
#
# 採点されるのは、すべての結果のトークン、その順序とスコア、そして `h0` が書き換えられていないことです。
# step 関数を呼ぶ回数は問いません。同点に左右されるケースもありません。
#
# 行き詰まったら: Sutskever, Vinyals, Le (2014) "Sequence to Sequence Learning with Neural Networks" の 3.2 節と、
# [torch.log_softmax](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html)
# を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Plain Python lists are enough for tokens and scores; only the states have to stay a tensor. All live hypotheses can go
# through the step function as one batch. Solve the case of one step first, then loop.

# %% [markdown] lang="en" hint="2"
# Keep a list of live hypotheses (tokens, sum), the states `h` with a row for each, and a list of finished ones. In each
# step: feed the last tokens, take log-probabilities, and make a list of all continuations (sum, tokens, parent), where the
# parent is the row it came from. Sort it, cut it to `beam`, and deal the rest out to the two lists, remembering the
# parents of those that stay live. Rearrange `h` by these parents. At the end put both lists together, divide, sort, cut.

# %% [markdown] lang="en" hint="3"
# `candidates.sort(key=lambda c: (-c[0], c[1]))` puts the largest sum first. A list of parents indexes rows:
# `h = h[parents]`, which repeats some rows and drops others. The first token to feed is `bos`, later
# `tokens[-1]`; `torch.log_softmax(logits, dim=-1).tolist()` gives Python floats. Do not forget those that are still
# live after the loop.

# %% [markdown] lang="ja" hint="1"
# トークンとスコアは普通の Python のリストで十分で、テンソルにしておくのは状態だけです。続行中の仮説は、まとめて 1
# つのバッチとして step 関数に渡せます。まず 1 ステップだけを作り、それを繰り返しましょう。

# %% [markdown] lang="ja" hint="2"
# 続行中の仮説（トークン、和）のリスト、仮説ごとに 1 行の状態 `h`、終わった仮説のリストを用意します。各時刻では、
# 最後のトークンを入力し、対数確率を求め、すべての候補（和、トークン、親）のリストを作ります。親は元の行の番号です。
# これを並べて上位 `beam` 個に切り、2 つのリストに振り分けながら、続行する候補の親を覚えておきます。`h`
# をその親の順に並べ替えます。最後に 2 つのリストを合わせ、割り、並べ、切ります。

# %% [markdown] lang="ja" hint="3"
# `candidates.sort(key=lambda c: (-c[0], c[1]))` で和の大きいものが先頭に来ます。親の番号のリストで行を選べます。
# `h = h[parents]` とすると、同じ行が繰り返されたり、行がなくなったりします。最初に入力するのは `bos`、その後は
# `tokens[-1]` です。`torch.log_softmax(logits, dim=-1).tolist()` は Python の float になります。
# ループのあとも続行中の仮説を忘れないようにしましょう。

# %%
from collections.abc import Callable

import torch
from torch import Tensor


def beam_search(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    beam: int,
    max_len: int,
    alpha: float = 0.0,
    bos: int = 1,
    eos: int = 2,
) -> list[tuple[list[int], float]]:
    """Search for the sentences of highest score.

    Args:
        step_fn: one step, ``step_fn(y_prev, h) -> (logits, h_new)``, for any number N of rows; y_prev: int64, shape [N];
            h and h_new: shape [N, H]; logits: shape [N, V], all of them finite.
        h0: the first state of the one sentence to be written, shape [1, H].
        beam: how many continuations are kept at each step, those that end included; at least 1, may be larger than V.
        max_len: the largest number of tokens, EOS included; at least 1.
        alpha: the final score is the sum of the log-probabilities divided by L ** alpha, where L is the number of
            tokens, EOS included and BOS not.
        bos: the id that is fed first; it is not part of the result.
        eos: the id that ends a hypothesis; it is part of the result.

    Returns:
        Up to beam results (tokens, score), the largest score first: a list of Python ints and a Python float. The
        best of all hypotheses that ended or were live after max_len steps are returned; there are fewer than beam if
        there are no more. Of equal scores the lexicographically smaller tokens come first.

    At each step the best beam continuations of all live hypotheses are kept, not fewer after some have ended. (Filling
    the places of those that end with the next best is accepted: no case tells the difference.) The search goes on until
    no hypothesis is live.
    """
    # BEGIN SOLUTION
    live: list[tuple[list[int], float]] = [([], 0.0)]
    finished: list[tuple[list[int], float]] = []
    h = h0
    for _ in range(max_len):
        y = torch.tensor([tokens[-1] if tokens else bos for tokens, _ in live], device=h0.device)
        logits, h = step_fn(y, h)
        log_p = torch.log_softmax(logits, dim=-1).tolist()
        candidates = [
            (total + log_p[parent][token], [*tokens, token], parent)
            for parent, (tokens, total) in enumerate(live)
            for token in range(logits.shape[-1])
        ]
        candidates.sort(key=lambda candidate: (-candidate[0], candidate[1]))
        live = []
        parents: list[int] = []
        for total, tokens, parent in candidates[:beam]:
            if tokens[-1] == eos:
                finished.append((tokens, total))
            else:
                live.append((tokens, total))
                parents.append(parent)
        if not live:
            break
        h = h[parents]
    results = [(tokens, total / len(tokens) ** alpha) for tokens, total in finished + live]
    results.sort(key=lambda result: (-result[1], result[0]))
    return results[:beam]
    # END SOLUTION
