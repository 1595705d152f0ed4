"""A step is done again when what it is made from has changed, and only then."""

from pathlib import Path

import pytest

from territoires.config import demo
from territoires.config.prepare import ROOT, Steps, fingerprint


@pytest.fixture
def done():
    return []


def run(folder: Path, mark: str, done: list[str]) -> None:
    Steps(folder, str(folder)).run("a", "Une étape", mark, lambda: done.append(mark))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "territoires.sqlite3").touch()
    return tmp_path


def test_same_input_is_done_once(folder, done):
    run(folder, "1", done)
    run(folder, "1", done)
    run(folder, "2", done)
    assert done == ["1", "2"]


def test_step_that_fails_is_done_again(folder, done):
    def fail() -> None:
        done.append("failed")
        raise LookupError

    for _time in range(2):
        with pytest.raises(LookupError):
            Steps(folder, str(folder)).run("a", "Une étape", "1", fail)
    assert done == ["failed", "failed"]


def test_database_taken_away_is_made_again(folder, done):
    run(folder, "1", done)
    (folder / "territoires.sqlite3").unlink()
    run(folder, "1", done)
    assert done == ["1", "1"]


def test_another_database_has_its_own_steps(folder, done):
    run(folder, "1", done)
    Steps(folder, "postgres://other").run("a", "Une étape", "1", lambda: done.append("other"))
    assert done == ["1", "other"]


def test_fingerprint_follows_names_words_and_contents():
    here = Path(__file__).parent
    assert fingerprint([here]) == fingerprint([here])
    assert fingerprint([here]) != fingerprint([here / "test_env.py"])
    assert fingerprint([here], "1001") != fingerprint([here], "300")
    assert here.is_relative_to(ROOT)


def test_fresh_takes_away_what_the_demonstration_made_and_nothing_else(folder):
    for name in ("territoires.sqlite3-wal", "secret_key", "kept.txt"):
        (folder / name).touch()
    (folder / "prepared").mkdir()
    demo.start_afresh(folder)
    assert {path.name for path in folder.iterdir()} == {"secret_key", "kept.txt"}


def test_one_demonstration_at_a_time_in_a_folder(folder):
    first = demo.hold(folder)
    assert first is not None
    assert demo.hold(folder) is None
    first.close()
    second = demo.hold(folder)
    assert second is not None
    second.close()


@pytest.mark.parametrize("words", [["--groups", "0"], ["--groups", "x"], ["--port", "99999"], ["--what"]])
def test_nonsense_is_refused(words):
    with pytest.raises(SystemExit) as stop:
        demo.read_arguments(words)
    assert stop.value.code == 2
