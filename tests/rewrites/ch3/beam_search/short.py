"""As short as it gets: hypotheses as tuples that carry their own state."""

import torch


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    key, live, done = lambda c: (-c[0], c[1]), [(0.0, [], h0)], []
    for _ in range(max_len):
        steps = [(s, ys, *step_fn(torch.tensor([([bos] + ys)[-1]], device=h0.device), h)) for s, ys, h in live]
        new = [(s + p, ys + [v], h) for s, ys, z, h in steps for v, p in enumerate(z[0].log_softmax(0).tolist())]
        new = sorted(new, key=key)[:beam]
        done, live = done + [c for c in new if c[1][-1] == eos], [c for c in new if c[1][-1] != eos]
    final = sorted(((s / len(ys) ** alpha, ys) for s, ys, *_ in done + live), key=key)[:beam]
    return [(ys, s) for s, ys in final]
