"""A beginner's loops with append and an if for each step."""


def chronological_split(n, train, val):
    if train < 0:
        raise ValueError("train is negative")
    if val < 0:
        raise ValueError("val is negative")
    if train > 1 or val > 1:
        raise ValueError("more than everything")
    if train + val >= 1:
        raise ValueError("nothing is left for the test")
    first_cut = int(n * train + 0.000000001)
    second_cut = int(n * (train + val) + 0.000000001)
    train_idx = []
    val_idx = []
    test_idx = []
    for i in range(n):
        if i < first_cut:
            train_idx.append(i)
        elif i < second_cut:
            val_idx.append(i)
        else:
            test_idx.append(i)
    return train_idx, val_idx, test_idx
