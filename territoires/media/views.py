"""Doors for people: a picture or a sound that everybody may see or hear."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from territoires.kit.access import public
from territoires.kit.files import answer
from territoires.media.permissions import fetch_shown
from territoires.media.queries import open_rendition


@public
def rendition(request: HttpRequest, token: str, file: str) -> HttpResponseBase:
    """One file of a medium that is shown today. The database is asked each time: the file itself grants nothing."""
    today = timezone.localdate()
    opened = open_rendition(fetch_shown(token, today), file, today=today)
    if opened is None:
        raise Http404
    return answer(request, opened)
