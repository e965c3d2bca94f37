# できました
# 第3章 Teacher Forcing
import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    h = h0
    kekka = []          # 各時刻の logits
    for t in range(dec_in.shape[1]):
        if t == 0:
            y = dec_in[:, 0]                  # 最初は必ず BOS
        else:
            yosoku = kekka[-1].argmax(-1)     # 自分の予測
            seikai = dec_in[:, t]             # 正解
            y = torch.where(use_teacher[:, t], seikai, yosoku)
        logits, h = step_fn(y, h)
        kekka.append(logits)
    return torch.stack(kekka, dim=1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity == "step":
        r = torch.rand((1, T), generator=generator)
    elif granularity == "sequence":
        r = torch.rand((B, 1), generator=generator)
    else:
        r = torch.rand((B, T), generator=generator)
    return (r < ratio).expand(B, T)
