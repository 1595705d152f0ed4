"""Log lines can be read by machines, followed by request, and hold nothing personal."""

import json
import logging
import sys

import pytest

from territoires.kit.logs import LineFormatter, set_request_id

SECRET = "fatima@exemple.fr"


def line(with_words: bool = True, message: str = "sent %s", *args: object) -> dict:
    try:
        try:
            raise LookupError(f"Key (email)=({SECRET}) already exists")
        except LookupError as error:
            raise ValueError(f"again {SECRET}") from error
    except ValueError:
        record = logging.LogRecord("here", logging.ERROR, __file__, 1, message, args or (3,), sys.exc_info())
    return json.loads(LineFormatter(with_words=with_words).format(record))


@pytest.fixture(autouse=True)
def _no_number():
    yield
    set_request_id("")


def test_line_says_when_where_and_what():
    told = line()
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "here", "sent 3")
    assert told["at"].endswith("+00:00")
    assert "request_id" not in told


def test_line_has_the_number_of_its_request():
    set_request_id("abc")
    assert line()["request_id"] == "abc"


def test_production_keeps_the_words_of_exceptions_to_itself():
    told = line(with_words=False)
    assert SECRET not in json.dumps(told)
    assert "test_logs.py" in told["trace"]
    assert "ValueError\ncaused by\n" in told["trace"]
    assert told["trace"].endswith("LookupError")


def test_elsewhere_they_help():
    assert SECRET in line()["trace"]


def test_one_record_is_one_line():
    assert "\n" not in LineFormatter().format(logging.LogRecord("a", 40, "", 1, "two\nlines", (), None))
