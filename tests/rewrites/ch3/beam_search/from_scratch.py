"""Every beginning is scored by a run of its own from h0; nothing but tokens is remembered."""

import torch


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    def gains(tokens):
        h = h0
        for token in [bos] + tokens:
            logits, h = step_fn(torch.tensor([token], device=h0.device), h)
        return torch.log_softmax(logits[0], dim=0).tolist()

    live, pool = [([], 0.0)], []
    for _ in range(max_len):
        grown = [(ys + [v], s + g) for ys, s in live for v, g in enumerate(gains(ys))]
        grown = sorted(grown, key=lambda pair: (-pair[1], pair[0]))[:beam]
        pool += [pair for pair in grown if pair[0][-1] == eos]
        live = [pair for pair in grown if pair[0][-1] != eos]
    scored = [(ys, s / len(ys) ** alpha) for ys, s in pool + live]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:beam]
