"""A recursive search: one step, then the search with what is live."""

import torch
from torch import Tensor

Live = list[tuple[list[int], float]]


def beam_search(
    step_fn, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = 1, eos: int = 2
) -> list[tuple[list[int], float]]:
    def search(live: Live, h: Tensor, left: int) -> Live:
        """All hypotheses that end from here on, and those that are live at the end."""
        if left == 0 or not live:
            return live
        logits, h_new = step_fn(torch.tensor([tokens[-1] for tokens, _ in live], device=h0.device), h)
        gains = torch.log_softmax(logits, dim=-1)
        every = [
            ((tokens + [v], total + float(gains[i, v])), i)
            for i, (tokens, total) in enumerate(live)
            for v in range(gains.shape[1])
        ]
        every.sort(key=lambda entry: (-entry[0][1], entry[0][0]))
        ended = [hypothesis for hypothesis, _ in every[:beam] if hypothesis[0][-1] == eos]
        going = [(hypothesis, i) for hypothesis, i in every[:beam] if hypothesis[0][-1] != eos]
        return ended + search([hypothesis for hypothesis, _ in going], h_new[[i for _, i in going]], left - 1)

    found = [(tokens[1:], total / (len(tokens) - 1) ** alpha) for tokens, total in search([([bos], 0.0)], h0, max_len)]
    return sorted(found, key=lambda result: (-result[1], result[0]))[:beam]
