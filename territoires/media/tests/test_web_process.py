"""The process that answers people never opens a picture or a sound: it has not even learned how."""

import json
import os
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from territoires.media.tests import factories, sounds

ROOT = Path(__file__).resolve().parents[3]
DECODER = "territoires.media.decoder"
LIBRARIES = {"PIL", "av"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("territoires", include_external_packages=True)


DRAWS = "territoires.demonstration."  # the inventor of pictures of the demonstration, which opens no file


def inside(name):
    return name == DECODER or name.startswith(DECODER + ".")


def test_only_the_decoder_knows_how_to_open_a_file(graph):
    for library in LIBRARIES & graph.modules:
        knowing = graph.find_modules_that_directly_import(library)
        assert knowing, library
        assert not [
            name for name in knowing if not inside(name) and ".tests." not in name and not name.startswith(DRAWS)
        ]


def test_nobody_imports_the_decoder(graph):
    for module in (name for name in graph.modules if inside(name)):
        users = graph.find_modules_that_directly_import(module)
        assert not [name for name in users if not inside(name) and ".tests." not in name]


def test_the_decoder_knows_nothing_of_django(graph):
    known = set()
    for module in (name for name in graph.modules if inside(name)):
        known |= graph.find_upstream_modules(module) if module in graph.modules else set()
    assert not [name for name in known if name.startswith("django") or name.endswith((".models", ".enums"))]


@pytest.mark.slow
def test_serving_an_upload_teaches_the_process_nothing(tmp_path):
    """A good picture, a good sound, a bomb, and a heavy one: memory stays, no library is loaded."""
    bomb = factories.jpeg()[:2] + b"\xff\xfe\xff\xff" + b"x" * 14_000_000
    sent = [
        ("picture", factories.jpeg((3000, 2000))),
        ("sound", sounds.made("wav", seconds=2)),
        ("picture", bomb),
        ("sound", sounds.silence_wav(1400, 16000)),
        ("picture", factories.jpeg() + b"\0" * 20_000_000),
    ]
    arguments = []
    for number, (name, content) in enumerate(sent):
        path = tmp_path / str(number)
        path.write_bytes(content)
        arguments += [name, str(path)]
    settings = {
        "DJANGO_SETTINGS_MODULE": "territoires.config.settings",
        "TERRITOIRES_MODE": "test",
        "TERRITOIRES_VAR": str(tmp_path / "var"),
        "DATABASE_URL": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "territoires.media.tests.upload_once", *arguments],
        cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["states"] == ["ready", "ready", "refused", "refused", "refused by the form"]
    assert told["heavy"] == told["decoder"] == []
    assert told["grown"] < 150
