"""Several processes live and stop together, and leave nobody behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from territoires.config import supervisor
from territoires.config.supervisor import Child, Supervisor

ROOT = Path(__file__).resolve().parents[3]
CHILD = "territoires.config.tests.child"


def noted(note: Path, count: int = 1, seconds: float = 15) -> list[int]:
    """The numbers of the processes that have started."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        numbers = [int(line) for line in note.read_text().split()] if note.exists() else []
        if len(numbers) >= count:
            return numbers
        time.sleep(0.05)
    raise AssertionError(f"{count} processes did not start")


def alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def gone(pid: int, seconds: float = 8) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def start():
    started = []

    def starter(*children: Child) -> Supervisor:
        started.append(Supervisor(list(children)))
        started[-1].start()
        return started[-1]

    yield starter
    for one in started:
        one.stop()


def test_all_stop_together(start, tmp_path):
    one = start(*(Child(name, [CHILD, str(tmp_path / "note")]) for name in "ab"))
    pids = noted(tmp_path / "note", 2)
    one.stop()
    assert not any(alive(pid) for pid in pids)


def test_one_that_does_not_listen_is_stopped_all_the_same(start, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.5)
    one = start(Child("a", [CHILD, str(tmp_path / "note"), "stubborn"]))
    pid = noted(tmp_path / "note")[0]
    time.sleep(0.3)
    one.stop()
    assert gone(pid)


def test_one_that_falls_is_started_again_later_each_time(start, tmp_path, capsys, monkeypatch):
    wall = [time.monotonic()]
    one = start(Child("Le serveur", [CHILD, str(tmp_path / "note"), "brief"]))
    child = one.children[0]
    pauses = []
    for falls in (1, 2):
        child.process.wait(15)
        monkeypatch.setattr(supervisor.time, "monotonic", lambda: wall[0])
        one.keep()
        pauses.append(child.start_at - wall[0])
        one.keep()
        assert child.process is None
        wall[0] = child.start_at
        one.keep()
        assert child.process is not None
        monkeypatch.undo()
        noted(tmp_path / "note", falls + 1)
    assert pauses == [2, 4]
    assert "Le serveur s'est arrêté" in capsys.readouterr().err


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nobody_is_left_when_the_supervisor_goes(tmp_path, how):
    """Killed without warning too: the children notice that their parent is another."""
    code = (
        "import signal, time\n"
        "from territoires.config.supervisor import Child, Supervisor\n"
        f"one = Supervisor([Child('a', ['{CHILD}', r'{tmp_path / 'note'}'])])\n"
        "for number in (signal.SIGINT, signal.SIGTERM): signal.signal(number, one.ask_to_stop)\n"
        "one.start()\n"
        "while not one.stopping: time.sleep(0.05)\n"
        "one.stop()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    pid = noted(tmp_path / "note")[0]
    parent.send_signal(how)
    parent.wait(20)
    assert gone(pid)


def test_port_already_taken_is_said_plainly(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "territoires.config.demo", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "TERRITOIRES_VAR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.strip() == f"Le port {port} est déjà pris. Essayez : ./run demo --port {port + 1}"
    assert not (tmp_path / "territoires.sqlite3").exists()


def test_not_ready_while_nothing_answers(start, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "READY_SECONDS", 0.3)
    one = start(Child("a", [CHILD, str(tmp_path / "note")]))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert not supervisor.wait_until_ready(one, port)


def test_ready_when_both_pages_answer(monkeypatch):
    answers = {"/readyz": 200, "/": 503}
    monkeypatch.setattr(supervisor, "READY_SECONDS", 0.3)
    monkeypatch.setattr(supervisor, "status_of", lambda port, path: answers[path])
    assert not supervisor.wait_until_ready(Supervisor([]), 8000)
    answers["/"] = 200
    assert supervisor.wait_until_ready(Supervisor([]), 8000)
