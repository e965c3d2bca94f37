"""A tick at every whole number by MultipleLocator, labelled by functions that look the tokens up."""
import matplotlib.pyplot as plt
from matplotlib.ticker import MultipleLocator


def plot_alignment(weights, src_tokens, tgt_tokens):
    figure, ax = plt.subplots()
    image = ax.imshow(weights.detach().cpu().numpy()[: len(tgt_tokens), : len(src_tokens)], vmin=0, vmax=1)
    for axis, tokens in ((ax.xaxis, src_tokens), (ax.yaxis, tgt_tokens)):
        axis.set_major_locator(MultipleLocator(1))
        axis.set_major_formatter(lambda x, _, tokens=tokens: tokens[int(x)] if 0 <= x < len(tokens) else "")
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    figure.colorbar(image)
    return figure
