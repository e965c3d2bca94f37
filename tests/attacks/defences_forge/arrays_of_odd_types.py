"""Arrays of a type that numpy lacks: were the grader to stumble over the name, this would be no zero."""

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

header = json.dumps({"0": {"dtype": "F8_E4M3", "shape": [4], "data_offsets": [0, 4]}}).encode()
header += b" " * (-len(header) % 8)
write(b'{"loaded":true}')
record(b'[{"tensor":"0","dtype":"float64"}]', struct.pack("<Q", len(header)) + header + bytes(4))
os._exit(0)
