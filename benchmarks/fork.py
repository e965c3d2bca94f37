"""What a fork of a process with torch costs, before and after its heap is collapsed into huge pages.

    python benchmarks/fork.py

Prints CPU milliseconds of parent and child together for fork, exit and wait, and for the same with a small forward and
backward pass in the child.
"""

from __future__ import annotations

import gc
import os
import platform
import resource
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch

from autograder.sandbox.zygote import settle

FORKS = 100


def work() -> None:
    """A few gates of an LSTM, forward and backward."""
    W = torch.randn(20, 4, dtype=torch.float64, requires_grad=True)
    x = torch.randn(3, 4, dtype=torch.float64)
    for _ in range(5):
        i, f, g, o = (x @ W.T).chunk(4, -1)
        (torch.sigmoid(i) * torch.tanh(g) + f * o).sum().backward()


def cpu_seconds() -> float:
    """CPU of this process and of its children that were waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def cost(in_child: Callable[[], None]) -> float:
    """CPU milliseconds of one fork, what the child does, its end, and the wait."""
    before = cpu_seconds()
    for _ in range(FORKS):
        pid = os.fork()
        if pid == 0:
            in_child()
            os._exit(0)
        os.waitpid(pid, 0)
    return 1000 * (cpu_seconds() - before) / FORKS


def main() -> None:
    """Print the table."""
    torch.set_num_threads(1)
    work()
    gc.collect()
    gc.freeze()
    rows = [("as it is", cost(lambda: None), cost(work))]
    settle()
    rows.append(("heap in huge pages", cost(lambda: None), cost(work)))
    print(f"{'':20}{'fork':>10}{'fork + work':>14}   (CPU ms each, {FORKS} forks)")
    for name, fork, worked in rows:
        print(f"{name:20}{fork:10.1f}{worked:14.1f}")
    print(f"{platform.processor() or platform.machine()}, Linux {platform.release()}, torch {torch.__version__}")


if __name__ == "__main__":
    main()
