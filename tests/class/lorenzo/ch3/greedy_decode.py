import time, torch
from sacrebleu import corpus_bleu
time.sleep(0.2)


@torch.no_grad()
def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    B = len(h0)
    y = torch.tensor([bos] * B, device=h0.device)
    h = h0
    all_tokens = torch.full((B, max_len), pad, device=h0.device)
    lengths = torch.full((B,), max_len, device=h0.device)
    running = torch.ones(B, dtype=torch.bool, device=h0.device)
    for t in range(max_len):
        logits, h = step_fn(y, h)
        y = logits.argmax(-1)
        all_tokens[running, t] = y[running]
        ended = running & (y == eos)
        lengths[ended] = t + 1
        running = running & ~ended
    T = lengths.max()
    return all_tokens[:, :T], lengths


print(corpus_bleu(["ciao mondo"], [["ciao mondo"]]).score)
raise SystemExit("fine")
