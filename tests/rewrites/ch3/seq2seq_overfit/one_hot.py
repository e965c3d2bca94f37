"""One-hot products for embeddings, einsum for the cells, the last state by a mask, the loss by a product."""

import torch
from torch import Tensor, nn
from torch.nn.functional import one_hot

PAD, BOS, EOS = 0, 1, 2


def embedded(layer: nn.Embedding, ids: Tensor) -> Tensor:
    return torch.einsum("btv,ve->bte", one_hot(ids, layer.num_embeddings).to(layer.weight), layer.weight)


def states(gru: nn.GRU, x: Tensor, h: Tensor) -> Tensor:
    w_ih, w_hh = (w.view(3, -1, w.shape[1]) for w in (gru.weight_ih_l0, gru.weight_hh_l0))
    b_ih, b_hh = (b.view(3, -1) for b in (gru.bias_ih_l0, gru.bias_hh_l0))
    inputs = torch.einsum("bte,ghe->tgbh", x, w_ih) + b_ih[:, None]
    kept = []
    for i in inputs:
        j = torch.einsum("bk,ghk->gbh", h, w_hh) + b_hh[:, None]
        r, z = torch.sigmoid(i[:2] + j[:2])
        h = z * h + (1 - z) * torch.tanh(i[2] + r * j[2])
        kept.append(h)
    return torch.stack(kept, dim=1)


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, embed_size=32, hidden_size=64):
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        zeros = self.head.weight.new_zeros(len(src), self.encoder.hidden_size)
        read = states(self.encoder, embedded(self.src_embed, src), zeros)
        last = one_hot(src_len.to(src.device) - 1, src.shape[1]).to(read.dtype)
        context = (read * last[:, :, None]).sum(dim=1)
        written = states(self.decoder, embedded(self.tgt_embed, dec_in), context)
        return written @ self.head.weight.T + self.head.bias


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses: list[float] = []
    while len(losses) < steps:
        log_p = model(src, src_len, dec_in).log_softmax(dim=2)
        wanted = one_hot(dec_tgt, log_p.shape[2])
        wanted[..., PAD] = 0
        loss = -(log_p * wanted).sum() / wanted.sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses


def translate(model, src, src_len, max_len):
    ids = torch.full((len(src), max_len + 1), BOS, device=src.device)
    ended = torch.zeros(len(src), dtype=torch.bool, device=src.device)
    with torch.no_grad():
        for t in range(max_len):
            logits = model(src, src_len, ids[:, : t + 1])[:, -1]
            ids[:, t + 1] = logits.max(1).indices
            ids[ended, t + 1] = PAD
            ended = ended.logical_or(ids[:, t + 1].eq(EOS))
    return ids[:, 1:].clone()
