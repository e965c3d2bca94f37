"""In the manner of a beginner: everything through pyplot's current figure."""

import matplotlib.pyplot as plt
import numpy as np


def plot_alignment(weights, src_tokens, tgt_tokens):
    data = weights.detach().cpu().numpy()
    number_of_rows = len(tgt_tokens)
    number_of_columns = len(src_tokens)
    picture = np.zeros((number_of_rows, number_of_columns))
    for i in range(number_of_rows):
        for j in range(number_of_columns):
            picture[i][j] = data[i][j]
    plt.figure()
    plt.imshow(picture)
    plt.clim(0, 1)
    plt.colorbar()
    plt.xticks(np.arange(number_of_columns), src_tokens, rotation=90)
    plt.yticks(np.arange(number_of_rows), tgt_tokens)
    plt.xlabel("source")
    plt.ylabel("target")
    plt.title("alignment")
    figure = plt.gcf()
    return figure
