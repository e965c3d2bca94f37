from collections.abc import Callable

import torch
from torch import Tensor


def beam_search(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    beam: int,
    max_len: int,
    alpha: float = 0.0,
    bos: int = 1,
    eos: int = 2,
) -> list[tuple[list[int], float]]:
    """Przeszukiwanie wiązką."""
    hipotezy = [([bos], 0.0)]
    h = h0
    gotowe = []
    for _ in range(max_len):
        y = torch.tensor([tokeny[-1] for tokeny, _ in hipotezy], device=h0.device)
        logits, h = step_fn(y, h)
        logp = torch.log_softmax(logits, dim=-1)
        wyniki = logp + torch.tensor([w for _, w in hipotezy], dtype=logp.dtype, device=logp.device)[:, None]
        V = logits.shape[1]
        naj, gdzie = wyniki.flatten().topk(min(beam, wyniki.numel()))
        nowe, rodzice = [], []
        for wynik, k in zip(naj.tolist(), gdzie.tolist()):
            rodzic, slowo = divmod(k, V)
            hip = (hipotezy[rodzic][0] + [slowo], wynik)
            if slowo == eos:
                gotowe.append(hip)
            else:
                nowe.append(hip)
                rodzice.append(rodzic)
        hipotezy = nowe
        if not hipotezy:
            break
        h = h[rodzice]
    wszystkie = gotowe + hipotezy
    wszystkie.sort(key=lambda hip: -hip[1])
    return [(tokeny[1:], wynik) for tokeny, wynik in wszystkie[:beam]]
