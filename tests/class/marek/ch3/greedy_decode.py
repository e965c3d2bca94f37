from collections.abc import Callable

import torch
from torch import Tensor


def greedy_decode(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    max_len: int,
    bos: int = 1,
    eos: int = 2,
    pad: int = 0,
) -> tuple[Tensor, Tensor]:
    """Dekodowanie zachłanne."""
    n = h0.shape[0]
    y = torch.full((n,), bos, device=h0.device)
    h = h0
    koniec = torch.zeros(n, dtype=torch.bool, device=h0.device)
    dlugosci = torch.zeros(n, dtype=torch.int64, device=h0.device)
    wynik = []
    while len(wynik) < max_len and not koniec.all():
        logits, h = step_fn(y, h)
        y = logits.argmax(1).masked_fill(koniec, pad)
        wynik.append(y)
        koniec = koniec | (y == eos)
        dlugosci[~koniec] += 1  # słowa przed końcem zdania
    return torch.stack(wynik, 1), dlugosci
