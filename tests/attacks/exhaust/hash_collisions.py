"""A dictionary whose keys all collide, so that each look-up walks through all of them."""


def lstm_cell(*given):
    prime = 2**61 - 1
    table = {}
    for number in range(1_000_000):
        table[number * prime] = number
    return table
