"""The job of one child: load submitted files, put the probes of their exercises to them, one record per case.

Inputs are pairs: a job (JSON and arrays, see `autograder.worker.wire.pack`) and the bytes of the file. For each pair
a record names the exercise, one says whether the file was loaded, and then each case is written when it is done, so
that a crash costs only the case in progress.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import safetensors.numpy
import torch

from autograder.worker.differentiation import DIFFERENTIATION, end_graphs
from autograder.worker.drive import drive, entries
from autograder.worker.load import load
from autograder.worker.poison import poison
from autograder.worker.raised import describe
from autograder.worker.sentry import guard_sources
from autograder.worker.stand_in import prepare, require
from autograder.worker.wire import Arrays, pack, unpack


def serve(inputs: list[bytes], output_fd: int) -> None:
    """Answer the jobs, last those that forbid differentiation. What any of their exercises forbids is forbidden to all:
    a file cannot lend another one what that may not use."""
    jobs = [unpack(blob) for blob in inputs[::2]]
    documents = [json.loads(head) for head, _, _ in jobs]
    for document in documents:
        prepare(document["device"])
    forbidden = sorted({name for document in documents for name in document["forbidden"]})
    guard_sources(forbidden)
    with poison(forbidden, for_good=True):
        whole = zip(documents, jobs, inputs[1::2], strict=True)
        for document, (_, body, _), source in sorted(whole, key=lambda each: DIFFERENTIATION in each[0]["forbidden"]):
            if DIFFERENTIATION in document["forbidden"]:
                end_graphs()
            _write(output_fd, pack({"exercise": document["exercise"]}, {}))
            _answer(document, safetensors.numpy.load(body) if body else {}, source, output_fd)
            sys.modules.pop(document["name"], None)


def _answer(job: dict[str, Any], arrays: Arrays, source: bytes, output_fd: int) -> None:
    """Load one file and answer its cases, each in a record ``{"case": name, "answer": ...}``."""
    _allow_cpu(job["loading_seconds"])
    try:
        require(job["device"])
        names = load(source, job["name"], entries([case["probe"] for case in job["cases"]]))
    except BaseException as error:
        _write(output_fd, pack({"loading": describe(error)}, {}))
        return
    _write(output_fd, pack({"loaded": True}, {}))
    for case in job["cases"]:
        _allow_cpu(case["cpu_seconds"])
        answer, out = drive(names, case["probe"], arrays, job["device"], case["dtype"])
        _write(output_fd, pack({"case": case["name"], "answer": answer}, out))


def _write(fd: int, blob: bytes) -> None:
    view = memoryview(blob)
    while view:
        view = view[os.write(fd, view) :]


def _allow_cpu(seconds: int) -> None:
    """Let this process use so many more seconds of CPU; the hard limit of the wall stays."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(time.process_time()) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def warm_up() -> None:
    """What every child would otherwise do for the first time: lazy imports and first calls of torch."""
    torch.set_num_threads(1)
    cell = torch.nn.LSTMCell(3, 2, dtype=torch.float64)
    rnn = torch.nn.GRU(3, 2, dtype=torch.float64, batch_first=True)
    x = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
    h, c = cell(x)
    loss = h.sum() + torch.softmax(c, -1).sum() + rnn(x[None])[0].sum() + torch.einsum("bi,bi->", x, x)
    loss.backward()
    probe = {
        "steps": [{"target": "f", "args": [{"tensor": "0", "dtype": "float64", "label": "x"}], "kwargs": {"dict": []},
                   "parameters": None, "keep": True}],
        "gradients": True, "cotangents": {"0": {"tensor": "0", "dtype": "float64"}}, "no_grad": False,
        "watch": "inputs",
    }  # fmt: skip
    arrays = {"0": x.detach().numpy()}
    answer, out = drive({"f": torch.tanh}, probe, arrays, "cpu", "float64")
    safetensors.numpy.load(unpack(pack(answer, out))[1])
