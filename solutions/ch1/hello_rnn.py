# %% [markdown] lang="en"
# Put the chapter together: a vanilla RNN that learns to write "hello". It reads one character at a time and predicts the
# next one:
#
# $$h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b), \qquad \text{logits}_t = W_{out} h_t + b_{out}$$
#
# where $x_t$ is the one-hot vector of the character's id. There is one bias in the recurrence; the parameters are made for
# you. You write three things.
#
# 1. `CharRNN.forward` reads a batch of ids and returns the logits of every position and the last state.
# 2. `train` takes `steps` steps of Adam. Each step reads the whole text from a state of zeros, takes the mean
#    cross-entropy over all characters, clips the norm of the gradient to 1, and updates. It returns the losses, each from
#    before its update.
# 3. `generate` writes: it feeds the first character, takes the most probable next one, feeds that, and so on, and carries
#    the state on all the way.
#
# Why "hello" needs a memory: after l comes l once, and o once. A model without a memory can only answer "l or o, one half
# each", which costs $\ln 2$ at two of the four positions. Its mean loss cannot fall below $(2 \ln 2)/4 = 0.3466$. A good
# check of the start: with four characters an untrained model costs about $\ln 4 = 1.386$.
#
# What is graded: logits and last state for given parameters, their gradients, the losses of a few steps from given
# parameters (they are exact: Adam with torch's defaults but for the learning rate), what a given model generates, and in
# the end that your code learns a text which you have not seen, in 300 steps with 16 hidden units, to a mean cross-entropy
# of at most 0.05, and writes it. That takes about a second of CPU; the limit is 20.
#
# If you are stuck: Elman, "Finding structure in time" (1990), where this network comes from, and
# [torch.optim.Adam](https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html).

# %% [markdown] lang="ja"
# この章のまとめとして、"hello" を書けるようになる Vanilla RNN を作ります。1 文字ずつ読み、次の文字を予測します。
#
# $$h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b), \qquad \text{logits}_t = W_{out} h_t + b_{out}$$
#
# ここで $x_t$ は文字の id の one-hot ベクトルです。再帰の式のバイアスは 1 つで、パラメータはひな形で作ってあります。
# 書くのは次の 3 つです。
#
# 1. `CharRNN.forward` は id のバッチを読み、すべての位置のロジットと最後の状態を返します。
# 2. `train` は Adam で `steps` 回更新します。毎回、ゼロの状態からテキスト全体を読み、全文字の平均交差エントロピーを求め、
#    勾配のノルムを 1 にクリッピングしてから更新します。返すのは、それぞれ更新前に求めた損失のリストです。
# 3. `generate` は文字を生成します。最初の文字を入力し、最も確率の高い次の文字を選び、それをまた入力します。
#    状態は最後まで引き継ぎます。
#
# "hello" には記憶が必要です。l の次は 1 回目が l、2 回目が o だからです。記憶のないモデルは「l か o、半々」としか答えられず、
# 4 か所のうち 2 か所で $\ln 2$ の損失が残ります。平均損失は $(2 \ln 2)/4 = 0.3466$ より下がりません。学習の始めの確認も
# できます。文字が 4 種類なら、学習前の損失はおよそ $\ln 4 = 1.386$ です。
#
# 採点されるのは、与えられたパラメータでのロジットと最後の状態、その勾配、与えられたパラメータから数ステップ学習したときの損失
# （学習率以外は torch の既定値の Adam なので、値は一意に決まります）、与えられたモデルが生成する文字、そして最後に、
# 初めて見るテキストを隠れユニット 16 個・300 ステップで学習し、平均交差エントロピーが 0.05 以下になり、そのテキストを書けることです。
# CPU 時間は 1 秒ほどで、上限は 20 秒です。
#
# 行き詰まったら: このネットワークの原典である Elman, "Finding structure in time" (1990) と、
# [torch.optim.Adam](https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html)

# %% [markdown] lang="en" hint="1"
# In `forward`, go over the positions of `ids` with a loop and collect the logits; the state that one position makes is the one
# that the next begins with. In `generate`, the model reads one character per call, so the state has to be handed from call to
# call.

# %% [markdown] lang="en" hint="2"
# `forward`: if `h` is None, start from zeros of shape [B, H]; at each position make the one-hot vectors [B, V] in the parameters'
# dtype, compute the new state, then the logits from it; stack along dimension 1. `train`: make the optimizer once; in every step
# forward, loss, zero_grad, backward, clip, step, in this order.

# %% [markdown] lang="en" hint="3"
# `torch.nn.functional.cross_entropy` wants logits [N, V] and targets [N], so flatten the first two axes of both.
# `torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)` goes between backward() and step(). In `generate`, call
# `logits, h = model(torch.tensor([[previous]]), h)` and take the largest of `logits[0, -1]`.

