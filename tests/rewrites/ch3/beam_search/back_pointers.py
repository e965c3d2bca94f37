"""A lattice of back pointers; tokens are read off backwards at the end, and scores are negative costs."""

import torch
from torch import Tensor


def beam_search(step_fn, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = 1, eos: int = 2):
    nodes: list[tuple[int, int, float]] = [(-1, bos, 0.0)]  # parent node, token, cost so far
    live, h = [0], h0
    leaves: list[int] = []

    def path(node: int) -> list[int]:
        tokens = []
        while node > 0:
            parent, token, _ = nodes[node]
            tokens.append(token)
            node = parent
        return tokens[::-1]

    for _ in range(max_len):
        logits, h = step_fn(torch.tensor([nodes[n][1] for n in live], device=h0.device), h)
        cost = torch.tensor([nodes[n][2] for n in live], dtype=torch.float64, device=h0.device)
        table = cost[:, None] - logits.double().log_softmax(dim=-1)
        k = min(beam, table.numel())
        costs, flat = table.flatten().topk(k, largest=False)
        rows, next_live = [], []
        for c, f in zip(costs.tolist(), flat.tolist()):
            row, token = divmod(f, table.shape[1])
            nodes.append((live[row], token, c))
            if token == eos:
                leaves.append(len(nodes) - 1)
            else:
                next_live.append(len(nodes) - 1)
                rows.append(row)
        live, h = next_live, h[rows]
        if not live:
            break
    paths = [(path(n), nodes[n][2]) for n in leaves + live]
    results = [(tokens, -c / len(tokens) ** alpha) for tokens, c in paths]
    return sorted(results, key=lambda result: (-result[1], result[0]))[:beam]
