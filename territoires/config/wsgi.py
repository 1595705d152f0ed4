"""The entry of the web server. Behind the door (territoires.config.door) Django renders each public page once."""

import os
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from whitenoise import WhiteNoise

from territoires.config.parent import end_with_parent
from territoires.kit.edge import listen
from territoires.kit.edge.behind import BehindTheDoor
from territoires.kit.errors import page_503

FINGERPRINT = r"^.+\.[0-9a-f]{12}\..+$"


def with_static(application: WSGIApplication) -> WhiteNoise:
    """Fingerprinted files, kept for ever by browsers."""
    return WhiteNoise(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        allow_all_origins=False,
        immutable_file_test=FINGERPRINT,
    )


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
django = get_wsgi_application()
key = os.environ.get("TERRITOIRES_DOOR_KEY", "")
if key:
    # The door has the static files in memory, for everybody but those with a session: it leads these on to us.
    application = with_static(BehindTheDoor(django, key))
    (settings.VAR_DIR / "outage.html").write_bytes(
        page_503(HttpRequest()).content
    )  # the door shows it when we are away
    end_with_parent()
    listen.start()
else:  # any other WSGI server: no page cache, and the static files by WhiteNoise
    application = with_static(django)
