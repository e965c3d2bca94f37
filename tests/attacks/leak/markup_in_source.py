"""The line that raised is shown: it has HTML, links, images, formulas, LaTeX and marks that turn text round in it."""


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if x is None: raise ValueError  # never
    raise ValueError  # <script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](http://evil.example/p) $\input{/etc/passwd}$ =cmd|' /C calc'!A0 ```
