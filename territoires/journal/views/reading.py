"""Reading the journal of a group: list, one entry, the month for the wall, a file that is not for everybody."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from territoires.accounts.models import User
from territoires.accounts.permissions import SignedInRequest
from territoires.journal.permissions.entries import (
    fetch_entry_for,
    fetch_file_for,
    fetch_journal_group_for,
    was_taken_back,
)
from territoires.journal.queries import newspaper as newspapers
from territoires.journal.queries.entries import entry_page, journal_page
from territoires.journal.queries.spreading import lines_of_entry
from territoires.journal.rules.entries import read_month
from territoires.kit.access import public, signed_in
from territoires.kit.files import answer
from territoires.media.queries import open_rendition


@public
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_journal_group_for(request.user, slug)
    today = timezone.localdate()
    page = journal_page(request.user, group, today, request.GET.get("page", "")[:9])
    months = newspapers.months_told(group, reader_of(request), today=today)
    return render(request, "journal/entries/list.html", {"group": group, "page": page, "months": months})


@public
def entry(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One entry; a page that says so when everybody could read it once and it was withdrawn."""
    today = timezone.localdate()
    try:
        found = fetch_entry_for(request.user, slug, key, today=today)
    except Http404:
        if was_taken_back(slug, key):
            group = fetch_journal_group_for(request.user, slug)
            return render(request, "journal/entries/gone.html", {"group": group}, status=410)
        raise
    context = {"page": entry_page(found, today), "group": found.group, "lines": lines_of_entry(found, today)}
    return render(request, "journal/entries/entry.html", context)


@public
def newspaper(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """The month on one sheet, for the wall: large print, pictures, dates to come, a code to hear the voices."""
    group = fetch_journal_group_for(request.user, slug)
    year, number = read_month(month)
    paper = newspapers.month(group, year, number, reader_of(request), today=timezone.localdate())
    return render(request, "journal/newspaper/page.html", {"paper": paper, "group": group})


@signed_in
@require_safe
def entry_file(request: SignedInRequest, slug: str, key: str, token: str, file: str) -> HttpResponseBase:
    """A picture or a voice of an entry that not everybody may read; for those who write it, before it appears too."""
    today = timezone.localdate()
    medium, preview = fetch_file_for(request.user, slug, key, token, today=today)
    opened = open_rendition(medium, file, preview=preview, today=today)
    if opened is None:
        raise Http404
    return answer(request, opened)


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    return request.user if isinstance(request.user, User) else AnonymousUser()
