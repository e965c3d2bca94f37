"""The student's name is HTML, Markdown, LaTeX and a link at once, and so is the folder that the file lies in."""

STUDENT = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) `b` $\\input$ *c* ~~d~~ #"
INNER = "<script>alert(1)<!-- [x](http:evil.example) !-->/ch2/copy/lstm_cell.py"
def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    raise ValueError
