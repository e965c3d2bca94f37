# %% [markdown] lang="en"
# A network reads one symbol, then many symbols of noise, and is asked in the end: what was the first? There are four
# possible answers, so guessing gives 0.25. Everything depends on whether the cell state survives the noise, and on whether
# the gradient finds its way back to the first step.
#
# Follow one entry of the cell state. If nothing new is written, each step multiplies it by the forget gate. At the start of
# training the gate is about $\sigma(b)$, where $b$ is its bias, so after $T$ steps this much is left:
#
# $$\text{retention}(b, T) = \sigma(b)^T$$
#
# torch starts with biases near 0. Look at what that means, and what a larger bias does:
#
# | bias | gate | left after 20 steps | left after 60 steps |
# | --- | --- | --- | --- |
# | 0 | 0.5 | 9.5e-07 | 8.7e-19 |
# | 1 | 0.731 | 1.9e-03 | 6.8e-09 |
# | log 20 = 3.00 | 0.952 | 0.377 | 0.054 |
# | log 60 = 4.09 | 0.984 | 0.718 | 0.371 |
#
# With $b = \log T$ about a third is left at the end of a span of $T$ steps, and gradients shrink no more than that. torch
# adds two biases, so `bias_ih` gets $\log T$ in the block of the forget gate, and `bias_hh` gets 0 there. The blocks are in
# the order i, f, g, o.
#
# You write `retention`, `init_forget_bias`, the forward pass of the model, and its training. `torch.nn.LSTM` is allowed. One
# update takes one batch: mean cross-entropy, gradients cleared, backward, norm of all gradients clipped to 1, Adam.
#
# What is graded: all four for given numbers and parameters (the losses are exact: batches are taken in their order, nothing
# is shuffled), and then that your model, trained by your code on 1024 sequences of 40 noise symbols for 24 epochs with a
# learning rate of 0.005, names the first symbol of at least 70 % of 500 sequences that it has never seen (mostly it
# is nearly all of them). This takes about 5 seconds of CPU; the limit is 20. With torch's own biases it stays near 0.25
# here. (No claim is made that an LSTM always beats a vanilla RNN: over short spans and with default biases it often does
# not.)
#
# If you are stuck: Gers, Schmidhuber and Cummins, "Learning to forget" (2000); Jozefowicz, Zaremba and Sutskever, "An
# empirical exploration of recurrent network architectures" (2015);
# [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html), where the biases are described.

# %% [markdown] lang="ja"
# ネットワークが記号を 1 つ読み、続けて多くのノイズ記号を読んだ後で、「最初の記号は何でしたか」と尋ねられます。答えは 4 種類なので、
# 当てずっぽうでは 0.25 です。セル状態がノイズの間も保たれるか、そして勾配が最初のステップまで届くかが、すべてを決めます。
#
# セル状態の 1 つの成分を追ってみましょう。新しい値が書き込まれなければ、ステップごとに忘却ゲートが掛かります。学習の始めのゲートは、
# バイアスを $b$ としておよそ $\sigma(b)$ なので、 $T$ ステップ後に残る割合は次のとおりです。
#
# $$\text{retention}(b, T) = \sigma(b)^T$$
#
# torch のバイアスの初期値は 0 に近い値です。それが何を意味し、大きなバイアスで何が変わるかを見てみましょう。
#
# | バイアス | ゲート | 20 ステップ後 | 60 ステップ後 |
# | --- | --- | --- | --- |
# | 0 | 0.5 | 9.5e-07 | 8.7e-19 |
# | 1 | 0.731 | 1.9e-03 | 6.8e-09 |
# | log 20 = 3.00 | 0.952 | 0.377 | 0.054 |
# | log 60 = 4.09 | 0.984 | 0.718 | 0.371 |
#
# $b = \log T$ とすると、 $T$ ステップの後にもおよそ 3 分の 1 が残り、勾配の減り方もその程度で済みます。torch は 2 つのバイアスを足すので、
# `bias_ih` の忘却ゲートのブロックを $\log T$ に、`bias_hh` の同じブロックを 0 にします。ブロックの順序は i, f, g, o です。
#
# 書くのは `retention`、`init_forget_bias`、モデルの順伝播、そして学習です。`torch.nn.LSTM` を使ってかまいません。1 回の更新では 1 つの
# バッチを使います。平均交差エントロピー、勾配の消去、backward、全勾配のノルムを 1 にクリッピング、Adam の順です。
#
# 採点されるのは、まず、与えられた数値とパラメータに対する 4 つすべての結果です（バッチは並んでいる順に使い、シャッフルしないので、損失の
# 値は一意に決まります）。次に、40 個のノイズ記号が続く系列 1024 本で、学習率 0.005 で 24 エポック学習したモデルが、初めて見る 500 本の系列の
# うち 70 % 以上で最初の記号を答えられることです（たいていは、ほぼ 100 % になります）。CPU 時間は 5 秒ほどで、上限は 20 秒です。torch の初期値のままでは、ここでは 0.25 付近にとどまります。
# （LSTM がいつも Vanilla RNN より優れているわけではありません。短い系列で初期値のままなら、負けることもよくあります。）
#
# 行き詰まったら: Gers, Schmidhuber, Cummins, "Learning to forget" (2000)、Jozefowicz, Zaremba, Sutskever, "An empirical
# exploration of recurrent network architectures" (2015)、バイアスの説明がある
# [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html)

