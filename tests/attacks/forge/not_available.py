"""The same while the file is loaded, where the worker says that a device is missing."""
import sys

for module in list(sys.modules.values()):
    kind = getattr(module, "__dict__", {}).get("Unavailable")
    if isinstance(kind, type):
        raise kind("there is no such device")
import unittest

raise unittest.SkipTest("there is no such device")
