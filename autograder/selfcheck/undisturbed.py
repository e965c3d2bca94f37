"""A check leaves the notebook as it was: its figures, random numbers, settings of torch, output, folder."""

from __future__ import annotations

import collections
import contextlib
import io
import logging
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch


class Printed(io.StringIO):
    """What code prints; code that closes its output does not close this."""

    def close(self) -> None:
        """Stay open."""


@contextlib.contextmanager
def undisturbed(modules: str) -> Iterator[Printed]:
    """Meanwhile what is printed, shown, or logged goes to what is given; all is as before afterwards, whatever happens.

    Args:
        modules: the name that the code is loaded as, which may be that of a module of the notebook's.
    """
    printed = Printed()
    with contextlib.ExitStack() as stack:
        stack.enter_context(_random_numbers())
        stack.enter_context(_torch_settings())
        stack.enter_context(np.errstate())
        stack.enter_context(contextlib.chdir(Path.cwd()))
        stack.enter_context(_module(modules))
        stack.enter_context(_figures())
        stack.enter_context(_displayed())
        stack.enter_context(_logged(printed))
        stack.enter_context(contextlib.redirect_stdout(printed))
        stack.enter_context(contextlib.redirect_stderr(printed))
        yield printed


@contextlib.contextmanager
def _random_numbers() -> Iterator[None]:
    python, numpy = random.getstate(), np.random.get_state()
    devices = range(torch.cuda.device_count()) if torch.cuda.is_initialized() else ()
    try:
        with torch.random.fork_rng(devices):
            yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)


@contextlib.contextmanager
def _torch_settings() -> Iterator[None]:
    dtype, device, threads = torch.get_default_dtype(), torch.get_default_device(), torch.get_num_threads()
    grad, anomaly = torch.is_grad_enabled(), torch.is_anomaly_enabled()
    strict, lenient = (
        torch.are_deterministic_algorithms_enabled(),
        torch.is_deterministic_algorithms_warn_only_enabled(),
    )
    try:
        yield
    finally:
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(grad)
        torch.autograd.set_detect_anomaly(anomaly)
        torch.use_deterministic_algorithms(strict, warn_only=lenient)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        if torch.get_default_device() != device:
            torch.set_default_device(None if device == torch.device("cpu") else device)


@contextlib.contextmanager
def _module(name: str) -> Iterator[None]:
    before = sys.modules.get(name)
    try:
        yield
    finally:
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before


@contextlib.contextmanager
def _figures() -> Iterator[None]:
    """The notebook's open figures are out of reach, so that ``plt.show()`` neither shows nor closes them."""
    known: Any = sys.modules.get("matplotlib._pylab_helpers")
    before = known.Gcf.figs if known else None
    if known:
        known.Gcf.figs = collections.OrderedDict()
    try:
        yield
    finally:
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot:
            pyplot.close("all")
        if known:
            known.Gcf.figs = before


@contextlib.contextmanager
def _displayed() -> Iterator[None]:
    """What a notebook would show as pictures or tables is dropped."""
    capture: Any = sys.modules.get("IPython.utils.capture")
    with capture.capture_output(stdout=False, stderr=False, display=True) if capture else contextlib.nullcontext():
        yield


@contextlib.contextmanager
def _logged(printed: Printed) -> Iterator[None]:
    """Handlers that were set up to write to the notebook write to `printed`."""
    handlers = [each for each in logging.root.handlers if isinstance(each, logging.StreamHandler)]
    moved = [(each, each.stream) for each in handlers if each.stream in (sys.stdout, sys.stderr)]
    for handler, _ in moved:
        handler.setStream(printed)
    try:
        yield
    finally:
        for handler, stream in moved:
            handler.setStream(stream)
