"""The command line of bubblewrap, which puts a zygote into namespaces of its own.

Theory of operation. Namespaces are made once, around the zygote, so that they cost nothing per job. Inside
there is no network, no process but the zygote (which is process 1, so that its end is the end of everything
inside, and no child can signal it) and an empty file system, read-only, with /proc, a minimal /dev, the
interpreter's folders at their usual places, and of this package only what a zygote imports, under /wall.

Started by an ordinary user, bubblewrap needs a user namespace. Started by root it does not, and the zygote
keeps only the capabilities to give each child its own user id, to drop theirs, and to kill them; folders on
the way to a mount point are then made by hand, or other users could not pass through them (bubblewrap makes
them 0700).

There is no --die-with-parent: it follows the thread that started bubblewrap, not the process, and walls are
started from threads. The zygote leaves by itself once its socket ends.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.sandbox import places
from autograder.sandbox.limits import SandboxError

ROOT_CAPABILITIES = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_KILL")

NOT_INSTALLED = "bubblewrap is not installed; type `make system-deps`"
FORBIDDEN = (
    "allow user namespaces: `sysctl kernel.unprivileged_userns_clone=1` (Debian), "
    "`sysctl kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu), "
    "or run the container with `--security-opt seccomp=unconfined`"
)


def command(readable: Iterable[Path], extra: Iterable[Path], environment: Mapping[str, str]) -> list[str]:
    """The words before the zygote's own command, having tried that they work; raises SandboxError if not."""
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxError(NOT_INSTALLED)
    words = [program, *_namespaces(), *_mounts(readable, extra), "--chdir", "/", "--"]
    trial = [*words, sys.executable, "-s", "-P", "-S", "-c", ""]
    try:
        done = subprocess.run(
            trial,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise SandboxError(f"bubblewrap does not work: {problem}; {FORBIDDEN}") from problem
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"exit code {done.returncode}"
        raise SandboxError(f"bubblewrap does not work: {reason}; {FORBIDDEN}")
    return words


def _namespaces() -> list[str]:
    words = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--as-pid-1"]
    if sys.platform == "linux" and os.getuid() == 0:
        return words + [word for name in ROOT_CAPABILITIES for word in ("--cap-add", name)]
    return [*words, "--unshare-user"]


def _mounts(readable: Iterable[Path], extra: Iterable[Path]) -> list[str]:
    package = places.INSIDE / places.PACKAGE.name
    binds = [(places.PACKAGE / part, package / part) for part in places.SHOWN]
    binds += [(path, path) for path in [*readable, *extra, Path("/etc/ld.so.cache"), Path("/etc/alternatives")]]
    links = [path for path, _ in binds if path.parent == Path("/") and path.is_symlink()]
    binds = [(source, target) for source, target in binds if source not in links and source.exists()]
    words = ["--perms", "1777", "--tmpfs", "/tmp"]  # empty, and no child's Landlock rules allow to write there
    folders = {folder for _, target in binds for folder in target.parents} - {Path("/")}
    for folder in sorted(folders):  # parents sort before their children
        words += ["--perms", "0755", "--dir", str(folder)]
    for link in links:
        words += ["--symlink", os.readlink(link), str(link)]
    for source, target in sorted(binds, key=lambda bind: len(bind[1].parts)):
        words += ["--ro-bind", str(source), str(target)]
    return [*words, "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--remount-ro", "/"]
