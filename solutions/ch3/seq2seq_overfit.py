# %% [markdown] lang="en"
# Put encoder and decoder together, and make the check that everybody should make before training for hours: can the model
# learn one small batch by heart? If it cannot, something is wrong in the model, the batch or the loss, and more data will
# not help.
#
# The layers are made for you: two embeddings, a GRU as encoder, a GRU as decoder, a linear layer. You write
#
# 1. `forward`: the encoder reads the source up to its last real token; its state there is the context vector $c$. The decoder
#    begins with $c$, reads `dec_in` (the right tokens, shifted: BOS, $y_1$, $y_2$, …), and gives logits at every step. It reads
#    PAD like any other token, since the loss leaves those steps out;
# 2. `overfit`: updates on one batch. The loss is the mean over all target tokens that are not padding:
#
# $$L = -\frac{1}{N} \sum_{t:\, y_t \ne \text{PAD}} \log P(y_t \mid y_{<t}, c)$$
#
# 3. `translate`: greedy decoding. The decoder begins with BOS and reads its own best token. After EOS only PAD follows.
#
# An example of the batch: the target "7 5" gives `dec_in` = BOS 7 5 and `dec_tgt` = 7 5 EOS. If both were the same, the loss
# would go to 0 by mere copying, and `translate` would repeat BOS for ever.
#
# Special ids: PAD = 0, BOS = 1, EOS = 2. A new model does not know anything yet, so its first loss is about $\ln V$ for $V$
# possible tokens: $\ln 34 = 3.53$ here.
#
# What is graded: logits, gradients, losses of a few updates and translations for given parameters, exactly; then a batch of
# 16 random pairs that you have not seen. After 200 updates the loss has fallen to a twentieth or less, every token of the 16
# translations is right, and sources in another order give translations in that order (a decoder that does not look at the
# source cannot do that). This takes about 2 seconds of CPU; the limit is 20.
#
# If you are stuck: Sutskever, Vinyals and Le, "Sequence to sequence learning with neural networks" (2014);
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html).

# %% [markdown] lang="ja"
# エンコーダとデコーダを組み合わせ、何時間も学習させる前に必ず行うべき確認をします。それは、小さなバッチ 1 つを丸暗記できるか、です。
# できなければ、モデルかバッチか損失のどこかが間違っていて、データを増やしても解決しません。
#
# 層はひな形で作ってあります（埋め込み 2 つ、エンコーダの GRU、デコーダの GRU、線形層）。書くのは次の 3 つです。
#
# 1. `forward`: エンコーダが原文を最後の有効なトークンまで読みます。そのときの状態がコンテキストベクトル $c$ です。デコーダは $c$ から始め、
#    `dec_in`（正解を 1 つずらした BOS, $y_1$, $y_2$, …）を読み、各ステップのロジットを出します。PAD
#    もほかのトークンと同じように読みます（そのステップは損失で除かれます）。
# 2. `overfit`: 1 つのバッチで更新を繰り返します。損失は、パディング以外のすべてのターゲットについての平均です。
#
# $$L = -\frac{1}{N} \sum_{t:\, y_t \ne \text{PAD}} \log P(y_t \mid y_{<t}, c)$$
#
# 3. `translate`: 貪欲法（greedy）で文を生成します。デコーダは BOS から始め、自分の最良のトークンを次に読みます。EOS の後は PAD だけです。
#
# バッチの例です。ターゲットが「7 5」なら、`dec_in` は BOS 7 5、`dec_tgt` は 7 5 EOS です。もし両方が同じなら、写すだけで損失が 0 に近づき、
# `translate` は BOS を繰り返すだけになります。
#
# 特別な id は PAD = 0、BOS = 1、EOS = 2 です。学習前のモデルは何も知らないので、トークンが $V$ 種類なら最初の損失はおよそ $\ln V$ です
# （ここでは $\ln 34 = 3.53$）。
#
# 採点されるのは、まず、与えられたパラメータでのロジット、勾配、数回の更新の損失、翻訳です（完全な一致が必要です）。次に、初めて見る
# ランダムな 16 組のバッチで、200 回の更新の後に、損失が最初の 20 分の 1 以下になること、16 個の翻訳のすべてのトークンが正しいこと、原文の順序を
# 変えると翻訳もその順序になること（原文を見ないデコーダにはできません）です。CPU 時間は 2 秒ほどで、上限は 20 秒です。
#
# 行き詰まったら: Sutskever, Vinyals, Le, "Sequence to sequence learning with neural networks" (2014) と
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html)

# %% [markdown] lang="en" hint="1"
# Write `forward` first, and check it on a batch with sentences of different lengths: the padding of a short source must not change
# anything. There are two ways: pack the batch, or run over it unpacked and pick each row's state at its last real token.

# %% [markdown] lang="en" hint="2"
# With a packed sequence, the second result of the encoder is the state after each row's last token, of shape [1, B, H], just as
# the decoder wants it. In `translate`, keep the decoder's state; feed one token per call, starting from BOS, and remember
# which rows have ended.

