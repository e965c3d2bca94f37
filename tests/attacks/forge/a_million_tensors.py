"""A header with a hundred thousand tensors of nothing, names with control characters, and every name twice."""
import os
import struct

parts = ",".join(
    f'"{n % 50000}\\u0000\\u001b[2J\\u202e":{{"dtype":"F64","shape":[0],"data_offsets":[0,0]}}' for n in range(100000)
)
table = ("{" + parts + "}").encode()
head = b'{"case":"one_step_by_hand","answer":{"returned":null,"raised":null,"cut":[],"gradients":{},"inputs":{},"calls":{}}}'
body = struct.pack("<Q", len(table)) + table
for _ in range(2):
    os.write(3, struct.pack("<QQ", len(head), len(body)) + head + body)
os._exit(0)
