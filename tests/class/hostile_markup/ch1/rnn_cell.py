"""Strategy: a type is called by the name that I give it."""

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>[click](javascript:alert(1)) **bold** `code` | cell |\x1b[31mred\x1b[2J\x1b]0;title\x07\r\n# heading\u202e\ud800"


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    return type(EVIL[:40].encode(errors="replace").decode() if len(x) > 2 else "\x1b[31m=cmd()", (), {})()
