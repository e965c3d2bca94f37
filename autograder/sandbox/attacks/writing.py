"""Attacks that want to leave something behind: a file for another submission, a changed library."""

import os
import sys
from pathlib import Path

from autograder.sandbox.attacks.target import Target

assert sys.platform == "linux"


def write_temporary(target: Target) -> str | None:
    """Leave a file in /tmp."""
    return _write("/tmp")


def write_temporary_kept(target: Target) -> str | None:
    """Leave a file in /var/tmp, which outlives a reboot."""
    return _write("/var/tmp")


def write_shared_memory(target: Target) -> str | None:
    """Leave a file in /dev/shm."""
    return _write("/dev/shm")


def write_home(target: Target) -> str | None:
    """Leave a file in the grader's home."""
    return _write(target.home)


def write_working_folder(target: Target) -> str | None:
    """Leave a file in the grader's working folder."""
    return _write(target.folder)


def write_here(target: Target) -> str | None:
    """Leave a file where this process stands."""
    return _write(os.getcwd())


def write_site_packages(target: Target) -> str | None:
    """Leave a module that the next submission will import."""
    return _write(target.site_packages)


def write_open_folder(target: Target) -> str | None:
    """Leave a file in a folder that everybody may write."""
    return _write(target.scratch)


def overwrite(target: Target) -> str | None:
    """Change a file."""
    with open(target.secret_file, "r+b", buffering=0) as file:
        file.write(target.secret.encode())
    return f"wrote into {target.secret_file}"


def empty_by_reading(target: Target) -> str | None:
    """Empty a library by opening it for reading with O_TRUNC, which old versions of Landlock let pass."""
    size = os.stat(target.library).st_size
    os.close(os.open(target.library, os.O_RDONLY | os.O_TRUNC))
    return f"emptied a file of {size} bytes"


def truncate(target: Target) -> str | None:
    """Cut a file by its name."""
    os.truncate(Path(target.scratch, "victim"), 1)
    return "cut a file"


def make_folder(target: Target) -> str | None:
    """Make a folder."""
    folder = Path(target.scratch, f"folder{os.getpid()}")
    folder.mkdir()
    folder.rmdir()
    return f"made {folder}"


def make_pipe(target: Target) -> str | None:
    """Make a named pipe, to talk with a later submission."""
    pipe = Path(target.scratch, f"pipe{os.getpid()}")
    os.mkfifo(pipe)
    pipe.unlink()
    return f"made {pipe}"


def symbolic_link(target: Target) -> str | None:
    """Make a symbolic link, for the grader to follow."""
    link = Path(target.scratch, f"link{os.getpid()}")
    link.symlink_to(target.project)
    link.unlink()
    return f"made {link}"


def hard_link(target: Target) -> str | None:
    """Make a second name for a file, to keep it."""
    link = Path(target.scratch, f"hard{os.getpid()}")
    os.link(target.secret_file, link)
    link.unlink()
    return f"made {link}"


def rename(target: Target) -> str | None:
    """Move a file away."""
    victim = Path(target.scratch, "victim")
    victim.rename(victim.with_name("moved")).rename(victim)
    return "moved a file"


def delete(target: Target) -> str | None:
    """Delete a file."""
    Path(target.scratch, "victim").unlink()
    return "deleted a file"


def change_mode(target: Target) -> str | None:
    """Change who may read a file, which Landlock does not govern."""
    os.chmod(target.secret_file, 0o644)
    return f"changed the mode of {target.secret_file}"


def change_owner(target: Target) -> str | None:
    """Change whose a file is."""
    os.chown(target.secret_file, -1, os.getgid())
    return f"changed the group of {target.secret_file}"


def change_times(target: Target) -> str | None:
    """Change when a file was written."""
    os.utime(target.secret_file, (0, 0))
    return f"changed the times of {target.secret_file}"


def extended_attribute(target: Target) -> str | None:
    """Write a note on a file."""
    os.setxattr(target.secret_file, "user.attack", b"was here")
    return f"wrote an attribute of {target.secret_file}"


def _write(folder: str) -> str | None:
    path = Path(folder, f".attack{os.getpid()}")
    path.write_bytes(b"was here")
    path.unlink()
    return f"wrote {path}"
