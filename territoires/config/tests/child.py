"""A process for the tests: writes its number in a file and sleeps. A `stubborn` one does not listen to SIGTERM."""

import os
import signal
import sys
import time
from pathlib import Path

from territoires.config.parent import end_with_parent

if __name__ == "__main__":
    note, *how = sys.argv[1:]
    end_with_parent(0.1)
    if "stubborn" in how:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with Path(note).open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(0 if "brief" in how else 60)
