"""One real site for all journeys: the product itself, with a small demonstration, on its own folder and database."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from tests.browser import support

ROOT = Path(__file__).resolve().parents[2]
GROUPS = 300


def pytest_collection_modifyitems(items):
    """Journeys share one site, so one process runs them; the other looks at the wide pages, on a site of its own."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")
            wide = "[1280-" in item.name
            item.add_marker(pytest.mark.xdist_group("browser-wide" if wide else "browser"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _own_database(environ: dict[str, str]) -> None:
    """On PostgreSQL the journeys get a database of their own beside the suite's."""
    url = environ.get("DATABASE_URL")
    if not url:
        return
    name = f"territoires_browser_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()


def _prepare(environ: dict[str, str]) -> None:
    for command in (
        ["migrate", "-v0"],
        ["load_places"],
        ["load_words"],
        ["load_networks"],
        ["build_demo", "--groups", str(GROUPS)],
        ["collectstatic", "--noinput", "-v0"],
    ):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-3000:]}"


def _wait(url: str, server: subprocess.Popen) -> None:
    for _ in range(600):
        assert server.poll() is None, "the site stopped while starting"
        try:
            with urlopen(f"{url}/readyz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the site did not answer in two minutes")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running site, built like the demonstration is; TERRITOIRES_SITE names one that runs already."""
    if running := os.environ.get("TERRITOIRES_SITE"):
        yield running
        return
    folder, port = tmp_path_factory.mktemp("site"), _free_port()
    environ = {
        **os.environ,
        "TERRITOIRES_MODE": "demo",
        "TERRITOIRES_VAR": str(folder),
        "TERRITOIRES_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "territoires.config.settings",
    }
    _own_database(environ)
    _prepare(environ)
    log = (folder / "site.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "territoires.config.supervisor", "--port", str(port)],
        cwd=ROOT,
        env=environ,
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()
        said = (folder / "site.log").read_text(encoding="utf-8")
        (support.artefacts() / "site.log").write_text(said, encoding="utf-8")
        assert "Traceback" not in said, said[-4000:]


@pytest.fixture(scope="session")
def browser():
    path = support.find_chromium()
    if path is None:
        pytest.skip("AUCUN CHROMIUM : les parcours dans le navigateur n'ont pas été joués")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=support.FLAGS)
        yield running
        running.close()


@pytest.fixture
def crowd(browser, site):
    """crowd.person(mode) opens a browser for somebody; all are closed after the test."""
    people = support.Crowd(browser, site)
    yield people
    people.close()


@pytest.fixture(params=support.MODES)
def mode(request) -> str:
    """Each journey runs three times: with scripts, without, with the keyboard alone."""
    return request.param
