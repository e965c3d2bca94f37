"""ch2.param_count: Counting parameters (3 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_param_count.py
"""

def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    """The number of parameters of torch's recurrent modules.

    Args:
        kind: "rnn", "gru" or "lstm", in lower case.
        input_size: I, features of the input.
        hidden_size: H, hidden units of each layer and direction.
        num_layers: stacked layers, at least 1; each later one takes the hidden states below it, of all directions.
        bidirectional: whether each layer has a second direction with weights of its own.
        bias: whether each layer and direction has its two bias vectors.

    Returns:
        An int.

    Raises:
        ValueError: kind is anything else.

    Count without building a module; torch.nn.LSTM and its relatives are not allowed.
    """
    gates = {"rnn": 1, "gru": 3, "lstm": 4}
    if kind not in gates:
        raise ValueError(f"unknown kind: {kind}")
    g = gates[kind]
    directions = 2 if bidirectional else 1
    total = 0
    for layer in range(num_layers):
        if layer == 0:
            in_size = input_size
        else:
            in_size = hidden_size * directions
        n = g * hidden_size * in_size + g * hidden_size * hidden_size
        if bias:
            n += 2 * g * hidden_size
        total += n * directions
    return total


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    """The multiplications, each with an addition, in the matrix products of one step, for one row of the batch.

    Args:
        kind: "rnn", "gru" or "lstm", in lower case; one layer, one direction.
        input_size: I, features of the input.
        hidden_size: H, hidden units.

    Returns:
        An int. Biases, activations and products entry by entry are not counted.

    Raises:
        ValueError: kind is anything else.
    """
    if kind == "rnn":
        g = 1
    elif kind == "gru":
        g = 3
    elif kind == "lstm":
        g = 4
    else:
        raise ValueError(f"unknown kind: {kind}")
    return g * hidden_size * (input_size + hidden_size)
