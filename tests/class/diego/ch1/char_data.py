import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    """Vocabulario y pares (letra, siguiente letra)."""
    if len(text) < 2:
        raise ValueError("hacen falta al menos dos letras")
    vocab = []
    for letra in text:
        if letra not in vocab:
            vocab.append(letra)
    ids = torch.tensor([[vocab.index(letra) for letra in text]])
    return vocab, ids[:, :-1], ids[:, 1:]


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    """Vectores con un solo uno."""
    resultado = torch.zeros(*x.shape, V, dtype=dtype, device=x.device)
    return resultado.scatter(-1, x.unsqueeze(-1), 1)