# %% [markdown] lang="en" hint="3"
# `cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=0)` is the mean over the tokens that are not padding. In the
# loop of `translate`: `token = logits.argmax(-1)`, then `token = token.masked_fill(ended, 0)`, then `ended = ended | (token == 2)`.

# %% [markdown] lang="ja" hint="1"
# まず `forward` を書き、長さの違う文のバッチで確かめましょう。短い原文のパディングが結果を変えてはいけません。方法は 2 つあります。バッチを pack
# するか、そのまま読んでから各行の最後の有効なトークンでの状態を取り出します。

# %% [markdown] lang="ja" hint="2"
# pack した系列を渡すと、エンコーダの 2 つ目の返り値が各行の最後のトークンの後の状態で、形状は [1, B, H] です。そのままデコーダに渡せます。
# `translate` では、デコーダの状態を持ち続け、BOS から始めて 1 回に 1 トークンずつ入力し、どの行が終わったかを記録します。

# %% [markdown] lang="ja" hint="3"
# `cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=0)` が、パディング以外のトークンについての平均です。`translate` のループでは
# `token = logits.argmax(-1)`、`token = token.masked_fill(ended, 0)`、`ended = ended | (token == 2)` の順に計算します。

# %%
import torch
from torch import Tensor, nn

PAD, BOS, EOS = 0, 1, 2


class Seq2Seq(nn.Module):
    """An encoder and a decoder, without attention."""

    def __init__(self, src_vocab: int, tgt_vocab: int, embed_size: int = 32, hidden_size: int = 64) -> None:
        """The layers; both GRUs have one layer and one direction."""
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        """Logits under teacher forcing.

        Args:
            src: source ids, int64, shape [B, S], filled up with PAD.
            src_len: number of real tokens of each row, int64, shape [B], at least 1.
            dec_in: the decoder's inputs, int64, shape [B, T]: BOS and the target without its last token, filled up with PAD.

        Returns:
            Logits of shape [B, T, tgt_vocab]; those at step t are for the token that follows dec_in[:, t]. The decoder reads
            PAD like any other token.
        """
        # BEGIN SOLUTION
        packed = nn.utils.rnn.pack_padded_sequence(
            self.src_embed(src), src_len.cpu(), batch_first=True, enforce_sorted=False
        )
        _, context = self.encoder(packed)
        out, _ = self.decoder(self.tgt_embed(dec_in), context)
        logits: Tensor = self.head(out)
        return logits
        # END SOLUTION


def overfit(
    model: nn.Module, src: Tensor, src_len: Tensor, dec_in: Tensor, dec_tgt: Tensor, steps: int, lr: float = 5e-3
) -> list[float]:
    """Train a model on one batch, in place.

    Args:
        model: a Seq2Seq.
        src, src_len, dec_in: as in Seq2Seq.forward.
        dec_tgt: the targets, int64, shape [B, T]: one token ahead of dec_in, with EOS at the end, filled up with PAD.
        steps: how many updates, each on the whole batch.
        lr: the learning rate of torch.optim.Adam; everything else as torch has it.

    Returns:
        The loss before each update, a Python list of `steps` floats: the mean cross-entropy over all targets that are not PAD.

    Every update clears the gradients, goes backward, clips the norm of all gradients together to 1.0, and steps.
    """
    # BEGIN SOLUTION
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        logits = model(src, src_len, dec_in)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses
    # END SOLUTION


def translate(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    """Translate greedily.

    Args:
        model: a Seq2Seq.
        src, src_len: as in Seq2Seq.forward.
        max_len: number of columns of the result.

    Returns:
        Target ids, int64, shape [B, max_len], without BOS: the most probable token at each step, up to and with EOS, and PAD after
        it. A sentence without EOS within max_len tokens is cut off there.
    """
    # BEGIN SOLUTION
    ids = torch.full((src.shape[0], 1), BOS, device=src.device)
    ended = torch.zeros(src.shape[0], dtype=torch.bool, device=src.device)
    with torch.no_grad():
        for _ in range(max_len):
            token = model(src, src_len, ids)[:, -1].argmax(-1).masked_fill(ended, PAD)
            ended = ended | (token == EOS)
            ids = torch.cat([ids, token[:, None]], dim=1)
    return ids[:, 1:]
    # END SOLUTION


if __name__ == "__main__":
    source = torch.tensor([[5, 9, 4, 2], [7, 2, 0, 0], [8, 6, 2, 0]])
    target = torch.tensor([[4, 8, 6, 2], [9, 5, 2, 0], [7, 2, 0, 0]])
    shifted = torch.cat([torch.full((3, 1), BOS), target[:, :-1]], dim=1).masked_fill(target == PAD, PAD)
    seq2seq = Seq2Seq(10, 10)
    history = overfit(seq2seq, source, torch.tensor([4, 2, 3]), shifted, target, steps=100)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print(translate(seq2seq, source, torch.tensor([4, 2, 3]), max_len=4))
