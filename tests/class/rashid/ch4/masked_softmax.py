import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    """Softmax along one axis, over the positions that a mask keeps."""
    powers = torch.exp(scores)
    if mask is not None:
        powers = powers.masked_fill(~mask, 0.0)
    total = powers.sum(dim=dim, keepdim=True)
    # nothing kept: 0 / 1 = 0 and not 0 / 0
    total = total.masked_fill(total == 0, 1.0)
    return powers / total


if __name__ == "__main__":
    print(masked_softmax(torch.tensor([1.0, 5.0, 0.0]), torch.tensor([True, False, True])))   # 0.731 0 0.269 ✓.
