"""Fifty million bytes of empty lists: each takes the reader twenty times the memory that it takes to write."""
import os
import struct

lists = b"[" + b"[]," * 16_000_000 + b"[]]"
head = b'{"case":"one_step_by_hand","answer":{"returned":' + lists
head += b',"raised":null,"cut":[],"gradients":{},"inputs":{},"calls":{}}}'
view = memoryview(struct.pack("<QQ", len(head), 0) + head)
while view:
    view = view[os.write(3, view) :]
os._exit(0)
