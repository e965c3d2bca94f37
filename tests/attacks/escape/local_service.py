"""Connects to a service of the machine by its file, as one would to a container's or a printer's."""
import socket

for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM):
    for address in ("@PLACE@/service", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/dev/log"):
        try:
            with socket.socket(socket.AF_UNIX, kind) as made:
                made.connect(address)
                made.send(b"hello")
        except OSError as error:
            print(address, error)
