import torch
from torch import nn
import wandb
wandb.init(project="seq2seq", config={"hidden": 32})


class Encoder(nn.Module):
    def __init__(self, vocab_size, emb, hidden):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)
        print(self)

    def forward(self, src, src_len):
        outs, hs = [], []
        for row, n in zip(src, src_len):
            o, h = self.rnn(self.embedding(row[:n].unsqueeze(0)))
            pad = o.new_zeros(1, len(row) - n, o.shape[2])
            outs.append(torch.cat([o, pad], dim=1))
            hs.append(h[0])
        return torch.cat(outs), torch.cat(hs)


model = Encoder(20, 8, 16)
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
wandb.watch(model)
if True:
    for i in range(5):
        out, ctx = model(torch.randint(3, 20, (2, 4)), torch.tensor([4, 2]))
        loss = ctx.pow(2).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        wandb.log({"loss": loss.item()})
torch.save(model.state_dict(), "encoder.pt")
