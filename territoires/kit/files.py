"""Answers with a private file: by pieces, with ranges (a player needs them), and nothing a browser could run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import parse_etags

CHUNK = 64 * 1024
WHOLE_UP_TO = 1024 * 1024  # bytes: a picture is answered in one piece, so that the door may keep it while it is true
NOTHING_RUNS = "default-src 'none'; sandbox"
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True)
class OpenFile:
    """What a view needs to answer with a file. `digest` is the SHA-256 of its content."""

    path: Path
    content_type: str
    name: str
    digest: str
    size: int
    by_pieces: bool = False  # for what is played: the ETag of a whole answer and of its parts must be the same

    @property
    def etag(self) -> str:
        return f'"{self.digest[:32]}"'


def answer(request: HttpRequest, file: OpenFile) -> HttpResponseBase:
    """The file, a part of it, or « nothing new ». Asked again at each use: what is withdrawn is gone at once."""
    response = _answer(request, file)
    response["ETag"] = file.etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="{file.name}"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Security-Policy"] = NOTHING_RUNS
    response.asked_again = True  # type: ignore[attr-defined]
    return response


def _answer(request: HttpRequest, file: OpenFile) -> HttpResponseBase:
    if file.etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified()
    wanted = request.headers.get("Range", "")
    if wanted and request.headers.get("If-Range", file.etag) == file.etag:
        found = part_of(wanted, file.size)
        if found is None:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
        if found:
            return _part(file, *found)
    return _whole(file)


def part_of(wanted: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """First and last byte of a Range; () when it is to be ignored (several parts, another unit); None when it lies
    outside of the file."""
    said = RANGE.fullmatch(wanted.strip())
    if said is None or said.groups() == ("", ""):
        return ()
    first, last = said.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    if int(first) >= size or (last and int(last) < int(first)):
        return None if int(first) >= size else ()
    return int(first), min(int(last), size - 1) if last else size - 1


def _whole(file: OpenFile) -> HttpResponseBase:
    if file.size <= WHOLE_UP_TO and not file.by_pieces:
        with opened(file.path) as whole:
            return HttpResponse(whole.read(), content_type=file.content_type)
    response = StreamingHttpResponse(pieces(file.path, 0, file.size), content_type=file.content_type)
    response["Content-Length"] = str(file.size)
    return response


def _part(file: OpenFile, first: int, last: int) -> HttpResponseBase:
    length = last - first + 1
    response = StreamingHttpResponse(pieces(file.path, first, length), status=206, content_type=file.content_type)
    response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response["Content-Length"] = str(length)
    return response


def opened(path: Path) -> BinaryIO:
    """A file that was withdrawn a moment ago is no mistake of ours."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error


def pieces(path: Path, first: int, length: int) -> Iterator[bytes]:
    """The bytes of a part, never more than one piece in memory."""
    return _read(opened(path), first, length)


def _read(file: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
