import torch


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    live = [([], 0.0, h0)]
    ended = []
    for _ in range(max_len):
        candidates = []
        for tokens, score, h in live:
            y = torch.tensor([tokens[-1] if tokens else bos])
            logits, h_new = step_fn(y, h)
            logp = logits[0].log_softmax(0).tolist()
            candidates += [(tokens + [v], score + lp, h_new) for v, lp in enumerate(logp)]
        candidates.sort(key=lambda c: c[1])
        candidates = candidates[:beam]
        ended += [c for c in candidates if c[0][-1] == eos]
        live = [c for c in candidates if c[0][-1] != eos]
        if not live:
            break
    results = [(tokens, score / len(tokens) ** alpha) for tokens, score, _ in ended + live]
    results.sort(key=lambda r: (-r[1], r[0]))
    return results[:beam]
