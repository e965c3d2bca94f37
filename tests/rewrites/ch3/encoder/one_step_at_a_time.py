"""A beginner's loop: nn.GRU called on single steps with the state handed over, contexts collected in a dictionary."""

import torch
from torch import nn


class Encoder(nn.Module):
    def __init__(self, vocab_size, emb, hidden):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src, src_len):
        B = src.shape[0]
        S = src.shape[1]
        state = None
        all_outputs = []
        contexts = {}
        for s in range(S):
            token = src[:, s : s + 1]
            vector = self.embedding(token)
            output, state = self.rnn(vector, state)
            rows = []
            for b in range(B):
                if s < src_len[b]:
                    rows.append(output[b, 0])
                else:
                    rows.append(output[b, 0] * 0)
                if s == src_len[b] - 1:
                    contexts[b] = output[b, 0]
            all_outputs.append(torch.stack(rows))
        outputs = torch.stack(all_outputs, dim=1)
        context = torch.stack([contexts[b] for b in range(B)])
        return outputs, context
