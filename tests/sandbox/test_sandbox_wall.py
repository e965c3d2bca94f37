"""What goes through the wall, and what becomes of a run that misbehaves."""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.sandbox.limits import Limits, Run, SandboxError, Status
from autograder.sandbox.wall import ENVIRONMENT, Wall

SMALL = Limits(cpu_seconds=5, wall_seconds=10, memory_bytes=1 << 30, output_bytes=1 << 20, log_bytes=1000)


def status(run: Run) -> tuple[str, str]:
    """The part of a run that is the same every time."""
    return run.status.value, run.detail


def test_bytes_go_in_and_come_out(wall: Wall) -> None:
    """Inputs arrive whole and apart, output and log come back."""
    run = wall.run([b"echo", b"", b"one\0", b"two"], SMALL)
    assert (run.status, run.output) == (Status.ok, b"one\0two")
    assert run.log == b"out loud\nand by the back door"
    assert 0 < run.cpu_seconds < 1 and 0 < run.wall_seconds < 5


def test_large_inputs(wall: Wall) -> None:
    """Twenty megabytes go through as well as twenty bytes."""
    data = os.urandom(20 << 20)
    assert wall.run([b"echo", data]).output == data


def test_nothing_is_left_for_the_next_run(wall: Wall) -> None:
    """A run finds the module as the zygote imported it."""
    assert [wall.run([b"remember"], SMALL).output for _ in range(3)] == [b"1"] * 3


def test_clean_surroundings(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the grader's environment, arguments or modules is to be found, and hashes repeat."""
    monkeypatch.setenv("COURSE_SECRET", "hidden")
    found = json.loads(wall.run([b"surroundings"], SMALL).output)
    assert set(found["environment"]) <= {*ENVIRONMENT, "LC_CTYPE", "PWD"}
    assert len(found["arguments"]) <= 2 and not any("/" in word for word in found["arguments"][:1])
    assert not {"pyseccomp", "autograder.sandbox.wall", "autograder.judge"} & set(found["modules"])
    assert found["uid"] == (os.getuid() if wall.user.uid is None else wall.user.uid)
    if wall.user.uid is not None:
        assert found["uid"] >= 64000 and found["groups"] == []
    again = json.loads(wall.run([b"surroundings"], SMALL).output)
    assert again["hash"] == found["hash"] and again["random"] != found["random"]


def test_no_descriptor_is_inherited(build: Callable[..., Wall], tmp_path: Path) -> None:
    """A child has its output and the three standard files, also if the grader had hundreds of others open."""
    opened = [os.open(tmp_path, os.O_RDONLY) for _ in range(400)]
    for fd in opened:
        os.set_inheritable(fd, True)
    try:
        with build() as wall:
            assert json.loads(wall.run([b"surroundings"], SMALL).output)["open"] == [0, 1, 2, 3]
    finally:
        for fd in opened:
            os.close(fd)


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        ("fail", ("crashed", "ended with exit code 1")),
        ("exit", ("crashed", "ended with exit code 1")),
        ("segfault", ("crashed", "killed by SIGSEGV")),
        ("abort", ("crashed", "killed by SIGABRT")),
        ("close_all", ("ok", "served to the end")),
        ("abuse_descriptors", ("ok", "served to the end")),
        ("flood", ("output_limit", "wrote more than 1048576 bytes of output")),
        ("null", ("ok", "served to the end")),
    ],
)
def test_what_became_of_it(wall: Wall, deed: str, expected: tuple[str, str]) -> None:
    """A run's status is what the kernel saw, and the next run is none the worse."""
    assert status(wall.run([deed.encode()], SMALL)) == expected
    assert wall.run([b"echo", b"next"], SMALL).output == b"next"


@pytest.mark.parametrize(("code", "expected"), [(0, "ok"), (7, "crashed"), (70, "crashed"), (77, "crashed")])
def test_leaving_by_the_back_door(wall: Wall, code: int, expected: str) -> None:
    """No exit code makes a run look like the machine's fault; code 0 without output is just no output."""
    run = wall.run([b"leave", str(code).encode()], SMALL)
    assert (run.status, run.output) == (expected, b"")


