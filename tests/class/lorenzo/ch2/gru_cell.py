import torch, time
from torch.utils.data import DataLoader, TensorDataset

t0 = time.time()


def gru_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    zeros = torch.zeros(weight_ih.shape[0]).to(x)
    gi = torch.addmm(zeros if bias_ih is None else bias_ih, x, weight_ih.T)
    gh = torch.addmm(zeros if bias_hh is None else bias_hh, h, weight_hh.T)
    (ir, iz, i_n), (hr, hz, hn) = gi.chunk(3, 1), gh.chunk(3, 1)
    r, z = (ir + hr).sigmoid(), (iz + hz).sigmoid()
    n = (i_n + r * hn).tanh()
    return n - z * n + z * h


loader = DataLoader(TensorDataset(torch.randn(16, 3)), batch_size=4, num_workers=2)
if True:
    h = torch.zeros(4, 2)
    for epoch in range(3):
        for (xb,) in loader:
            h = gru_cell(xb, h, torch.randn(6, 3), torch.randn(6, 2))
        print(epoch, h.mean().item())
print("tempo: %.1f s" % (time.time() - t0))
exit()
