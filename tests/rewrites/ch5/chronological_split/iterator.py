"""One iterator over the steps, from which islice takes the parts one after the other."""

from itertools import islice


def chronological_split(n: int, train: float, val: float) -> tuple[list[int], list[int], list[int]]:
    _require_shares(train, val)
    a = int(n * train + 1e-9)
    b = int(n * (train + val) + 1e-9)
    steps = iter(range(n))
    return list(islice(steps, a)), list(islice(steps, b - a)), list(steps)


def _require_shares(train: float, val: float) -> None:
    for name, share in {"train": train, "val": val}.items():
        if not 0 <= share <= 1:
            raise ValueError(f"{name} = {share} is no share")
    if train + val >= 1:
        raise ValueError(f"{train} + {val} leaves nothing")
