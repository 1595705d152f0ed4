"""The door, as a process: `python -m territoires.config.door --port 8000`. Reads the settings, loads no application."""

import argparse
import asyncio
import os
import signal
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from territoires.config.parent import end_with_parent
from territoires.kit.edge.backend import Backend
from territoires.kit.edge.changes import Changes
from territoires.kit.edge.door import Door, Site
from territoires.kit.edge.server import serve
from territoires.kit.edge.static import StaticFiles


def make_door(port: int, backend: Backend) -> Door:
    site = Site(
        url=settings.SITE_URL,
        hosts=tuple(settings.ALLOWED_HOSTS),
        session_cookie=settings.SESSION_COOKIE_NAME,
        zone=ZoneInfo(settings.TIME_ZONE),
        port=port,
        trust_proxy=settings.TRUST_PROXY,
    )
    outage: Path = settings.VAR_DIR / "outage.html"
    return Door(
        site,
        Changes(settings.VAR_DIR / "changes.bin"),
        backend.fetch,
        StaticFiles(settings.STATIC_ROOT, settings.STATIC_URL),
        lambda: outage.read_bytes() if outage.exists() else b"",
    )


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--socket", required=True)
    options = parser.parse_args()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    backend = Backend(options.socket, os.environ["TERRITOIRES_DOOR_KEY"])
    await serve(make_door(options.port, backend), backend, options.host, options.port, stopping)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    end_with_parent()
    asyncio.run(main())
