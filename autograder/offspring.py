"""Processes of ours that share work; none outlives the one that made it."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Literal


def offspring(jobs: int, method: Literal["fork", "spawn"]) -> ProcessPoolExecutor:
    """So many processes, made by `method`. They end even when their parent is killed and can tell them nothing."""
    return ProcessPoolExecutor(jobs, get_context(method), initializer=_end_with_parent)


def _end_with_parent() -> None:
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
