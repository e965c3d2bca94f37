# Ingrid H. - kapittel 1
import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    """All steps of all samples in one long list; sample b starts at b * T."""
    n_samples, n_steps, n_hidden = output.shape
    if not all(1 <= n <= n_steps for n in lengths.tolist()):
        raise ValueError(f"lengder fra 1 til {n_steps}, takk")
    starts = torch.arange(n_samples, device=output.device) * n_steps
    rows = starts + lengths.to(output.device) - 1
    return output.reshape(-1, n_hidden).index_select(0, rows)
