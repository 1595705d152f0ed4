"""A demonstration of our own to measure: its folder, its ports, its processes."""

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    def __init__(self, port: int, process: subprocess.Popen[str]) -> None:
        self.port = port
        self.process = process
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", path, headers=named)
        answer = self.connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()

    def times(self, paths: list[str]) -> list[float]:
        """Milliseconds until each whole answer, sorted."""
        spent = []
        for path in paths:
            started = time.perf_counter()
            status, _headers, _body = self.get(path)
            spent.append((time.perf_counter() - started) * 1000)
            assert status == 200, (path, status)
        return sorted(spent)

    def pids(self) -> list[int]:
        """The supervisor and everything it started."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in task.read_text().split()]
        return found

    def group_page(self) -> str:
        body = self.get("/carte/hauts-de-france/nord/")[2].decode()
        found = re.search(r'href="(/groupes/[^"/]+/)"', body.replace("/groupes/creer/", ""))
        return found.group(1) if found else "/"


def p(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def middle(times: list[float]) -> float:
    return statistics.median(times)


@contextmanager
def running(groups: int) -> Iterator[Site]:
    """The product as `./run demo` starts it, in a folder that goes away."""
    folder, port = Path(tempfile.mkdtemp(prefix="territoires-bench-")), free_port()
    environ = {
        **os.environ,
        "TERRITOIRES_MODE": "demo",
        "TERRITOIRES_VAR": str(folder),
        "TERRITOIRES_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    environ.pop("DATABASE_URL", None)
    module = [sys.executable, "-m"]
    try:
        prepare = [*module, "territoires.config.prepare", "--groups", str(groups)]
        subprocess.run(prepare, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        process = subprocess.Popen(
            [*module, "territoires.config.supervisor", "--port", str(port)],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            if not any(line.startswith("Prêt") for line in process.stdout):
                raise SystemExit("La démonstration n'a pas démarré.")
            yield Site(port, process)
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