# %% [markdown] lang="en" hint="1"
# `retention` is one line with a power. For the biases, find out which rows of `bias_ih_l0` belong to the forget gate: print
# `lstm.bias_ih_l0.shape` for a small LSTM and cut it into four.

# %% [markdown] lang="en" hint="2"
# Inside `torch.no_grad()`, write into the slice from H to 2H of both biases of every layer; `getattr(lstm, f"bias_ih_l{layer}")`
# finds them. The forward pass is embedding, LSTM, the output of the last step, head. In `train`, two loops: epochs, and
# beginnings of batches in steps of `batch_size`.

# %% [markdown] lang="en" hint="3"
# `out, _ = self.lstm(self.embed(ids))` gives outputs of shape [B, T, H]; the last step is `out[:, -1]`. In `train`,
# `range(0, len(x), batch_size)` with `x[begin : begin + batch_size]` keeps the smaller last batch by itself.

# %% [markdown] lang="ja" hint="1"
# `retention` はべき乗を使えば 1 行です。バイアスについては、`bias_ih_l0` のどの行が忘却ゲートのものかを調べましょう。小さな LSTM で
# `lstm.bias_ih_l0.shape` を表示し、4 つに分けてみます。

# %% [markdown] lang="ja" hint="2"
# `torch.no_grad()` の中で、すべての層の 2 つのバイアスの H から 2H までのスライスに書き込みます。`getattr(lstm, f"bias_ih_l{layer}")` で
# 取り出せます。順伝播は、埋め込み、LSTM、最後のステップの出力、head の順です。`train` は、エポックと、`batch_size` おきのバッチの先頭の、
# 二重のループです。

# %% [markdown] lang="ja" hint="3"
# `out, _ = self.lstm(self.embed(ids))` で形状 [B, T, H] の出力が得られ、最後のステップは `out[:, -1]` です。`train` では
# `range(0, len(x), batch_size)` と `x[begin : begin + batch_size]` を使えば、最後の小さいバッチも自然に含まれます。

# %%
import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    """What is left of an entry of the cell state.

    Args:
        bias: of the forget gate, whose value is the sigmoid of the bias at every step.
        steps: how often the entry is multiplied by the gate.

    Returns:
        The share that is left, between 0 and 1, a Python float.
    """
    # BEGIN SOLUTION
    return float(torch.sigmoid(torch.tensor(bias, dtype=torch.float64)) ** steps)
    # END SOLUTION


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """Prepare an LSTM for memories that last `steps` steps, in place.

    Args:
        lstm: with any number of layers, one direction, with biases.
        steps: the span T, at least 1.

    In every layer, the forget gate's block of bias_ih becomes log(steps) and that of bias_hh becomes 0; all other entries
    stay as they are. Write into the tensors that are there (inside torch.no_grad()), do not replace them. Returns nothing.
    """
    # BEGIN SOLUTION
    H = lstm.hidden_size
    with torch.no_grad():
        for layer in range(lstm.num_layers):
            bias_ih = getattr(lstm, f"bias_ih_l{layer}")
            bias_hh = getattr(lstm, f"bias_hh_l{layer}")
            bias_ih[H : 2 * H] = torch.log(torch.tensor(float(steps), dtype=torch.float64))
            bias_hh[H : 2 * H] = 0.0
    # END SOLUTION


class Recall(nn.Module):
    """Reads a sequence of symbols and says what the first one was."""

    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        """The layers, with a forget bias for a span of `steps` steps."""
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        """The answer after the last symbol.

        Args:
            ids: symbols, int64, shape [B, T].

        Returns:
            Logits of shape [B, n_classes]: the head on the LSTM's output at the last step.
        """
        # BEGIN SOLUTION
        out, _ = self.lstm(self.embed(ids))
        logits: Tensor = self.head(out[:, -1])
        return logits
        # END SOLUTION


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Train a model in place.

    Args:
        model: a Recall.
        x, y: sequences, int64, shape [N, T], and the answers, int64, shape [N].
        epochs: how often all sequences are used.
        batch_size: sequences in a batch. Batches are taken in order, nothing is shuffled; the last one may be smaller.
        lr: the learning rate of torch.optim.Adam; everything else as torch has it.

    Returns:
        The mean cross-entropy of each batch before its update: a Python list of one float for each update.

    Every update clears the gradients, goes backward, clips the norm of all gradients together to 1.0, and steps.
    """
    # BEGIN SOLUTION
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        for begin in range(0, len(x), batch_size):
            loss = nn.functional.cross_entropy(model(x[begin : begin + batch_size]), y[begin : begin + batch_size])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
    return losses
    # END SOLUTION


if __name__ == "__main__":
    noise_steps = 20
    first = torch.randint(0, 4, (356, 1))
    sequences = torch.cat([first, torch.randint(4, 10, (356, noise_steps))], dim=1)
    recall = Recall(vocab_size=10, n_classes=4, hidden_size=32, steps=noise_steps)
    history = train(recall, sequences[:256], first[:256, 0], epochs=16, batch_size=16)
    right = recall(sequences[256:]).argmax(-1) == first[256:, 0]
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}; right on {right.float().mean():.0%} of fresh sequences")
