"""Student code for the tests: small deeds and misdeeds, named by the first input."""

import ctypes
import json
import os
import resource
import signal
import sys
import threading
import time

remembered: list[str] = []


def serve(inputs: list[bytes], output_fd: int) -> None:
    """Do what the first input names, with the others as arguments."""
    deed, *arguments = inputs
    globals()[deed.decode()](output_fd, *arguments)


def echo(fd: int, *parts: bytes) -> None:
    for part in parts:
        view = memoryview(part)
        while view:
            view = view[os.write(fd, view) :]
    print("out loud")
    os.write(2, b"and by the back door")


def remember(fd: int) -> None:
    remembered.append("something")
    os.environ["LEFT"] = "something"
    os.write(fd, str(len(remembered)).encode())


def surroundings(fd: int) -> None:
    found = {
        "environment": dict(os.environ),
        "arguments": sys.argv + sys.orig_argv,
        "open": [number for number in range(4096) if is_open(number)],
        "uid": os.getuid(),
        "groups": os.getgroups(),
        "modules": sorted(sys.modules),
        "path": sys.path,
        "hash": hash("a word"),
        "random": os.urandom(8).hex(),
    }
    os.write(fd, json.dumps(found).encode())


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def fail(fd: int) -> None:
    os.write(fd, b"the first case")
    raise ValueError("wrong in the second")


def leave(fd: int, code: bytes) -> None:
    os._exit(int(code))


def exit(fd: int) -> None:
    sys.exit("enough")


def segfault(fd: int) -> None:
    os.write(fd, b"the first case")
    ctypes.string_at(0)


def abort(fd: int) -> None:
    os.abort()


def stop(fd: int) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def sleep(fd: int) -> None:
    for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)


def spin(fd: int) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def spin_softly(fd: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    while True:
        pass


def hog(fd: int) -> None:
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


def flood(fd: int) -> None:
    block = bytes(1 << 20)
    while True:
        os.write(fd, block)


def hole(fd: int) -> None:
    os.pwrite(fd, b"far", 1 << 50)


def flood_log(fd: int) -> None:
    try:
        while True:
            print("x" * 100_000)
    except OSError:
        os.write(fd, b"no more")


def bomb(fd: int) -> None:
    count = 0
    try:
        for count in range(100_000):  # noqa: B007
            threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    except (RuntimeError, MemoryError):
        os.write(fd, str(count).encode())
        os._exit(0)


def threads(fd: int) -> None:
    sums: list[int] = []
    workers = [threading.Thread(target=lambda: sums.append(sum(range(1000)))) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    os.write(fd, str(sum(sums)).encode())


def close_all(fd: int) -> None:
    os.closerange(0, 1024)


def abuse_descriptors(fd: int) -> None:
    for other in range(300):
        for deed in (os.fsync, lambda other: os.write(other, b"\0"), lambda other: os.dup2(other, other + 1)):
            try:
                deed(other)
            except OSError:
                continue
    os.dup2(1, fd)


def raise_own_signal(fd: int, number: bytes) -> None:
    signal.signal(int(number), signal.SIG_DFL)
    signal.raise_signal(int(number))


def null(fd: int) -> None:
    with open(os.devnull, "w") as file:
        print("nothing", file=file)
    os.write(fd, b"quiet")
