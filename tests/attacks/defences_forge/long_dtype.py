"""A dtype with a name of two megabytes, to be kept in the gradebook, and shown."""

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

import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    hidden = weight_hh.shape[1]
    frame = __import__("sys")._getframe()
    while "job" not in frame.f_locals:
        frame = frame.f_back
    name = next(case["name"] for case in frame.f_locals["job"]["cases"])
    header = json.dumps({"0": {"dtype": "F64", "shape": [len(x), hidden], "data_offsets": [0, 8 * len(x) * hidden]}})
    header = header.encode() + b" " * (-len(header) % 8)
    leaf = b'{"tensor":"0","dtype":"' + b"x" * (2 << 20) + b'","device":"cpu"}'
    head = b'{"case":"' + name.encode() + b'","answer":{"returned":[{"tuple":[' + leaf + b"," + leaf + b"]}]"
    head += b',"raised":null,"cut":[],"gradients":{},"inputs":{},"calls":{}}}'
    write(head, struct.pack("<Q", len(header)) + header + bytes(8 * len(x) * hidden))
    os._exit(0)
