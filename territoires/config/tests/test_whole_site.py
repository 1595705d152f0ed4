"""The product as it runs: door, Django, worker and clock, on real sockets, with a database of its own."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from bench.site import free_port

ROOT = Path(__file__).resolve().parents[3]
PEOPLE, REQUESTS, AT_ONCE = 20, 1000, 8
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("whole-site")]

SET_UP = """
import django, json, os
django.setup()
from django.test import Client
from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
keys = []
for number in range(20):
    user = User.objects.create_user(f"marque{number:02}@exemple.fr", f"Marque-{number:02}-fin")
    client = Client()
    client.force_login(user)
    keys.append(client.cookies["session"].value)
group = LocalGroup.objects.visible().filter(stage="confirmed").order_by("pk").first()
print(json.dumps({"keys": keys, "group": group.pk, "slug": group.slug, "name": group.name}))
"""
MOVE = """
import django, sys
django.setup()
from django.utils import timezone
from territoires.groups.actions.stages import move_stage
from territoires.groups.models import LocalGroup
from territoires.kit.actors import INSTALLER
group = LocalGroup.objects.get(pk=int(sys.argv[1]))
move_stage(group=group, to=sys.argv[2], version=None, source="call", reason="essai", by=INSTALLER, now=timezone.now())
"""
HIDE = """
import django, sys
django.setup()
from territoires.groups.models import LocalGroup
LocalGroup.objects.filter(pk=int(sys.argv[1])).update(shown_since=None, stage="interested")
"""


class Site:
    def __init__(self, environ: dict[str, str], port: int) -> None:
        self.environ = environ
        self.port = port

    def python(self, code: str, *words: str) -> str:
        """Something done by another process than those that serve."""
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def get(self, path: str, cookie: str = "", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            named = {"Cookie": f"session={cookie}"} if cookie else {}
            connection.request(method, path, headers={**named, **headers})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()


@contextlib.contextmanager
def own_database(environ: dict[str, str]) -> Iterator[None]:
    url = environ.get("DATABASE_URL")
    if not url:
        yield
        return
    name = f"territoires_whole_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    folder, port = tmp_path_factory.mktemp("whole"), free_port()
    environ = {
        **os.environ,
        "TERRITOIRES_MODE": "demo",
        "TERRITOIRES_VAR": str(folder),
        "TERRITOIRES_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "territoires.config.settings",
    }
    with own_database(environ), (folder / "site.log").open("w") as log:
        command = [sys.executable, "-m", "territoires.config.demo", "--port", str(port), "--groups", "40"]
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert any(line == f"Prêt : http://127.0.0.1:{port}/\n" for line in process.stdout)
            yield Site(environ, port)
        finally:
            process.terminate()
            assert process.wait(30) == 0


@pytest.fixture(scope="module")
def known(site) -> dict:
    return json.loads(site.python(SET_UP).splitlines()[-1])


def test_ready_means_that_the_first_page_answers(site):
    assert site.get("/")[0] == 200
    assert json.loads(site.get("/readyz")[2])["ready"] is True
    assert "set-cookie" not in site.get("/")[1]


def test_twenty_people_and_passers_by_never_see_each_other(site, known):
    """A thousand requests, eight at a time, through the door: own pages show their owner, public pages nobody else."""
    paths = ("/espace/", "/compte/", "/", f"/groupes/{known['slug']}/", "/carte/")
    wrong, seen, turns = [], [], iter(range(REQUESTS))
    lock = threading.Lock()

    def ask():
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return
            person = (turn * 7) % (PEOPLE + 5)
            path = paths[(turn + turn // 25) % 5] if person < PEOPLE else paths[2 + turn % 3]
            status, headers, text = site.get(path, known["keys"][person] if person < PEOPLE else "")
            own = f"Marque-{person:02}-fin"
            foreign = text.replace(own, "") if person < PEOPLE else text
            private = headers["cache-control"] == "private, no-store"
            if status != 200 or "Marque-" in foreign or private != (person < PEOPLE):
                wrong.append((path, person, status, headers))
            if own in text:
                seen.append(person)

    threads = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert not wrong, wrong[:3]
    assert set(seen) == set(range(PEOPLE))


def test_stage_moved_by_another_process_shows_in_the_next_answer(site, known):
    page = f"/groupes/{known['slug']}/"
    assert "En sommeil" not in site.get(page)[2]
    site.python(MOVE, str(known["group"]), "asleep")
    assert "En sommeil" in site.get(page)[2]
    site.python(MOVE, str(known["group"]), "confirmed")
    assert "En sommeil" not in site.get(page)[2]


def test_group_that_takes_its_agreement_back_is_gone_at_once(site, known):
    page, lists = f"/groupes/{known['slug']}/", ("/carte/groupes.csv", "/carte/groupes.geojson", "/sitemap.xml")
    assert site.get(page)[0] == 200
    assert any(known["slug"] in site.get(path)[2] for path in lists)
    site.python(HIDE, str(known["group"]))
    assert site.get(page)[0] == 404
    assert not any(known["slug"] in site.get(path)[2] for path in lists)


def test_page_speaks_http(site):
    status, headers, _text = site.get("/", method="HEAD")
    assert status == 200
    assert int(headers["content-length"]) > 1000
    assert site.get("/", **{"If-None-Match": headers["etag"]})[0] == 304
    assert site.get("/", Host="evil.example")[0] == 400
    assert site.get("/nulle-part/")[0] == 404
    assert site.get("/", method="POST")[0] in (403, 405)


def test_files_reach_people_who_are_signed_in(site, known):
    style = site.get("/")[2].partition('href="/style/')[2].partition('"')[0]
    assert site.get(f"/style/{style}", known["keys"][0])[0] == 200
    icon = site.get("/")[2].partition('href="/static/')[2].partition('"')[0]
    assert site.get(f"/static/{icon}", known["keys"][0])[1]["cache-control"] == "public, max-age=31536000, immutable"
