# LSTM のセルを 1 サンプルずつ、1 ユニットずつ計算する（遅いけれど確実）
import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    B = x.shape[0]
    H = weight_hh.shape[1]
    if state is None:
        h = torch.zeros(B, H, dtype=x.dtype)
        c = torch.zeros(B, H, dtype=x.dtype)
    else:
        h, c = state
    hs = []
    cs = []
    for b in range(B):
        for j in range(H):
            pre = []
            for k in range(4):  # i, f, g, o
                row = k * H + j
                s = (weight_ih[row] * x[b]).sum() + (weight_hh[row] * h[b]).sum()
                if bias_ih is not None:
                    s = s + bias_ih[row]
                if bias_hh is not None:
                    s = s + bias_hh[row]
                pre.append(s)
            i, f, g, o = sigmoid(pre[0]), sigmoid(pre[1]), sigmoid(pre[2]), sigmoid(pre[3])
            cj = f * c[b, j] + i * g
            cs.append(cj)
            hs.append(o * torch.tanh(cj))
    return torch.stack(hs).reshape(B, H), torch.stack(cs).reshape(B, H)


if __name__ == "__main__":
    import torch

    h, c = lstm_cell(torch.randn(2, 3), None, torch.randn(16, 3), torch.randn(16, 4))
    print(h.shape, c.shape)
