def lstm_cell(x, state, W, U, b=None, d=None):
    h, c = state or (x.new_zeros(len(x), U.shape[1]),) * 2
    z = x @ W.T + h @ U.T + (0 if b is None else b) + (0 if d is None else d)
    i, f, g, o = z.chunk(4, -1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c
