"""More threads than anybody needs, all asleep: with small stacks they fit into the memory that is allowed."""

import threading
import time

threading.stack_size(64 << 10)
held = threading.Event()
for _ in range(1000):
    try:
        threading.Thread(target=held.wait, daemon=True).start()
    except RuntimeError:
        break
time.sleep(1)
