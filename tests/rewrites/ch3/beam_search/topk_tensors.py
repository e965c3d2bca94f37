"""All in tensors: rows of tokens, their sums, and topk over the flattened table of continuations."""

import torch
from torch import Tensor


def beam_search(
    step_fn, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = 1, eos: int = 2
) -> list[tuple[list[int], float]]:
    rows = torch.full((1, 1), bos, dtype=torch.int64, device=h0.device)
    sums = h0.new_zeros(1)
    h = h0
    results: list[tuple[list[int], float]] = []

    def put_aside(rows: Tensor, sums: Tensor) -> None:
        L = rows.shape[1] - 1
        results.extend((row[1:], s / L**alpha) for row, s in zip(rows.tolist(), sums.tolist()))

    for _ in range(max_len):
        logits, h = step_fn(rows[:, -1], h)
        table = sums.unsqueeze(1) + logits.log_softmax(dim=1)
        sums, flat = table.flatten().topk(min(beam, table.numel()))
        parents = torch.div(flat, table.shape[1], rounding_mode="floor")
        tokens = flat.remainder(table.shape[1])
        rows = torch.cat([rows[parents], tokens.unsqueeze(1)], dim=1)
        over = tokens == eos
        put_aside(rows[over], sums[over])
        rows, sums, h = rows[~over], sums[~over], h[parents][~over]
        if rows.shape[0] == 0:
            break
    put_aside(rows, sums)
    return sorted(results, key=lambda result: (-result[1], result[0]))[:beam]
