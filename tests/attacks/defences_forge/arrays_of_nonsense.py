"""A record with arrays that are none: were the grader to stumble, nobody would get a mark, and no zero either."""

import json
import os
import struct


def write(head, body=b""):
    """One record, as the worker would write it, and then the end."""
    blob = memoryview(struct.pack("<QQ", len(head), len(body)) + head + body)
    while blob:
        blob = blob[os.write(3, blob) :]


def record(returned, body=b"", raised=b"null"):
    """A record of an answer: `returned` is JSON."""
    head = b'{"case":"an_ordinary_step","answer":{"returned":' + returned + b',"raised":' + raised
    write(head + b',"cut":[],"gradients":{},"inputs":{},"calls":{}}}', body)

write(b'{"loaded":true}')
record(b'[{"tensor":"0","dtype":"float64"}]', struct.pack("<Q", 9) + b"{")
os._exit(0)
