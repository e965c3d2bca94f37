import torch


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    """beams: (tokens, log-probability, state, done?)"""
    beams = [([bos], 0.0, h0, False)]
    for _ in range(max_len):
        if all(done for _, _, _, done in beams):
            break
        grown = []
        finished = [b for b in beams if b[3]]
        for tokens, score, h, done in beams:
            if done:
                continue
            logits, h_next = step_fn(torch.tensor([tokens[-1]], device=h0.device), h)
            logp = torch.log_softmax(logits, dim=-1).squeeze(0).tolist()
            for v, lp in enumerate(logp):
                grown.append((tokens + [v], score + lp, h_next, v == eos))
        grown.sort(key=lambda b: b[1], reverse=True)
        beams = finished + grown[:beam]
    results = [(tokens[1:], score / len(tokens) ** alpha) for tokens, score, _, _ in beams]
    return sorted(results, key=lambda r: (-r[1], r[0]))[:beam]
