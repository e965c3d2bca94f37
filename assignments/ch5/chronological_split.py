"""ch5.chronological_split: Splitting a series in order of time (3 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_chronological_split.py
"""

def chronological_split(n: int, train: float, val: float) -> tuple[list[int], list[int], list[int]]:
    """Divide the steps of a series into training, validation and test part, in order of time.

    Args:
        n: number of steps, at least 1.
        train: share of the training part, 0 to 1.
        val: share of the validation part, 0 to 1; 0 means that there is none.

    Returns:
        (train_idx, val_idx, test_idx), lists of int: the steps 0 to a - 1, a to b - 1 and b to n - 1, where
        a = floor(n * train + 1e-9) and b = floor(n * (train + val) + 1e-9). A part may be empty.

    Raises:
        ValueError: train or val lies outside 0 to 1, or train + val is 1 or more.
    """
    raise NotImplementedError("ch5.chronological_split is not started")
