"""Is the process alive, and can the site do its work? For front servers, supervisors and the people on call."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from territoires.kit.access import uncached
from territoires.kit.clockwork import is_beating
from territoires.kit.schema import migrations_are_applied

PATIENCE = 0.3  # seconds for each question
ENOUGH_DISK = 100 * 1024 * 1024  # bytes

# Threads of its own: a database that hangs holds one of them, not the server.
_askers = ThreadPoolExecutor(max_workers=3, thread_name_prefix="health")


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def disk_has_room() -> bool:
    folder = settings.VAR_DIR
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ENOUGH_DISK


def clock_beats() -> bool:
    return is_beating(timezone.now())


def answer_in_time(question: Callable[[], bool]) -> bool:
    """False also when it raises, or takes longer than PATIENCE."""

    def ask() -> bool:
        try:
            return question()
        finally:
            connection.close()

    try:
        return _askers.submit(ask).result(timeout=PATIENCE)
    except (TooSlow, Exception):
        return False


@uncached
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that an outage elsewhere does not get it restarted."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@uncached
def readyz(request: HttpRequest) -> JsonResponse:
    """The site can work. A clock that is late is told, and does not take the pages away."""
    needed = {"database": database_answers, "migrations": migrations_are_applied, "disk": disk_has_room}
    found = {name: answer_in_time(question) for name, question in needed.items()}
    ready = all(found.values())
    clock = "ok" if found["database"] and answer_in_time(clock_beats) else "late"
    told = {name: "ok" if good else "failing" for name, good in found.items()}
    return JsonResponse(
        {"ready": ready, **told, "clock": clock, "build": settings.BUILD_ID}, status=200 if ready else 503
    )
