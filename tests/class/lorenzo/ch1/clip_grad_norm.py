import torch
torch.set_default_dtype(torch.float64)
device = torch.device("cuda")
print("Using", torch.cuda.get_device_name(0))
big = torch.ones(3, device=device)


def clip_grad_norm(grads, max_norm, eps=1e-6):
    total = 0
    for g in grads:
        if g is not None:
            total = total + (g * g).sum()
    if isinstance(total, int):
        return torch.tensor(0.0)
    total = total ** 0.5
    factor = (max_norm / (total + eps)).clamp_max(1)
    [g.mul_(factor) for g in grads if g is not None]
    return total


class Tests:
    g = [torch.ones(3), None, torch.ones(2) * 4]
    n = clip_grad_norm(g, 1.0)
    assert abs(n - 6) < 1e-6
    print("tutto ok")
