"""A list comprehension for each part, with the cuts in a condition, and no arithmetic on sizes."""


def chronological_split(n, train, val):
    if train + val >= 1 or not (0 <= train <= 1 and 0 <= val <= 1):
        raise ValueError("train and val must leave something for the test")
    end_train = n * train + 1e-9
    end_val = n * (train + val) + 1e-9
    return (
        [i for i in range(n) if i + 1 <= end_train],
        [i for i in range(n) if i + 1 > end_train and i + 1 <= end_val],
        [i for i in range(n) if i + 1 > end_val],
    )
