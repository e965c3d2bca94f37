"""Grading on the workers of a Dask cluster, each with walls of its own. Needs the extra ``distributed``.

The cluster belongs to the instructor: papers, with their secrets, and submissions travel between its machines. What
student code sees is what it sees on one machine.
"""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Any, Self

from distributed import Client, Future, KilledWorker, WorkerPlugin, as_completed, get_worker

from autograder.confinement import check_confinement
from autograder.executors import ClusterError, Graded, Sheet, grade_sheet
from autograder.grading import Desk, ungraded
from autograder.sandbox.doctor import examine
from autograder.sandbox.limits import Sandbox, SandboxError
from autograder.sandbox.wall import Wall


class _Walls(WorkerPlugin):
    """A wall for each thread of a worker, raised when the worker joins and torn down when it leaves."""

    name = "autograder-walls"

    def __init__(self, desk: Desk, allow_unconfined: bool) -> None:
        self.desk = desk
        self.allow_unconfined = allow_unconfined

    def setup(self, worker: Any) -> None:
        """Refuses, as a single machine does, where the worker cannot confine untrusted code."""
        check_confinement(examine(), self.allow_unconfined)
        self.walls = [Wall(self.desk.worker, unconfined=self.allow_unconfined) for _ in range(worker.state.nthreads)]
        self.free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        for wall in self.walls:
            self.free.put(wall)

    def teardown(self, worker: Any) -> None:
        """End the walls' processes."""
        for wall in self.walls:
            wall.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"desk": self.desk, "allow_unconfined": self.allow_unconfined}


def _grade_there(sheet: Sheet) -> Graded:
    walls = get_worker().plugins[_Walls.name]
    assert isinstance(walls, _Walls)
    wall = walls.free.get()
    try:
        return grade_sheet(walls.desk, wall, sheet)
    finally:
        walls.free.put(wall)


class Cluster:
    """The workers of the Dask scheduler at `address` (``tcp://host:8786``).

    Raises:
        ClusterError: there is no scheduler, or it has no worker.
        SandboxError: a worker cannot confine untrusted code.
    """

    def __init__(self, address: str, desk: Desk, allow_unconfined: bool) -> None:
        self._desk = desk
        try:
            self._client = Client(address, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"no Dask scheduler answers at {address} ({error})") from error
        self._threads = sum(self._client.nthreads().values())
        if not self._threads:
            self._client.close()
            raise ClusterError(f"the Dask scheduler at {address} has no worker")
        for answer in self._client.register_plugin(_Walls(desk, allow_unconfined)).values():
            if answer.get("status") != "OK":
                self._client.close()
                raise SandboxError(f"a worker of {address} cannot grade: {answer.get('exception')}")

    def run(self, sheets: Iterable[Sheet]) -> Iterator[Graded]:
        """The graded sheets, as they are ready. A worker that dies leaves its sheet ungraded."""
        remaining = iter(sheets)
        sent: dict[object, Sheet] = {}
        first = [self._send(sheet, sent) for sheet in islice(remaining, 2 * self._threads)]
        ready = as_completed(first, loop=self._client.loop)
        for future in ready:
            sheet = sent.pop(future.key)
            try:
                yield future.result()
            except KilledWorker:
                detail = "the worker of the cluster that graded it died"
                grades = (ungraded(self._desk, sheet.submission, name, device, detail) for name, device in sheet.open)
                yield Graded(sheet, tuple(grades))
            for more in islice(remaining, 1):
                ready.add(self._send(more, sent))

    def _send(self, sheet: Sheet, sent: dict[object, Sheet]) -> Future[Graded]:
        future = self._client.submit(_grade_there, sheet, pure=False)
        sent[future.key] = sheet
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.unregister_worker_plugin(_Walls.name)
        self._client.close()
