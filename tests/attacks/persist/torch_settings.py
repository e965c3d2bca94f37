"""Turns torch's: dtype, device, threads, determinism, gradient, anomaly, printing, seeds, linear algebra library."""
import torch

torch.set_default_dtype(torch.float16)
torch.set_num_threads(7)
torch.use_deterministic_algorithms(True)
torch.autograd.set_detect_anomaly(True)
torch.set_printoptions(precision=1)
torch.manual_seed(666)
torch._C._set_grad_enabled(False) if hasattr(torch, "_C") else None


def lstm_cell(*given):
    torch.set_grad_enabled(False)
    return given[1]
