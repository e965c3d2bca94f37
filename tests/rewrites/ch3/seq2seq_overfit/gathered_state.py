"""The encoder runs over the padding, and its state is gathered where each sentence ends."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

PAD, BOS, EOS = 0, 1, 2


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, embed_size=32, hidden_size=64):
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        states, _ = self.encoder(self.src_embed(src))
        last = (src_len - 1).view(-1, 1, 1).expand(-1, 1, states.size(2)).to(states.device)
        context = states.gather(1, last).transpose(0, 1).contiguous()
        return self.head(self.decoder(self.tgt_embed(dec_in), context)[0])


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3) -> list[float]:
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, lr)
    history = torch.zeros(steps, dtype=parameters[0].dtype)
    real = dec_tgt.ne(PAD)
    for step in range(steps):
        loss = F.cross_entropy(model(src, src_len, dec_in)[real], dec_tgt[real])
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, max_norm=1)
        optimizer.step()
        history[step] = loss.detach()
    return history.tolist()


@torch.no_grad()
def translate(model, src, src_len, max_len) -> Tensor:
    dec_in = torch.full((len(src), max_len + 1), PAD, dtype=torch.int64, device=src.device)
    dec_in[:, 0] = BOS
    for t in range(max_len):
        best = model(src, src_len, dec_in[:, : t + 1])[:, t].argmax(dim=1)
        ended = (dec_in[:, : t + 1] == EOS).any(dim=1)
        dec_in[:, t + 1] = torch.where(ended, PAD, best)
    return dec_in[:, 1:]
