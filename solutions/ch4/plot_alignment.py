# %% [markdown] lang="en"
# The weights of a whole translation fit in one picture, the alignment: a row for each target token, a column for each
# source token, and the brighter a cell, the more the decoder looked there while it wrote. A good translator of English
# into French shows a bright diagonal, and a step backwards where an adjective comes after its noun. Draw it with
# matplotlib and return the figure.
#
# - Draw the weights with `ax.imshow`, just as they are: rows are target tokens, with the **first at the top**, and
#   columns are source tokens.
# - The colours stand for weights from 0 to 1 in every picture, so give `vmin=0` and `vmax=1`. Left to itself, imshow
#   stretches them from the smallest to the largest weight, and a model that looks everywhere alike seems to have chosen.
# - Write the source tokens along x and the target tokens along y, each in the middle of its column or row: at 0, 1, 2, …
# - Call the x axis `source` and the y axis `target`, and add a colour bar. Numbers in the cells are welcome. Draw no
#   lines and no legend: they would count as data.
# - Weights of a batch come with padding: there may be more rows and columns than tokens. Draw only those that have one.
#
# Take the weights `[[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]`, the source `["black", "cat", "<eos>"]` and the target
# `["chat", "noir"]`. The picture has two rows, `chat` above `noir`, and three columns, `black`, `cat` and `<eos>` from
# left to right. The brightest cell, 0.7, is top left.
#
# What is graded: what the figure shows, that is the image, the ends of its colours, the tokens and where they are, the
# labels of the axes, and that there is a colour bar; that weights in the graph can be drawn; and that the weights stay
# as they are. Title, colour map, size, fonts and the angle of the tokens are yours. A warning that a font lacks
# Japanese glyphs does no harm.
#
# If you are stuck: the first such pictures are figure 3 of Bahdanau, Cho and Bengio, "Neural Machine Translation by
# Jointly Learning to Align and Translate" (2015); on tensors in the graph see
# [torch.Tensor.detach](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach.html).

# %% [markdown] lang="ja"
# 翻訳全体の重みは、アライメントという 1 枚の図にまとまります。出力トークンごとに 1 行、入力トークンごとに 1 列で、
# デコーダがよく見ていたところほど明るいマスになります。英語からフランス語への良い翻訳では対角線が明るくなり、
# 形容詞が名詞の後に来るところでは少し戻ります。matplotlib で描いて、Figure を返しましょう。
#
# - 重みは `ax.imshow` でそのまま描きます。行が出力トークンで **最初のトークンが一番上**、列が入力トークンです。
# - どの図でも色が 0 から 1 までの重みを表すように、`vmin=0` と `vmax=1` を渡します。指定しないと imshow は最小の
#   重みから最大の重みまで色を広げるので、どこも同じように見ているモデルでも、選んでいるように見えてしまいます。
# - x 軸に入力トークン、y 軸に出力トークンを、それぞれの列や行の中央（位置 0, 1, 2, …）に書きます。
# - x 軸に `source`、y 軸に `target` というラベルを付け、カラーバーを加えます。マスの中に数値を書いてもかまいません。
#   線や凡例は、データとみなされるので描きません。
# - バッチの重みにはパディングがあり、行や列がトークンより多いことがあります。トークンのある行と列だけを描きます。
#
# 例として、重みを `[[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]`、入力を `["black", "cat", "<eos>"]`、出力を `["chat", "noir"]` と
# します。図は 2 行で `chat` が `noir` の上、列は 3 つで左から `black`、`cat`、`<eos>` です。最も明るいマス 0.7 は
# 左上です。
#
# 採点されるのは、図に何が示されているか、つまり画像、色の両端の値、トークンとその位置、軸のラベル、
# カラーバーの有無です。計算グラフにつながった重みも描けること、重みが書き換えられていないことも採点されます。
# タイトル、カラーマップ、大きさ、フォント、トークンの向きは自由です。日本語の文字がフォントにないという警告が
# 出ても問題ありません。
#
# 行き詰まったら: このような図の最初の例は Bahdanau, Cho, Bengio "Neural Machine Translation by Jointly Learning to
# Align and Translate"（2015）の図 3 です。計算グラフにつながったテンソルについては
# [torch.Tensor.detach](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# `plt.subplots()` gives a figure and its axes. Draw the image on the axes first and look at it (in a notebook the
# returned figure is shown), then add what is missing, one thing at a time.

# %% [markdown] lang="en" hint="2"
# Detach the weights and cut them to len(tgt_tokens) rows and len(src_tokens) columns. Keep what `ax.imshow` returns: the
# colour bar belongs to it. Ticks need positions and labels together; with `set_xticklabels` alone the tokens land on
# positions that matplotlib chose.

# %% [markdown] lang="en" hint="3"
# `ax.set_xticks(range(len(src_tokens)), labels=src_tokens)` writes the tokens along x, `ax.set_xlabel` names the axis,
# and `figure.colorbar(image)` adds the colour bar.

# %% [markdown] lang="ja" hint="1"
# `plt.subplots()` で Figure と Axes が得られます。まず Axes に画像を描いて眺め（ノートブックでは返した Figure が
# 表示されます）、足りないものを 1 つずつ加えましょう。

# %% [markdown] lang="ja" hint="2"
# 重みを detach し、len(tgt_tokens) 行、len(src_tokens) 列に切り取ります。カラーバーに使うので、`ax.imshow` の
# 返り値を取っておきます。目盛りの位置とラベルは一緒に指定します。`set_xticklabels` だけでは、matplotlib が選んだ
# 位置にトークンが書かれてしまいます。

# %% [markdown] lang="ja" hint="3"
# `ax.set_xticks(range(len(src_tokens)), labels=src_tokens)` で x 軸にトークンを書き、`ax.set_xlabel` で軸に名前を付け、
# `figure.colorbar(image)` でカラーバーを加えます。

# %%
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from torch import Tensor


def plot_alignment(weights: Tensor, src_tokens: list[str], tgt_tokens: list[str]) -> Figure:
    """Draw attention weights as an image.

    Args:
        weights: shape [T, S], between 0 and 1, on any device; they may require gradients. T is at least
            len(tgt_tokens) and S at least len(src_tokens): rows and columns beyond are padding and are not drawn.
        src_tokens: the source tokens, one for each column.
        tgt_tokens: the target tokens, one for each row.

    Returns:
        A figure, made with or without pyplot, with one pair of axes (beside those of the colour bar) and on it one
        image, made by imshow: the weights, the first target token at the top, colours from 0 to 1. There are no lines
        (plot, axhline, ...) and no legend; texts and a grid do no harm. The source tokens are the tick labels of x at
        0, 1, 2, …, the target tokens those of y. The x axis is called "source" and the y axis "target". There is a
        colour bar. The weights stay as they are.
    """
    # BEGIN SOLUTION
    shown = weights.detach().cpu()[: len(tgt_tokens), : len(src_tokens)].numpy()
    figure, ax = plt.subplots()
    image = ax.imshow(shown, vmin=0, vmax=1)
    ax.set_xticks(range(len(src_tokens)), labels=src_tokens, rotation=45)
    ax.set_yticks(range(len(tgt_tokens)), labels=tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    figure.colorbar(image)
    return figure
    # END SOLUTION
