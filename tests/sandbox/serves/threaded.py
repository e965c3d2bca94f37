"""A server that no zygote may keep: it leaves a thread running."""

import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()


def serve(inputs: list[bytes], output_fd: int) -> None:
    """Serve nothing."""
