"""Everything flattened, the mask and the losses multiplied as two long vectors."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    V = logits.shape[-1]
    z, y = logits.reshape(-1, V), targets.reshape(-1)
    m = y.ne(pad_id)
    offsets = torch.arange(0, z.numel(), V, device=y.device)
    log_p = torch.nn.functional.log_softmax(z, dim=1).reshape(-1)
    nll = -log_p.index_select(0, offsets + y.where(m, torch.zeros_like(y)))
    return torch.dot(nll, m.to(nll.dtype)) / m.count_nonzero().clamp(min=1)
