from django.http import HttpRequest, JsonResponse

from territoires.kit.access import public
from territoires.places import queries

MOST = 10
KEPT_SECONDS = 600  # by the phone, not by us: the same letters are typed again while one corrects a word


@public
def search(request: HttpRequest) -> JsonResponse:
    """`?q=` a name, a post code, a department; `&limite=` how many at most. Always a JSON list."""
    hits = queries.search(request.GET.get("q", ""), limit=_limit(request.GET.get("limite", "")))
    dense = {"ensure_ascii": False, "separators": (",", ":")}
    response = JsonResponse([hit.as_json() for hit in hits], safe=False, json_dumps_params=dense)
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _limit(asked: str) -> int:
    """Between 1 and 10, whatever was asked."""
    return min(MOST, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 4 else MOST
