"""Connects to a service under an abstract name, which no folder guards, and takes such a name for itself."""
import os
import socket
import time

try:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.connect("\0@MARK@-service")
    made.send(b"hello")
except OSError as error:
    print(error)
try:
    mine = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mine.bind("\0@MARK@-mine")
    mine.listen()
except OSError as error:
    print(error)
