"""Attacks that want to know something: the grader's memory, its files, its environment."""

import ctypes
import os
import sys
from pathlib import Path

from autograder.sandbox.attacks.target import Target, checked, libc

assert sys.platform == "linux"

PTRACE_SEIZE = 0x4206


def grader_environment(target: Target) -> str | None:
    """Read another process's environment, where tokens are kept."""
    return _first_read(target, "environ")


def grader_command_line(target: Target) -> str | None:
    """Read another process's command line, where paths are named."""
    return _first_read(target, "cmdline")


def grader_memory(target: Target) -> str | None:
    """Read the expected values out of the grader's memory by /proc."""
    with open(f"/proc/{target.grader}/mem", "rb", buffering=0) as memory:
        memory.seek(target.address)
        return _found(target, memory.read(len(target.secret)))


def grader_memory_by_call(target: Target) -> str | None:
    """Read the expected values out of the grader's memory by process_vm_readv."""
    size = len(target.secret)
    buffer = ctypes.create_string_buffer(size)
    here = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), size)
    there = (ctypes.c_void_p * 2)(target.address, size)
    target.call("process_vm_readv", target.grader, here, 1, there, 1, 0)
    return _found(target, buffer.raw)


def grader_descriptors(target: Target) -> str | None:
    """List another process's open files."""
    return f"sees {len(os.listdir(f'/proc/{target.grader}/fd'))} open files of the grader"


def grader_traced(target: Target) -> str | None:
    """Trace the grader as a debugger does."""
    target.call("ptrace", PTRACE_SEIZE, target.grader, 0, 0)
    return "traces the grader"


def grader_descriptor_taken(target: Target) -> str | None:
    """Take over one of another process's open files."""
    pidfd = target.call("pidfd_open", target.grader, 0)
    os.close(target.call("pidfd_getfd", pidfd, 0, 0))
    return "took the grader's standard input"


def process_list(target: Target) -> str | None:
    """List the machine's processes."""
    return f"sees {sum(name.isdigit() for name in os.listdir('/proc'))} processes"


def secret_file(target: Target) -> str | None:
    """Read a file that any user of the machine may read."""
    return f"read {len(Path(target.secret_file).read_bytes())} bytes of {target.secret_file}"


def project_file(target: Target) -> str | None:
    """Read a file in the project folder, where the reference solutions are."""
    return f"read {len(Path(target.project_file).read_bytes())} bytes of {target.project_file}"


def project_folder(target: Target) -> str | None:
    """List the project folder."""
    return f"sees {len(os.listdir(target.project))} entries in {target.project}"


def project_watched(target: Target) -> str | None:
    """Be told of changes in the project folder, which needs no right to read it by Landlock's rules."""
    watch = target.call("inotify_init1", 0)
    target.call("inotify_add_watch", watch, os.fsencode(target.project), 0x100)
    os.close(watch)
    return f"watches {target.project}"


def file_by_handle(target: Target) -> str | None:
    """Open a file by its inode, past all folders."""
    handle = ctypes.create_string_buffer(8 + 128)
    ctypes.c_uint.from_buffer(handle).value = 128
    mount = ctypes.c_int()
    target.call("name_to_handle_at", -100, os.fsencode(target.secret_file), handle, ctypes.byref(mount), 0)
    beside = os.open(target.scratch, os.O_RDONLY)
    os.close(target.call("open_by_handle_at", beside, handle, 0))
    return "opened a file by its handle"


def password_file(target: Target) -> str | None:
    """Read the names of the machine's users."""
    return f"read {len(Path('/etc/passwd').read_bytes())} bytes of /etc/passwd"


def inherited_descriptors(target: Target) -> str | None:
    """Find an open file, pipe or socket that was left behind by the grader."""
    left = []
    for fd in range(1024):
        try:
            os.fstat(fd)
        except OSError:
            continue
        if fd > max(2, target.output_fd):
            left.append(fd)
    return f"descriptors {left} are open" if left else None


def environment_variables(target: Target) -> str | None:
    """Find something in the environment that the wall did not put there."""
    odd = sorted(set(os.environ) - set(target.environment))
    return f"sees {', '.join(odd)}" if odd else None


def arguments(target: Target) -> str | None:
    """Find something in this process's own command line."""
    found = [*sys.argv[1:], *sys.orig_argv[1:]]
    return f"sees {found}" if found else None


def loaded_engine(target: Target) -> str | None:
    """Find a module of the grader's in memory: the judge, the reference, the gradebook."""
    names = {
        "autograder.judge",
        "autograder.course",
        "autograder.gradebook",
        "reference",
        "solutions",
        "pyseccomp",
    }
    found = sorted(names & set(sys.modules))
    return f"finds {found} imported" if found else None


def dumpable_again(target: Target) -> str | None:
    """Make this process readable to others of the same user, by prctl(PR_SET_DUMPABLE)."""
    checked(libc.prctl(4, 1, 0, 0, 0))
    return "is dumpable again"


def _first_read(target: Target, name: str) -> str | None:
    refusal = None
    for pid in target.processes():
        try:
            return f"read {len(Path(f'/proc/{pid}/{name}').read_bytes())} bytes of process {pid}'s {name}"
        except OSError as error:
            refusal = error
    if refusal:
        raise refusal
    return None


def _found(target: Target, data: bytes) -> str | None:
    return "read the secret" if data == target.secret.encode() else f"read {len(data)} bytes" if data else None
