def _gates(kind):
    if kind == "rnn":
        return 1
    if kind == "gru":
        return 3
    if kind == "lstm":
        return 4
    raise ValueError(kind)


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    """パラメータ数"""
    n_dir = 2 if bidirectional else 1
    total = 0
    size = input_size
    for _ in range(num_layers):
        # 1 ゲートあたり: (入力 + 隠れ状態 + バイアス) x 隠れ状態
        one = (size + hidden_size + (1 if bias else 0)) * hidden_size
        total += _gates(kind) * one * n_dir
        size = hidden_size * n_dir
    return total


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    """1 ステップの積の数"""
    return _gates(kind) * (input_size * hidden_size + hidden_size**2)
