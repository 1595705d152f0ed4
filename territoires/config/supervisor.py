"""Door, web server, worker and clock in one command: `python -m territoires.config.supervisor --port 8000`.

Starts the children, says « Prêt » once the site answers, starts again what falls, and leaves nothing behind.
"""

import argparse
import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from territoires.config.parent import end_with_parent

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
READY_SECONDS = 90
STOP_SECONDS = 12
LONGEST_PAUSE = 30  # seconds before a child that keeps falling is started again


@dataclass
class Child:
    """One process of ours, in a session of its own: Ctrl-C reaches the supervisor alone, which stops all in order."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    start_at: float = 0.0

    def start(self) -> None:
        command = [sys.executable, "-m", *self.arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)  # noqa: S603  (our own command)

    def fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def send(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    children: list[Child]
    stopping: bool = field(default=False)

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def start(self) -> None:
        for child in self.children:
            child.start()

    def keep(self) -> None:
        """Start again what fell, a little later each time."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.fallen():
                child.send(signal.SIGKILL)  # what it may have left behind
                child.falls += 1
                pause = min(LONGEST_PAUSE, 2**child.falls)
                print(f"{child.name} s'est arrêté, nouvel essai dans {pause} s", file=sys.stderr, flush=True)
                child.process, child.start_at = None, now + pause
            elif child.process is None and now >= child.start_at:
                child.start()

    def stop(self) -> None:
        for child in self.children:
            if child.process is not None:
                child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, deadline - time.monotonic()))
            child.send(signal.SIGKILL)


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def taken(port: int) -> str:
    return f"Le port {port} est déjà pris. Essayez : ./run demo --port {port + 1}"


def status_of(port: int, path: str) -> int:
    """The status a page answers with under our own name; 0 when nothing answers."""
    name = urlsplit(os.environ.get("TERRITOIRES_URL", "")).netloc or f"{HOST}:{port}"
    try:
        connection = http.client.HTTPConnection(HOST, port, timeout=20)
        connection.request("GET", path, headers={"Host": name})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0


def wait_until_ready(supervisor: Supervisor, port: int) -> bool:
    """True once the site answers; False when it does not in time, or a child falls meanwhile."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not supervisor.stopping:
        if any(child.fallen() for child in supervisor.children):
            return False
        if status_of(port, "/readyz") == 200 and status_of(port, "/") == 200:
            return True
        time.sleep(0.1)
    return False


def children_for(options: argparse.Namespace, socket_path: str) -> list[Child]:
    """Who serves the site. The door and the web server know each other by a key made for this run."""
    os.environ["TERRITOIRES_DOOR_KEY"] = secrets.token_hex(16)
    door = ["territoires.config.door", "--host", options.host, "--port", str(options.port), "--socket", socket_path]
    web = ["territoires.config.web", "--workers", str(options.workers), "--socket", socket_path]
    jobs = [] if options.no_jobs else [Child("Le travail de fond", ["territoires.config.jobs"])]
    return [Child("Le serveur", web), Child("L'accueil", door), *jobs]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--no-jobs", action="store_true", help="worker and clock run elsewhere: ./run worker")
    options = parser.parse_args(arguments)
    if not port_is_free(options.port):
        print(taken(options.port), file=sys.stderr)
        return 2
    end_with_parent()
    # A socket of our own, at a short address (they may not exceed 100 characters), that nobody else may open.
    with tempfile.TemporaryDirectory(prefix="territoires-") as folder:
        return watch(Supervisor(children_for(options, f"{folder}/web.sock")), options.port)


def watch(supervisor: Supervisor, port: int) -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    supervisor.start()
    try:
        if not wait_until_ready(supervisor, port):
            return say_why_not(supervisor, port)
        print(f"Prêt : http://{HOST}:{port}/", flush=True)
        while not supervisor.stopping:
            supervisor.keep()
            time.sleep(0.2)
    finally:
        supervisor.stop()
    return 0


def say_why_not(supervisor: Supervisor, port: int) -> int:
    if supervisor.stopping:
        return 0
    ready, home = status_of(port, "/readyz"), status_of(port, "/")
    print(f"Le site ne répond pas comme il faut : /readyz {ready or 'rien'}, / {home or 'rien'}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
