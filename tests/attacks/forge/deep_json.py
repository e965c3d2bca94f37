"""A document nested a hundred thousand deep: a reader that descends by recursion falls off its stack."""
import os
import struct
import sys

depth = 100_000
for opening, closing in (("[", "]"), ('{"tuple":[', "]}"), ('{"dict":[[1,', "]]}")):
    nested = opening * depth + "1" + closing * depth
    head = (
        '{"case":"one_step_by_hand","answer":{"returned":' + nested + ',"raised":null,"cut":[],"gradients":{},'
        '"inputs":{},"calls":{}}}'
    ).encode()
    os.write(3, struct.pack("<QQ", len(head), 0) + head)
os._exit(0)
