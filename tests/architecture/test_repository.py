"""The repository holds together: routes have an access, models a word, templates a use, the demonstration a fence."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from territoires.config.version import VERSION
from tests.routes import all_routes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "territoires"
KNOWN_ACCESS = {"public", "public-form", "signed-in", "coordination", "administration"}
# allauth checks the session itself in each of its views.
LIBRARY_ROUTES = re.compile(r"^(account_|mfa_|usersessions_)")


def test_every_route_says_who_may_reach_it():
    missing = [
        f"{r.name} {r.path}" for r in all_routes() if r.access not in KNOWN_ACCESS and not LIBRARY_ROUTES.match(r.name)
    ]
    assert not missing, "\n".join(missing)


def test_every_route_has_its_own_name():
    names = [r.name for r in all_routes()]
    assert "None" not in {n.split(":")[-1] for n in names}
    assert len(names) == len(set(names))


def test_every_model_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    ours = [m.__name__ for m in apps.get_models() if m.__module__.startswith("territoires.")]
    assert not [name for name in ours if f"`{name}`" not in glossary]


def test_no_comment_of_a_template_reaches_the_screen():
    """A comment on two lines is no comment for Django: people would read it."""
    shown = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("templates/**/*.*")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.count("{#") != line.count("#}")
    ]
    assert not shown, shown


def test_every_template_is_used():
    sources = "\n".join(
        p.read_text(encoding="utf-8")
        for p in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.*")]
        if "tests" not in p.parts
    )
    library = re.compile(r"/templates/(account|mfa|usersessions|django)/")
    unused = []
    for path in PACKAGE.rglob("templates/**/*.*"):
        name = str(path).split("/templates/")[1]
        chosen_by_name = f'"{name.rsplit("/", 1)[0]}/{{' in sources  # f"accounts/letters/{kind}.txt"
        if name not in sources and not chosen_by_name and not library.search(str(path)):
            unused.append(name)
    assert not unused


def _routes_of(mode: str, tmp_path: Path) -> list[str]:
    code = (
        "import django, json; django.setup()\n"
        "from tests.routes import all_routes\n"
        "print(json.dumps([r.path for r in all_routes()]))"
    )
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "territoires.config.settings",
        "TERRITOIRES_MODE": mode,
        "TERRITOIRES_VAR": str(tmp_path),
        "TERRITOIRES_SECRET_KEY": "x" * 60,
        "TERRITOIRES_URL": "https://exemple.fr",
        "TERRITOIRES_HOSTS": "exemple.fr",
        "TERRITOIRES_MAIL_FROM": "a@exemple.fr",
        "TERRITOIRES_MAIL_HOST": "127.0.0.1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_the_demonstration_exists_only_in_the_demonstration(tmp_path):
    assert any(path.startswith("/_demo") for path in _routes_of("demo", tmp_path))
    hidden = ("/_demo", "/_courrier", "/_styleguide")
    assert not [path for path in _routes_of("production", tmp_path) if path.startswith(hidden)]


def test_the_version_is_the_newest_of_the_changelog():
    assert re.search(rf"^## {re.escape(VERSION)}", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_each_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [")[1].split("[tool.uv]")[0]
    bare = [line for line in block.splitlines() if line.strip().startswith('"') and "#" not in line]
    assert not bare


def test_the_lock_files_pin_every_dependency_with_hashes():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9_.-]+==[^ ]+.*\\$", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_the_documents_are_there(name):
    assert (ROOT / name).stat().st_size > 500


def test_the_map_of_the_code_stays_readable():
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 200
