"""Log lines with the request's number and no personal data."""

import datetime
import json
import logging
import traceback
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The number of the request being answered; empty outside one."""
    return _request_id.get()


def set_request_id(value: str) -> None:
    _request_id.set(value)


class LineFormatter(logging.Formatter):
    """One JSON object a line. `with_words`: what an exception says too; not in production, where the database may say
    the address of somebody (« Key (email)=(…) already exists »)."""

    def __init__(self, *, with_words: bool = True) -> None:
        super().__init__()
        self.with_words = with_words

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if request_id := current_request_id():
            line["request_id"] = request_id
        if record.exc_info and record.exc_info[0] is not None:
            line["trace"] = self.formatException(record.exc_info) if self.with_words else bare_trace(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def bare_trace(exc_info: tuple) -> str:
    """Where it happened and of which kind it was, each cause too, without the words of the exceptions."""
    parts: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
        error = error.__cause__ or error.__context__
    return "\ncaused by\n".join(parts)
