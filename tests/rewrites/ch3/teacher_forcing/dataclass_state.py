"""A dataclass holds the state of the decoder, and a table of functions the ways to toss."""

from dataclasses import dataclass, field

import torch
from torch import Tensor


@dataclass
class Decoder:
    step_fn: object
    h: Tensor
    logits: list = field(default_factory=list)

    @property
    def guess(self) -> Tensor:
        return self.logits[-1].max(dim=-1).indices

    def feed(self, y: Tensor) -> None:
        z, self.h = self.step_fn(y, self.h)
        self.logits.append(z)


def run_decoder(step_fn, dec_in, h0, use_teacher):
    decoder = Decoder(step_fn, h0)
    decoder.feed(dec_in[:, 0])
    for t in range(1, dec_in.shape[1]):
        both = torch.stack([decoder.guess, dec_in[:, t]])
        decoder.feed(both.gather(0, use_teacher[None, :, t].long())[0])
    return torch.cat([z.unsqueeze(1) for z in decoder.logits], 1)


WAYS = {
    "token": lambda B, T, toss: toss(B * T).reshape(B, T),
    "step": lambda B, T, toss: torch.stack([toss(T)] * B),
    "sequence": lambda B, T, toss: torch.stack([toss(B)] * T, dim=1),
}


def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity not in WAYS:
        raise ValueError("granularity should be token, step or sequence")
    weights = torch.tensor([1 - ratio, ratio], device=generator.device)
    return WAYS[granularity](B, T, lambda n: torch.multinomial(weights, n, True, generator=generator).bool())
