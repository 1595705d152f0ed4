"""No orphans: a process of ours ends when the one that started it is gone, even killed without warning."""

import os
import signal
import threading
import time


def end_with_parent(seconds: float = 1.0) -> None:
    """Watch the parent from a thread; when it changes, ask ourselves to stop, then insist."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(seconds)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(10)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
