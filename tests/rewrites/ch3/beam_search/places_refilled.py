"""The places of those that end are filled with the next best, which the docstring of the stub accepts."""

import torch
from torch import Tensor


def beam_search(step_fn, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = 1, eos: int = 2):
    live, ended, h = [([], 0.0)], [], h0
    for _ in range(max_len):
        y = torch.tensor([([bos] + tokens)[-1] for tokens, _ in live], device=h0.device)
        logits, h = step_fn(y, h)
        log_p = logits.log_softmax(-1).tolist()
        ranked = sorted(
            ((-(s + g), tokens + [v], i) for i, (tokens, s) in enumerate(live) for v, g in enumerate(log_p[i])),
        )
        ended += [(tokens, -cost) for cost, tokens, _ in ranked[:beam] if tokens[-1] == eos]
        going = [entry for entry in ranked if entry[1][-1] != eos][:beam]
        if not going:
            live = []
            break
        live = [(tokens, -cost) for cost, tokens, _ in going]
        h = h.index_select(0, torch.tensor([i for _, _, i in going], device=h.device))
    scores = [(tokens, total / len(tokens) ** alpha) for tokens, total in [*ended, *live]]
    scores.sort(key=lambda item: (-item[1], item[0]))
    return scores[:beam]
