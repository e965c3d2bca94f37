"""Attacks that want to talk: to the internet, to the machine's services, to another submission."""

import os
import socket
import sys

from autograder.sandbox.attacks.target import Target

assert sys.platform == "linux"


def internet(target: Target) -> str | None:
    """Make a socket for the internet (IPv4)."""
    return _made(socket.AF_INET, socket.SOCK_STREAM)


def internet6(target: Target) -> str | None:
    """Make a socket for the internet (IPv6)."""
    return _made(socket.AF_INET6, socket.SOCK_STREAM)


def datagram(target: Target) -> str | None:
    """Send a packet, as a question to a name server would be."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.sendto(b"hello", ("127.0.0.1", 9))
    return "sent a packet"


def local(target: Target) -> str | None:
    """Make a socket for the machine's own services."""
    return _made(socket.AF_UNIX, socket.SOCK_STREAM)


def local_abstract(target: Target) -> str | None:
    """Wait for another submission under an abstract name, which no file system guards."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as made:
        made.bind(f"\0attack{os.getpid()}")
    return "took an abstract name"


def grader_port(target: Target) -> str | None:
    """Reach a service that listens on this machine."""
    socket.create_connection(("127.0.0.1", target.port), timeout=2).close()
    return f"reached port {target.port}"


def grader_socket(target: Target) -> str | None:
    """Reach a service that listens under an abstract name."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as made:
        made.connect(f"\0{target.socket}")
    return "reached an abstract socket"


def pair(target: Target) -> str | None:
    """Make a pair of sockets, which can carry descriptors."""
    for made in socket.socketpair():
        made.close()
    return "made a pair of sockets"


def kernel_messages(target: Target) -> str | None:
    """Talk with the kernel about its network."""
    return _made(socket.AF_NETLINK, socket.SOCK_RAW)


def raw_packets(target: Target) -> str | None:
    """Listen to the wire."""
    return _made(socket.AF_PACKET, socket.SOCK_RAW)


def _made(family: int, kind: int) -> str | None:
    socket.socket(family, kind).close()
    return "made a socket"
