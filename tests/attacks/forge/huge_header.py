"""A record that says it is 2**63 bytes long, and one whose safetensors say so: whoever believes it allocates it."""
import os
import struct

for head, body in ((1 << 63, 0), (2, 1 << 62), ((1 << 64) - 1, (1 << 64) - 1), (10**9, 10**9)):
    try:
        os.write(3, struct.pack("<QQ", head, body) + b"{}")
    except OSError as error:
        print(error)
os._exit(0)
