"""ch4.plot_alignment: The picture of an alignment (4 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_plot_alignment.py
"""

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
    raise NotImplementedError("ch4.plot_alignment is not started")
