"""What the next submission can see and feel of the one before it: put before an honest file, written to its log."""

from typing import Any


def felt() -> dict[str, object]:
    """Facts about this process that are the same in every run, unless somebody changed something."""
    import builtins
    import gc
    import json
    import math
    import os
    import random
    import resource
    import signal
    import sys
    import threading
    import warnings

    import numpy
    import torch

    def tried(call: Any, *args: object) -> str:
        try:
            return repr(call(*args))
        except BaseException as error:
            return type(error).__name__

    functions = [
        torch.sigmoid,
        torch.tanh,
        torch.matmul,
        torch.allclose,
        torch.equal,
        torch.zeros,
        torch.empty,
        torch.nn.Module.__call__,
        torch.nn.functional.linear,
        torch.testing.assert_close,
        torch.Tensor.__eq__,
        torch.Tensor.__matmul__,
        torch.Tensor.chunk,
        numpy.allclose,
        math.isclose,
        json.dumps,
        json.dump,
        print,
        open,
        isinstance,
        len,
        abs,
        max,
        __import__,
        os.write,
    ]
    return {
        "functions": [f"{each!r} {getattr(each, '__module__', '')}".split(" at 0x")[0] for each in functions],
        "environment": sorted(os.environ.items()),
        "folder": tried(os.getcwd),
        "files": [sorted(name for name in listed(place) if "attack" in name) for place in ("/tmp", "/dev/shm", ".")],
        "limits": [resource.getrlimit(kind)[1] for kind in range(16)],
        "signals": [str(signal.getsignal(number)).split(" at 0x")[0] for number in (1, 2, 10, 11, 12, 14, 15)],
        "threads": [threading.active_count(), len(sys._current_frames()), torch.get_num_threads()],
        "torch": [
            str(torch.get_default_dtype()),
            torch.is_grad_enabled(),
            torch.are_deterministic_algorithms_enabled(),
            torch.is_anomaly_enabled(),
            str(torch.zeros(1).device),
            tried(lambda: torch.tensor([1.0, 1 / 3])),
        ],
        "python": [
            sys.getrecursionlimit(),
            gc.get_threshold(),
            gc.isenabled(),
            sys.gettrace() is None,
            sys.getprofile() is None,
            type(sys.stdout).__name__,
            sorted(path for path in sys.path if "attack" in path or "scene" in path),
            len(sys.meta_path),
            str(sys.excepthook).split(" at 0x")[0],
            sys.getswitchinterval(),
        ],
        "marks": sorted(name for part in (builtins, torch, sys) for name in vars(part) if "attack" in name.lower()),
        "modules": sorted(name for name in sys.modules if "attack" in name),
        "warnings": sum("attack" in str(each) for each in warnings.filters),
        "sums": [2 + 2, hash("attack") == hash("attack"), random.Random(1).random(), math.pi, float("0.5")],
        "nice": os.getpriority(os.PRIO_PROCESS, 0),
        "processors": len(os.sched_getaffinity(0)),
        "mask": sorted(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, []))),
    }


def listed(place: str) -> list[str]:
    """The names in a folder, as far as they can be seen."""
    import os

    try:
        return os.listdir(place)
    except OSError:
        return []


def tell() -> None:
    """Write it down where the log is read."""
    import json
    import os

    os.write(1, f"\nFELT {json.dumps(felt())}\n".encode())


tell()