# %% [markdown] lang="ja" hint="1"
# `forward` では、`ids` の位置ごとにループし、ロジットを集めます。ある位置で得た状態が、次の位置の出発点です。`generate` では 1 回の
# 呼び出しで 1 文字を読むので、状態を次の呼び出しに渡す必要があります。

# %% [markdown] lang="ja" hint="2"
# `forward`: `h` が None なら形状 [B, H] のゼロから始めます。各位置で、パラメータと同じ dtype の one-hot ベクトル [B, V] を作り、新しい
# 状態、次にロジットを計算し、最後に次元 1 に沿って stack します。`train`: オプティマイザは 1 回だけ作り、各ステップで forward、損失、
# zero_grad、backward、クリッピング、step の順に行います。

# %% [markdown] lang="ja" hint="3"
# `torch.nn.functional.cross_entropy` にはロジット [N, V] とターゲット [N] を渡すので、どちらも最初の 2 つの軸をまとめます。
# `torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)` は backward() と step() の間に置きます。`generate` では
# `logits, h = model(torch.tensor([[previous]]), h)` を呼び、`logits[0, -1]` の最大の要素を選びます。

# %%
import math

import torch
from torch import Tensor, nn


class CharRNN(nn.Module):
    """A vanilla RNN that predicts the next character."""

    def __init__(self, vocab_size: int, hidden_size: int) -> None:
        """The parameters: random numbers between -1/sqrt(H) and 1/sqrt(H), as torch.nn.RNN has them."""
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        self.weight_ih = nn.Parameter(torch.empty(hidden_size, vocab_size).uniform_(-k, k))  # [H, V]
        self.weight_hh = nn.Parameter(torch.empty(hidden_size, hidden_size).uniform_(-k, k))  # [H, H]
        self.bias = nn.Parameter(torch.empty(hidden_size).uniform_(-k, k))  # [H]
        self.weight_out = nn.Parameter(torch.empty(vocab_size, hidden_size).uniform_(-k, k))  # [V, H]
        self.bias_out = nn.Parameter(torch.empty(vocab_size).uniform_(-k, k))  # [V]

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Read a batch of texts.

        Args:
            ids: character ids, int64, shape [B, T].
            h: the state to go on from, shape [B, H]; None means zeros of the parameters' dtype and device.

        Returns:
            (logits, h): logits of shape [B, T, V], at position t those for the character after ids[:, t], and the state after
            the last character, shape [B, H].

        Write the recurrence yourself; torch.nn.RNN and its relatives are not allowed.
        """
        # BEGIN SOLUTION
        if h is None:
            h = self.bias.new_zeros(ids.shape[0], self.bias.shape[0])
        x = nn.functional.one_hot(ids, self.weight_ih.shape[1]).to(self.bias.dtype)
        logits = []
        for t in range(ids.shape[1]):
            h = torch.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
            logits.append(h @ self.weight_out.T + self.bias_out)
        return torch.stack(logits, dim=1), h
        # END SOLUTION


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    """Train a model on one batch, in place.

    Args:
        model: a CharRNN.
        x, y: ids of the characters read and of those that follow them, int64, shape [B, T].
        steps: how many updates.
        lr: the learning rate of torch.optim.Adam; everything else as torch has it.

    Returns:
        The mean cross-entropy in nats over all B * T characters, before each update: a list of `steps` Python floats.

    Every step reads x from a state of zeros, and clips the norm of all gradients together to 1.0 before it updates.
    """
    # BEGIN SOLUTION
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        logits, _ = model(x)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses
    # END SOLUTION


def generate(model: nn.Module, first: int, n: int) -> list[int]:
    """Write n characters.

    Args:
        model: a CharRNN.
        first: id of the character to begin with.
        n: how many characters to write.

    Returns:
        The ids of the n characters that follow `first` (without it), each the most probable one: a list of Python ints.
    """
    # BEGIN SOLUTION
    ids = []
    h = None
    previous = first
    with torch.no_grad():
        for _ in range(n):
            logits, h = model(torch.tensor([[previous]], device=next(model.parameters()).device), h)
            previous = int(logits[0, -1].argmax())
            ids.append(previous)
    return ids
    # END SOLUTION


if __name__ == "__main__":
    text = "hello"
    letters = sorted(set(text))
    numbers = torch.tensor([[letters.index(letter) for letter in text]])
    char_rnn = CharRNN(len(letters), 16)
    history = train(char_rnn, numbers[:, :-1], numbers[:, 1:], steps=300)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print("h" + "".join(letters[i] for i in generate(char_rnn, letters.index("h"), 4)))
