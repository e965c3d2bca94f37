"""Sets up logging with a format, a level and a file that cannot be written here."""
import logging
import sys

import torch

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger(__name__)
try:
    log.addHandler(logging.FileHandler("/tmp/my_homework.log"))
except OSError as error:
    log.warning("no log file: %s", error)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new

log.info("defined %s", lstm_cell)
