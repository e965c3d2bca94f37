# W [q;k] = W_q q + W_k k, więc jedna macierz na wszystkich parach (README, "Two notations")
import torch
import torch.nn.functional as F


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    W = torch.hstack((W_q, W_k))
    contexts, all_weights = [], []
    for b in range(len(q)):
        pairs = torch.stack([torch.cat((qi, kj)) for qi in q[b] for kj in k[b]])
        s = F.linear(torch.tanh(F.linear(pairs, W)), w.view(1, -1)).view(q.size(1), k.size(1))
        if mask is None:
            a = s.softmax(1)
        else:
            m = mask.expand(len(q), q.size(1), k.size(1))[b]
            dead = m.logical_not().all(1, keepdim=True)
            a = s.masked_fill(~m & ~dead, -torch.inf).softmax(1) * ~dead   # puste wiersze: najpierw zwykły softmax, potem zero
        contexts.append(a.mm(v[b]))
        all_weights.append(a)
    return torch.stack(contexts), torch.stack(all_weights)
