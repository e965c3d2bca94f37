"""Strategy: whoever reads the report runs my script."""

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>[click](javascript:alert(1)) **bold** `code` | cell |\x1b[31mred\x1b[2J\x1b]0;title\x07\r\n# heading\u202e\ud800"


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    print(EVIL.encode(errors="replace"))
    raise RuntimeError(EVIL)
