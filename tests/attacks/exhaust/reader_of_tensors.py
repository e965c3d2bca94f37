"""Writes a header with half a million tensors of nothing for every case: small to write, long to read."""
import os
import struct
import sys

parts = ",".join(f'"{n}":{{"dtype":"F64","shape":[0],"data_offsets":[0,0]}}' for n in range(500_000))
table = ("{" + parts + "}").encode()
body = struct.pack("<Q", len(table)) + table
frame = sys._getframe()
while frame is not None and not isinstance(frame.f_locals.get("job"), dict):
    frame = frame.f_back
case = frame.f_locals["job"]["cases"][0]["name"] if frame else ""
head = (
    f'{{"case":"{case}","answer":{{"returned":null,"raised":null,"cut":[],"gradients":{{}},"inputs":{{}},"calls":{{}}}}}}'
).encode()
loaded = b'{"loaded":true}'
os.write(3, struct.pack("<QQ", len(loaded), 0) + loaded)
os.write(3, struct.pack("<QQ", len(head), len(body)) + head + body)
os._exit(0)
