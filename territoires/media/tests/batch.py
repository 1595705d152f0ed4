"""The decoder on many files, for the tests: one process that has learned how, a child of its own for each file, under
the limits of production. Reads lines « kind source folder », prints one line of JSON for each."""

import json
import os
import signal
import sys
import time

from territoires.media.decoder.__main__ import main

WALL_SECONDS = 90  # as territoires.media.decoding


def child(kind: str, source: str, folder: str) -> None:
    try:
        main(kind, source, folder)
    except BaseException as error:
        os.write(2, f"{source}: {type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def one(kind: str, source: str, folder: str) -> dict[str, object]:
    started = time.monotonic()
    number = os.fork()
    if number == 0:
        os.dup2(os.open(f"{folder}.log", os.O_WRONLY | os.O_CREAT), 2)
        child(kind, source, folder)
    while True:
        done, status, used = os.wait4(number, os.WNOHANG)
        if done:
            break
        if time.monotonic() - started > WALL_SECONDS:
            os.kill(number, signal.SIGKILL)
        time.sleep(0.003)
    return {
        "folder": folder,
        "code": os.waitstatus_to_exitcode(status),
        "seconds": time.monotonic() - started,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss // 1024,
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(one(*line.split("\t")[:2], line.rstrip("\n").split("\t")[2])), flush=True)
