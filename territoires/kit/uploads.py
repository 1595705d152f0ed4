"""Files that come with a form. One that is too heavy is not kept, and the rest of the form is: no word is lost.

Where a view says nothing, a form carries no file. `@takes_files` (kit/access.py) says how much one may bring.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve

MEGABYTE = 1_000_000
WORDS = 2 * MEGABYTE  # what a form without file may weigh; Django limits its words further
MANY = 3  # a form that carries more files' worth than this in all is not read


class TooHeavyFile(UploadedFile):
    """Stands for a file that was not kept: its name and its weight, and nothing else."""

    def __init__(self, name: str, size: int, field_name: str | None) -> None:
        super().__init__(BytesIO(), name, "application/octet-stream", size)
        self.field_name = field_name


class MeasuredUpload(FileUploadHandler):
    """First in line: lets the pieces of a file pass up to the limit of the view, then drops them as they come."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0
        self.most = most_of(self.request) if self.request is not None else 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.seen += len(raw_data)
        return raw_data if self.seen <= self.most else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return TooHeavyFile(self.file_name or "", self.seen, self.field_name) if self.seen > self.most else None


def most_of(request: HttpRequest) -> int:
    """Bytes of one file that the view of this address takes; 0 for most."""
    try:
        return getattr(resolve(request.path_info).func, "file_bytes", 0)
    except Resolver404:
        return 0


def is_too_heavy(request: HttpRequest) -> bool:
    """True for a request that is not even read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    most = WORDS + MANY * most_of(request)
    return announced.isdecimal() and int(announced) > most
