import math


def alignment(weights, src_mask):
    vera = src_mask.unsqueeze(1)
    posizione = weights.masked_fill(~vera, -1.0).argmax(-1)
    entropia = -(weights * weights.log() * vera).sum(-1)
    return posizione, entropia


def alignment_accuracy(argmax, gold):
    esiti = [p in g for riga, giuste in zip(argmax.tolist(), gold) for p, g in zip(riga, giuste) if g]
    return sum(esiti) / len(esiti) if esiti else math.nan
