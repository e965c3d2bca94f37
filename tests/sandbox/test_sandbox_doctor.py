"""The doctor: what it finds here, and that its attacks would get through if nothing held them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.attacks import ATTACKS
from autograder.sandbox.doctor import examine

GRADER = Path(__file__).parent / "serves" / "grader.py"
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}

NEEDS_ROOT = {
    *("file_by_handle", "raw_packets", "own_host_name", "mount", "mount_new", "change_root", "become_root"),
    *("change_groups", "hold_capability", "bpf", "performance_events"),
}
DEPENDS_ON_THE_MACHINE = {
    "internet6": "the machine may have no IPv6",
    "raw_packets": "the kernel may have no packet sockets, or root no right to them",
    "kernel_messages": "the kernel may have no netlink",
    "message_queue_named": "the kernel may have no POSIX message queues",
    "io_uring": "io_uring may be switched off (kernel.io_uring_disabled)",
    "bpf": "the kernel may have no BPF, or a container may forbid it",
    "page_faults": "the kernel may have no userfaultfd",
    "performance_events": "measuring may be switched off (kernel.perf_event_paranoid)",
    "keyring": "the kernel may have no keyrings",
    "own_namespace": "user namespaces may be switched off",
    "extended_attribute": "the file system may have no attributes",
    "write_site_packages": "the environment may belong to another user",
    "grader_memory": "ptrace may be restricted (kernel.yama.ptrace_scope)",
    "grader_memory_by_call": "ptrace may be restricted (kernel.yama.ptrace_scope)",
    "grader_traced": "ptrace may be restricted (kernel.yama.ptrace_scope)",
    "grader_descriptor_taken": "ptrace may be restricted (kernel.yama.ptrace_scope)",
}


def test_level_here(namespaces: bool) -> None:
    """Every attack is held, within seconds, and the level follows from that."""
    begun = time.monotonic()
    found = examine(namespaces)
    assert [attack for attack in found.attacks if not attack.held] == []
    assert [attack.name for attack in found.attacks] == list(ATTACKS) and len(ATTACKS) >= 25
    assert found.level == (3 if namespaces else 2)
    assert found.remedies == ([] if namespaces else ["without namespaces: not asked for"])
    assert time.monotonic() - begun < 6


def test_nothing_planted_stays(namespaces: bool, tmp_path: Path) -> None:
    """The doctor takes its secrets away again."""
    assert examine(namespaces, tmp_path).level >= 2
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A process that holds secrets, as the target that it describes."""
    project = str(tmp_path_factory.mktemp("project"))
    command = [sys.executable, str(GRADER), "targets", project]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=project
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline()
        process.communicate()


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_real(victim: str, name: str, tmp_path: Path) -> None:
    """Each attack gets through when nothing holds it: an attack that cannot succeed would prove nothing."""
    target = json.loads(victim)
    for planted in ("secret", "victim"):  # an earlier attack may have taken it away
        Path(target["scratch"], planted).write_text(target["secret"])
    left_open = os.open(tmp_path, os.O_RDONLY)
    done = subprocess.run(
        [sys.executable, str(GRADER), "strike", name],
        input=victim,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=tmp_path,
        timeout=20,
        check=False,
        pass_fds=[left_open],
    )
    os.close(left_open)
    assert done.stdout, done.stderr
    _, held, happened = json.loads(done.stdout.splitlines()[0])
    if held and name in NEEDS_ROOT and os.getuid() != 0:
        pytest.skip(f"{name} needs root: {happened}")
    if held and name in DEPENDS_ON_THE_MACHINE:
        pytest.skip(f"{DEPENDS_ON_THE_MACHINE[name]}: {happened}")
    assert not held and "broken" not in happened, happened


def test_other_systems() -> None:
    """Without Linux and its modules the answer is level 0 and a sentence, not an import error."""
    code = (
        "import sys, subprocess, socket, tempfile, shutil, json, ctypes\n"
        "sys.platform = 'darwin'\n"
        "for name in ('resource', 'fcntl', 'pyseccomp'): sys.modules[name] = None\n"
        "from autograder.sandbox.doctor import examine\n"
        "print(json.dumps(vars(examine())))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True, cwd=ROOT
    )
    found = json.loads(done.stdout)
    assert found["level"] == 0 and "Linux" in found["remedies"][0] and found["attacks"] == []
