"""A whole number of four hundred digits, which no array and no float can hold, to make arithmetic on it fail."""

import json
import os
import struct


def write(head, body=b""):
    """One record, as the worker would write it."""
    blob = memoryview(struct.pack("<QQ", len(head), len(body)) + head + body)
    while blob:
        blob = blob[os.write(3, blob) :]


EXERCISE = "ch2.param_count"

frame = __import__("sys")._getframe()
while "job" not in frame.f_locals:
    frame = frame.f_back
write(b'{"loaded":true}')
for case in frame.f_locals["job"]["cases"]:
    answer = b'{"returned":[' + b"9" * 400 + b'],"raised":null,"cut":[],"gradients":{},"inputs":{},"calls":{}}'
    write(b'{"case":"' + case["name"].encode() + b'","answer":' + answer + b"}")
os._exit(0)
