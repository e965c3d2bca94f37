"""Raises its limits on core files and dies by a signal, with the memory of whoever forked it in the core."""
import os
import resource
import signal

try:
    resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
except (ValueError, OSError) as error:
    print(error)
print(open("/proc/sys/kernel/core_pattern").read() if os.path.exists("/proc/sys/kernel/core_pattern") else "")
os.kill(os.getpid(), signal.SIGABRT)
