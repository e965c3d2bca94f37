"""ch4.masked_softmax: Softmax with a mask (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_masked_softmax.py
"""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    """Softmax along one axis, over the positions that a mask keeps.

    Args:
        scores: float tensor with one axis or more, none of them empty. Kept scores are finite.
        mask: bool, broadcastable to the shape of scores; True means keep. None keeps everything.
        dim: the axis along which the weights add up to 1.

    Returns:
        The weights: shape, dtype and device of scores, connected to the graph. They are exactly 0 where the mask is
        False, whatever the score is there (NaN too). Where nothing is kept along dim, weights and gradient are 0.
        The arguments stay as they are.

    Only differences of scores matter: rows around 10000 or -10000 are treated like rows around 0, without infinities
    or 0/0. torch.softmax, its relatives (log_softmax, the method scores.softmax, ...) and ready-made attention are not
    allowed.
    """
    raise NotImplementedError("ch4.masked_softmax is not started")
