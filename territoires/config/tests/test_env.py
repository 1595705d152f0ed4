"""The one reader of the environment: typed, and clear about what is wrong."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from territoires.config.env import ConfigurationError, Env

ROOT = Path(__file__).resolve().parents[3]
GOOD = {
    "TERRITOIRES_MODE": "production",
    "TERRITOIRES_SECRET_KEY": "k" * 60,
    "TERRITOIRES_URL": "https://exemple.fr",
    "TERRITOIRES_HOSTS": "exemple.fr, www.exemple.fr",
    "TERRITOIRES_MAIL_FROM": "a@exemple.fr",
    "TERRITOIRES_MAIL_HOST": "127.0.0.1",
}


def settings_with(tmp_path: Path, ask: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TERRITOIRES", "DATABASE"))}
    code = f"from territoires.config import settings as s; {ask}"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "TERRITOIRES_VAR": str(tmp_path), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_example_names_each_variable_of_the_code_and_no_other():
    declared = set(importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"]).env.declared)
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert example == declared


def test_example_holds_no_value():
    assert not re.findall(r"^[A-Z_]+=.+", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def test_each_kind_is_read():
    env = Env({"T": " words ", "N": "12", "F": "oui", "W": "a, b,,c", "C": "osm", "P": "/tmp/x"})
    assert env.text("T", why="") == "words"
    assert env.number("N", 1, why="") == 12
    assert env.flag("F", False, why="") is True
    assert env.words("W", why="") == ["a", "b", "c"]
    assert env.choice("C", "none", ("none", "osm"), why="") == "osm"
    assert env.folder("P", Path("/"), why="") == Path("/tmp/x").resolve()
    env.raise_problems()


def test_empty_is_the_default():
    env = Env({"N": " ", "F": ""})
    assert (env.number("N", 7, why=""), env.flag("F", True, why=""), env.text("T", "x", why="")) == (7, True, "x")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda env: env.number("X", 1, why="Combien."), "douze"),
        (lambda env: env.number("X", 1, why="Combien.", minimum=1), "0"),
        (lambda env: env.number("X", 1, why="Combien."), "-3"),
        (lambda env: env.flag("X", False, why="Combien."), "peut-être"),
        (lambda env: env.choice("X", "a", ("a", "b"), why="Combien."), "c"),
    ],
)
def test_wrong_value_is_named_with_what_is_expected(read, value):
    env = Env({"X": value})
    read(env)
    with pytest.raises(ConfigurationError, match=r"X : valeur incorrecte .*Combien"):
        env.raise_problems()


def test_all_problems_are_told_at_once():
    env = Env({"A": "douze"})
    env.number("A", 1, why="")
    env.text("B", why="", required=True)
    env.words("C", why="", required=True)
    with pytest.raises(ConfigurationError) as told:
        env.raise_problems()
    assert [name for name in "ABC" if f"- {name} :" in str(told.value)] == ["A", "B", "C"]


def test_production_names_what_is_missing(tmp_path):
    told = settings_with(tmp_path, TERRITOIRES_MODE="production").stderr
    for name in GOOD.keys() - {"TERRITOIRES_MODE"}:
        assert f"- {name} : à renseigner" in told


def test_production_starts_with_what_is_needed(tmp_path):
    ask = "print(s.ALLOWED_HOSTS, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0, s.DEMONSTRATION, s.MAIL_KEPT)"
    done = settings_with(tmp_path, ask, **GOOD)
    assert done.stdout.strip() == "['exemple.fr', 'www.exemple.fr'] __Host-session True False False", done.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TERRITOIRES_SECRET_KEY", "court", "trop courte"),
        ("TERRITOIRES_URL", "http://exemple.fr", "https://"),
    ],
)
def test_production_refuses_what_is_weak(tmp_path, name, value, words):
    told = settings_with(tmp_path, **{**GOOD, name: value}).stderr
    assert f"- {name} :" in told
    assert words in told


def test_database_url_is_all_it_takes_for_postgresql(tmp_path):
    ask = "print(s.DATABASES['default']['ENGINE'], s.DATABASES['default']['HOST'])"
    done = settings_with(tmp_path, ask, DATABASE_URL="postgres://u:p@db.example:5432/x")
    assert done.stdout.split() == ["territoires.kit.backends.postgresql", "db.example"]


def test_key_of_the_demonstration_is_made_once_and_private(tmp_path):
    one, two = (settings_with(tmp_path, "print(s.SECRET_KEY)").stdout for _time in range(2))
    assert one == two
    assert len(one.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
