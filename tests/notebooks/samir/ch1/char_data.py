"""ch1.char_data: Characters as data (3 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_char_data.py
"""

import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    """The vocabulary of a text, and its characters as inputs and targets.

    Args:
        text: at least two characters, as len counts them. Every one counts, also white space; capitals and small
            letters differ.

    Returns:
        (vocab, x, y): vocab is the sorted list of the different characters, each once; x and y are int64, of shape
        [1, len(text) - 1]: x holds the places in vocab of all characters but the last, y those of the characters
        that follow them.

    Raises:
        ValueError: the text has fewer than two characters.
    """
    raise NotImplementedError("ch1.char_data is not started")


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    """Ids as vectors of zeros with a single one.

    Args:
        x: int64, shape [B, T], numbers from 0 to V - 1.
        V: the size of the vocabulary.
        dtype: of the result.

    Returns:
        Shape [B, T, V], of this dtype and on x's device: 1 at place x[b, t] of vector [b, t], else 0. x stays as it
        is.

    Write it yourself: torch.nn.functional.one_hot is not allowed.
    """
    raise NotImplementedError("ch1.char_data is not started")