def test_any_signal_to_itself_is_a_crash(wall: Wall) -> None:
    """A child may end itself by a signal; SIGKILL by its own hand is not taken for a spent limit."""
    assert status(wall.run([b"raise_own_signal", b"15"], SMALL)) == ("crashed", "killed by SIGTERM")


def test_output_before_a_crash_is_kept(wall: Wall) -> None:
    """What was written before a crash stands."""
    assert [wall.run([deed], SMALL).output for deed in (b"fail", b"segfault")] == [b"the first case"] * 2
    assert b"ValueError: wrong in the second" in wall.run([b"fail"], SMALL).log


@pytest.mark.parametrize("deed", ["sleep", "stop"])
def test_waiting_ends_at_the_deadline(wall: Wall, deed: str) -> None:
    """Sleep with every signal ignored, or a stop, lasts as long as the wall clock allows."""
    run = wall.run([deed.encode()], Limits(wall_seconds=0.5))
    assert status(run) == ("timed_out", "waited longer than 0.5 s")
    assert 0.5 <= run.wall_seconds < 3 and run.cpu_seconds < 0.4


def test_spinning_ends_at_the_limit(wall: Wall) -> None:
    """CPU time is bounded though SIGXCPU is ignored."""
    run = wall.run([b"spin"], Limits(cpu_seconds=1))
    assert status(run) == ("timed_out", "used more than 1 s of CPU")
    assert 0.8 <= run.cpu_seconds < 1.5


def test_a_soft_limit_of_the_servers_own(wall: Wall) -> None:
    """A serving function may set itself a lower CPU limit; running into it is a time-out too."""
    run = wall.run([b"spin_softly"], Limits(cpu_seconds=5))
    assert run.status is Status.timed_out and "used up its time after" in run.detail
    assert run.cpu_seconds < 2


def test_memory_is_bounded(wall: Wall) -> None:
    """A hog meets MemoryError in its own process."""
    run = wall.run([b"hog"], SMALL)
    assert status(run) == ("crashed", "ended with exit code 1") and b"MemoryError" in run.log


def test_a_hole_in_the_output(wall: Wall) -> None:
    """A file cannot be made to look huge by writing far out."""
    run = wall.run([b"hole"], SMALL)
    assert (run.status, run.output) == (Status.crashed, b"") and b"File too large" in run.log


def test_output_of_just_the_limit(wall: Wall) -> None:
    """The limit itself is allowed, one byte more is not."""
    limits = Limits(output_bytes=5000, log_bytes=1000)
    assert wall.run([b"echo", bytes(5000)], limits).status is Status.ok
    run = wall.run([b"echo", bytes(5001)], limits)
    assert (run.status, run.output) == (Status.output_limit, b"")


def test_log_flood(wall: Wall) -> None:
    """Talking too much costs nothing but the talk; the end of it is kept."""
    run = wall.run([b"flood_log"], SMALL)
    assert (run.status, run.output) == (Status.ok, b"no more")
    assert len(run.log) == SMALL.log_bytes and set(run.log) <= set(b"x\n")


def test_threads_work_and_are_bounded(wall: Wall) -> None:
    """A student may start threads, but not without end."""
    assert wall.run([b"threads"], SMALL).output == str(8 * sum(range(1000))).encode()
    run = wall.run([b"bomb"], SMALL)
    assert run.status is Status.ok and 1 < int(run.output) < 500


