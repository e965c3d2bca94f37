"""Changes the environment, the working folder, the limits, the mask of signals and the niceness."""
import os
import resource
import signal

os.environ["ATTACK"] = "1"
os.environ["PYTHONPATH"] = "@SCRATCH@"
os.putenv("LD_PRELOAD", "@SCRATCH@/attack.so")
for way in (
    lambda: os.chdir("/"),
    lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8)),
    lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    lambda: signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)),
    lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN),
    lambda: os.nice(19),
    lambda: os.umask(0o777),
):
    try:
        way()
    except (OSError, ValueError) as error:
        print(error)


def lstm_cell(*given):
    return given[1]
