"""Sends messages over what it finds open, with a descriptor in them: the zygote's socket would take one."""
import array
import os
import socket

for fd in range(256):
    try:
        made = socket.socket(fileno=os.dup(fd))
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))]
        made.sendmsg([b"ready"], rights)
        with open("@SCRATCH@/@MARK@", "w") as file:
            file.write(str(fd))
    except OSError as error:
        print(fd, error)
