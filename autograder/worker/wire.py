"""What travels over the wall: JSON with arrays beside it, in one blob."""

from __future__ import annotations

import json
import struct
from typing import Any, TypeVar

import numpy as np
import safetensors.numpy

Node = Any
Arrays = dict[str, np.ndarray]
Bytes = TypeVar("Bytes", bytes, memoryview)

_LENGTHS = struct.Struct("<QQ")


def pack(document: Any, arrays: Arrays) -> bytes:
    """One self-delimiting blob: two lengths, the JSON document, the arrays as safetensors."""
    head = json.dumps(document, allow_nan=False, separators=(",", ":")).encode()
    body = safetensors.numpy.save(arrays) if arrays else b""
    return _LENGTHS.pack(len(head), len(body)) + head + body


def unpack(blob: Bytes) -> tuple[Bytes, Bytes, Bytes]:
    """Split off the first blob: its JSON, its safetensors, and the rest; views, where it is one.

    Raises:
        ValueError: the blob is cut short.
    """
    if len(blob) < _LENGTHS.size:
        raise ValueError("cut short")
    head, body = _LENGTHS.unpack_from(blob)
    end = _LENGTHS.size + head + body
    if end > len(blob):
        raise ValueError("cut short")
    start = _LENGTHS.size + head
    return blob[_LENGTHS.size : start], blob[start:end], blob[end:]


def well_formed(text: str) -> str:
    """The text without halves of surrogate pairs, which UTF-8 cannot hold."""
    return text.encode(errors="replace").decode()
