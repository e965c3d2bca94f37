import matplotlib.pyplot as plt, seaborn, sklearn.metrics, torch


def masked_cross_entropy(logits, targets, pad_id):
    m = targets != pad_id
    t = targets * m
    z = logits - logits.max(-1, keepdim=True)[0].detach()
    logp = z - z.exp().sum(-1, keepdim=True).log()
    B, T = targets.shape
    b, s = torch.meshgrid(torch.arange(B), torch.arange(T), indexing="ij")
    nll = -logp[b, s, t] * m
    return nll.sum() / max(m.sum().item(), 1)


z = torch.randn(2, 3, 5)
y = torch.tensor([[1, 2, 0], [3, 0, 0]])
print(masked_cross_entropy(z, y, 0), torch.nn.functional.log_softmax(z, -1).shape)
xs = torch.linspace(-5, 5, 50)
plt.plot(xs, [masked_cross_entropy(z * a, y, 0).item() for a in xs])
plt.xlabel("scala"), plt.show()
print(sklearn.metrics.log_loss([0, 1], [[.9, .1], [.2, .8]]))
