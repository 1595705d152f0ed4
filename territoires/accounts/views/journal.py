"""The journal, for the coordination."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territoires.accounts.permissions import coordination
from territoires.accounts.queries.journal import journal_page


@coordination
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first; `?sur=localgroup:12` for one thing, `?page=2`."""
    thing = request.GET.get("sur", "").strip()[:80]
    shown = journal_page(thing=thing, page=request.GET.get("page", "1")[:6])
    return render(request, "accounts/journal.html", {"journal": shown, "thing": thing})
