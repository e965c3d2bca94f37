"""The decoder calls itself for the steps that are left."""

import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    def rest(y, h, tokens, coins):
        z, h = step_fn(y, h)
        if not tokens:
            return [z]
        own = z.detach().topk(1, dim=-1).indices.squeeze(-1)
        return [z] + rest(own.masked_scatter(coins[0], tokens[0][coins[0]]), h, tokens[1:], coins[1:])

    first, *tokens = dec_in.unbind(1)
    return torch.stack(rest(first, h0, tokens, use_teacher.unbind(1)[1:]), dim=1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity == "sequence":
        return sample_coins(1, B, ratio, generator, "step").T.expand(B, T)
    if granularity == "step":
        return sample_coins(1, T, ratio, generator).expand(B, T)
    if granularity == "token":
        return torch.rand(B, T, generator=generator, device=generator.device).lt(ratio)
    raise ValueError(granularity)
