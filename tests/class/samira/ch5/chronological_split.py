def chronological_split(n: int, train: float, val: float) -> tuple[list[int], list[int], list[int]]:
    """Divide the steps of a series into training, validation and test part, in order of time."""
    for share in (train, val):
        if not 0 <= share <= 1:
            raise ValueError(f"{share} is no share")
    if train + val >= 1:
        raise ValueError("no test part")
    steps = list(range(n))
    a = int(n * train)
    b = int(n * (train + val))
    return steps[:a], steps[a:b], steps[b:]


# print(chronological_split(11, 0.5, 0.25))
# ([0, 1, 2, 3, 4], [5, 6, 7], [8, 9, 10])  same as in the README
