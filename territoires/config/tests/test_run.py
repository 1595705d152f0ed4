"""./run finds what it needs wherever it hides, and speaks plainly."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from territoires.config.schedule import SCHEDULE

ROOT = Path(__file__).resolve().parents[3]
RUN = (ROOT / "run").read_text(encoding="utf-8")
FUNCTIONS = RUN[: RUN.index("# -- the door")].replace('cd "$(dirname "${BASH_SOURCE[0]}")"', f"cd '{ROOT}'")


def bash(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **environment}
    return subprocess.run(
        ["bash", "-c", FUNCTIONS + code], env=clean, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def machine(tmp_path):
    """A machine without any Python of its own: only what a test puts there."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("awk", "id", "cut", "getent", "dirname", "mkdir", "ls", "cat", "cksum", "tr", "bash"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    return tmp_path


def put(path: Path, content: str = "") -> Path:
    """A Python that works (a wrapper of ours), or a shim that does what `content` says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{content or f'exec {sys.executable} "$@"'}\n")
    path.chmod(0o755)
    return path


def find(machine: Path, path: str = "", **environment: str) -> str:
    directories = f"{path}:{machine / 'bin'}" if path else str(machine / "bin")
    words = {"PATH": directories, "HOME": str(machine / "home"), **environment}
    (machine / "home").mkdir(exist_ok=True)
    return bash("real_home() { :; }\nfind_python || echo none", **words).stdout.strip()


def test_no_python_is_found_where_there_is_none(machine):
    assert find(machine) == "none"


def test_python_on_the_path_is_found(machine):
    good = put(machine / "usr" / "python3")
    assert find(machine, str(good.parent)) == str(good)


def test_shim_that_exists_and_fails_is_passed_over(machine):
    put(machine / "pyenv" / "shims" / "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    good = put(machine / "pyenv" / "versions" / "3.13.0" / "bin" / "python3")
    assert find(machine, str(machine / "pyenv" / "shims")) == str(good)


@pytest.mark.parametrize(
    ("place", "variable"),
    [
        ("elsewhere/versions/3.12.1/bin", "PYENV_ROOT"),
        ("home/.pyenv/versions/3.14.0/bin", ""),
        ("home/.asdf/installs/python/3.13.1/bin", ""),
        ("home/.local/share/mise/installs/python/3.12.8/bin", ""),
        ("home/.local/share/uv/python/cpython-3.13.0-linux-x86_64-gnu/bin", ""),
    ],
)
def test_version_managers_are_searched(machine, place, variable):
    good = put(machine / place / "python3")
    environment = {variable: str(machine / "elsewhere")} if variable else {}
    assert find(machine, **environment) == str(good)


def test_python_too_old_is_passed_over(machine):
    old = put(machine / "old" / "python3", "exit 1")
    good = put(machine / "home" / ".pyenv" / "versions" / "3.13.0" / "bin" / "python3")
    assert find(machine, str(old.parent)) == str(good)


def test_indexes_and_certificates_of_pip_hold_for_uv():
    code = 'echo "$UV_DEFAULT_INDEX $UV_INDEX $SSL_CERT_FILE"'
    told = bash(code, PIP_INDEX_URL="https://index.test/simple", PIP_EXTRA_INDEX_URL="file:///more", PIP_CERT="/ca.pem")
    assert told.stdout.strip() == "https://index.test/simple file:///more /ca.pem", told.stderr


def test_home_that_is_not_there_is_replaced(tmp_path):
    told = bash(f'TOOLS={tmp_path}\necho "$HOME"', HOME="/nonexistent").stdout.strip()
    assert told.endswith(".tools/home")


def test_env_file_gives_settings_and_the_environment_wins(tmp_path):
    (tmp_path / ".env").write_text("# words\nA_ONE=from file\nA_TWO=from file = with sign\n\nnot a line\n")
    told = bash(f'cd {tmp_path}; read_env_file; echo "$A_ONE|$A_TWO"', A_ONE="from outside").stdout.strip()
    assert told == "from outside|from file = with sign"


def test_run_alone_explains_in_both_languages():
    done = subprocess.run(["bash", str(ROOT / "run")], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for words in ("./run demo", "./run test", "./run serve", "Lancer la démonstration", "Start the demonstration"):
        assert words in done.stdout


def test_unknown_command_is_an_error():
    done = subprocess.run(["bash", str(ROOT / "run"), "dmo"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "dmo" in done.stderr


@pytest.mark.parametrize("name", ["run", ".ci/run"])
def test_script_can_be_read_and_run(name):
    assert subprocess.run(["bash", "-n", str(ROOT / name)], check=False).returncode == 0
    assert os.access(ROOT / name, os.X_OK)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"])
def test_every_package_is_pinned_by_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line and "--hash=sha256:" in line for line in pinned)


def test_development_packages_contain_those_that_run():
    read = lambda name: {l.split(" ")[0] for l in (ROOT / name).read_text().splitlines() if "==" in l}  # noqa: E731, E741
    assert read("requirements.lock") <= read("requirements-dev.lock")


def test_each_line_of_the_schedule_is_named_after_what_it_runs():
    assert len({line.name for line in SCHEDULE}) == len(SCHEDULE)
    for line in SCHEDULE:
        context, _, name = line.name.partition(".")
        assert line.run.__name__ == name
        assert line.run.__module__.startswith(f"territoires.{context}.")
        assert (line.every is None) != (line.at is None)
