"""The filter, run instruction by instruction as the kernel would, for both architectures."""

import errno
import struct

import pytest

pyseccomp = pytest.importorskip("pyseccomp", exc_type=ImportError)

from autograder.sandbox import syscalls  # noqa: E402
from autograder.sandbox.protocol import OWN_PID  # noqa: E402

ALLOW, KILL = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
ARCHITECTURES = {"x86_64": pyseccomp.Arch.X86_64, "aarch64": pyseccomp.Arch.AARCH64}
NEW = 1000  # the number of a call that nobody has thought of yet


@pytest.fixture(params=ARCHITECTURES)
def arch(request: pytest.FixtureRequest) -> int:
    """An architecture's number."""
    return int(ARCHITECTURES[request.param])


def verdict(program: bytes, arch: int, name: str | int, *arguments: int) -> int:
    """What the filter says to a call: a small interpreter of classic BPF."""
    number = name if isinstance(name, int) else pyseccomp.resolve_syscall(arch, name)
    data = struct.pack("iIQ6Q", number, arch, 0, *[*arguments, 0, 0, 0, 0, 0, 0][:6])
    code = list(struct.iter_unpack("HBBI", program))
    accumulator = at = 0
    while True:
        operation, yes, no, k = code[at]
        at += 1
        match operation:
            case 0x20:  # load a word
                (accumulator,) = struct.unpack_from("I", data, k)
            case 0x54:
                accumulator &= k
            case 0x05:
                at += k
            case 0x15:
                at += yes if accumulator == k else no
            case 0x25:
                at += yes if accumulator > k else no
            case 0x35:
                at += yes if accumulator >= k else no
            case 0x06:
                return int(k)
            case _:
                raise AssertionError(f"unknown instruction {operation:#x}")


CASES = [
    ("read", (), ALLOW),
    ("openat", (0, 0, 0), ALLOW),
    ("futex", (), ALLOW),
    ("exit_group", (), ALLOW),
    ("clone", (syscalls.CLONE_THREAD | 0x3D0F00,), ALLOW),
    ("clone", (17,), EPERM),
    ("clone", (1 << 63 | 17,), EPERM),
    ("clone3", (), ENOSYS),
    ("openat2", (), ENOSYS),
    (NEW, (), ENOSYS),
    ("execve", (), EPERM),
    ("socket", (), EPERM),
    ("kill", (OWN_PID, 9), ALLOW),
    ("kill", (OWN_PID | 1 << 32, 9), EPERM),
    ("kill", (1, 9), EPERM),
    ("kill", (0, 9), EPERM),
    ("kill", (2**32 - 1, 9), EPERM),
    ("tgkill", (OWN_PID, 5, 6), ALLOW),
    ("tgkill", (1, 1, 6), EPERM),
    ("tkill", (OWN_PID, 6), EPERM),
    ("prlimit64", (0, 7), ALLOW),
    ("prlimit64", (1, 7), EPERM),
    ("fcntl", (0, 1), ALLOW),
    ("fcntl", (0, 8), ENOSYS),
    ("fcntl", (0, 10), ENOSYS),
    ("fcntl", (0, 15), ENOSYS),
    ("ioctl", (0, 0x5401), ALLOW),
    ("ioctl", (0, 0x5412), ENOSYS),
    ("ioctl", (0, 1 << 32 | 0x5412), ENOSYS),
    ("prctl", (15,), ALLOW),
    ("prctl", (1,), ENOSYS),
    ("prctl", (4,), ENOSYS),
    ("prctl", (22,), ENOSYS),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), CASES)
def test_verdicts(arch: int, name: str | int, arguments: tuple[int, ...], expected: int) -> None:
    """The same calls are let through and refused on every architecture."""
    assert verdict(syscalls.build(7, arch), arch, name, *arguments) == expected


@pytest.mark.parametrize("name", sorted(syscalls.REFUSED))
def test_refused_by_name(arch: int, name: str) -> None:
    """What is refused by name is refused wherever it exists."""
    number = pyseccomp.resolve_syscall(arch, name)
    if number >= 0:
        assert verdict(syscalls.build(7, arch), arch, number) == EPERM


def test_every_number_has_a_verdict(arch: int) -> None:
    """Of a thousand numbers only those named are let through, whatever their arguments."""
    program = syscalls.build(7, arch)
    let_through = {number for number in range(NEW) if verdict(program, arch, number) == ALLOW}
    named = {pyseccomp.resolve_syscall(arch, name) for name in syscalls.ALLOWED}
    conditional = {pyseccomp.resolve_syscall(arch, name) for name in ("open", "openat", "fcntl", "prlimit64")}
    assert let_through == {number for number in named | conditional if number >= 0}


def test_foreign_calls_kill(arch: int) -> None:
    """A call in another architecture's convention ends the process."""
    program = syscalls.build(7, arch)
    assert verdict(program, pyseccomp.Arch.X86, 1) == KILL
    if arch == pyseccomp.Arch.X86_64:
        assert verdict(program, arch, 0x40000000 | 1) == KILL


@pytest.mark.parametrize(("abi", "expected"), [(0, EPERM), (2, EPERM), (3, ALLOW)])
def test_emptying_by_opening(arch: int, abi: int, expected: int) -> None:
    """Where Landlock does not guard O_TRUNC, the filter does."""
    program = syscalls.build(abi, arch)
    assert verdict(program, arch, "openat", 0, 0, 0o1000) == expected
    assert verdict(program, arch, "openat", 0, 0, 0o100) == ALLOW


def test_lists_do_not_overlap() -> None:
    """No call is in both lists, and libseccomp knows every name but the newest."""
    assert not syscalls.ALLOWED & syscalls.REFUSED
    assert struct.pack("I", OWN_PID) in syscalls.build(7)