def test_many_runs_leave_nothing(wall: Wall) -> None:
    """Two hundred runs, and neither grader nor zygote has one more open file, or grows."""

    def state() -> tuple[int, int, int]:
        zygote = zygote_pid(wall)
        memory = int(Path(f"/proc/{zygote}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return len(os.listdir("/proc/self/fd")), len(os.listdir(f"/proc/{zygote}/fd")), memory

    wall.run([b"echo", b"first"], SMALL)
    before = state()
    assert all(wall.run([b"echo", b"x"], SMALL).status is Status.ok for _ in range(200))
    after = state()
    assert after[:2] == before[:2] and after[2] - before[2] < 1 << 20


def test_two_walls_at_once(build: Callable[..., Wall], wall: Wall) -> None:
    """Walls do not get in each other's way, and each has a user of its own."""
    runs: list[Run] = []
    with build() as other:
        assert other.user.uid is None or other.user.uid != wall.user.uid
        work = [
            threading.Thread(target=lambda each=each: runs.extend(each.run([b"threads"]) for _ in range(20)))
            for each in (wall, other)
        ]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
    assert len(runs) == 40 and {run.status for run in runs} == {Status.ok}
    assert wall.run([b"threads"]).status is Status.ok


def test_a_wall_outlives_the_thread_that_built_it(build: Callable[..., Wall]) -> None:
    """A wall built in a thread works after the thread has ended."""
    walls: list[Wall] = []
    thread = threading.Thread(target=lambda: walls.append(build()))
    thread.start()
    thread.join()
    time.sleep(0.2)
    with walls[0] as wall:
        assert wall.run([b"echo"], SMALL).status is Status.ok


def test_a_dead_zygote_is_replaced(build: Callable[..., Wall]) -> None:
    """The run that meets a dead zygote is the machine's fault, and the next one is served."""
    with build() as wall:
        os.kill(zygote_pid(wall), 9)
        time.sleep(0.1)
        assert wall.run([b"echo"], SMALL).status is Status.sandbox_error
        assert wall.run([b"echo", b"again"], SMALL).output == b"again"


def test_a_zygote_killed_during_a_run(build: Callable[..., Wall]) -> None:
    """A run whose zygote is killed is nobody's fault but the machine's, and its child goes too."""
    with build() as wall:
        zygote = zygote_pid(wall)
        threading.Timer(0.5, os.kill, [zygote, 9]).start()
        begun = time.monotonic()
        assert wall.run([b"sleep"], SMALL).status is Status.sandbox_error
        assert time.monotonic() - begun < 5
        assert wall.run([b"echo", b"again"], SMALL).output == b"again"


def test_a_closed_wall_serves_no_more(build: Callable[..., Wall]) -> None:
    """Closing twice is harmless; running after it is a mistake of the caller's."""
    wall = build()
    zygote = zygote_pid(wall)
    wall.close()
    wall.close()
    assert not Path(f"/proc/{zygote}").exists()
    with pytest.raises(ValueError, match="closed"):
        wall.run([b"echo"])


def test_set_up_that_fails_is_not_the_students_fault(build: Callable[..., Wall]) -> None:
    """A child that cannot confine itself never reaches student code, and says so to the zygote alone."""
    with build() as wall:
        wall._orders = type(wall._orders)(**{**vars(wall._orders), "filter": bytes(8).hex()})
        wall._stop()
        run = wall.run([b"echo", b"x"], SMALL)
        assert (run.status, run.output) == (Status.sandbox_error, b"") and "seccomp" in run.detail


def test_a_missing_server(build: Callable[..., Wall], tmp_path: Path) -> None:
    """A zygote that cannot import what it should serve is an error at once, in the importer's words."""
    with pytest.raises(SandboxError, match="No module named 'nothing_here'"):
        build("nothing_here:serve")


def test_a_server_with_threads(build: Callable[..., Wall]) -> None:
    """A zygote with a second thread is refused: its children could hang for ever."""
    with pytest.raises(SandboxError, match="2 threads"):
        build("threaded:serve")


@pytest.mark.parametrize("name", ["cpu_seconds", "wall_seconds", "memory_bytes", "output_bytes", "log_bytes"])
def test_no_limit_is_no_limit(name: str) -> None:
    """Zero and less are refused, since to the kernel they could mean anything."""
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})


def zygote_pid(wall: Wall) -> int:
    """The zygote's process id as this process sees it."""
    assert wall._link is not None
    lines = Path(f"/proc/self/fdinfo/{wall._link.pidfd}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))
