"""The coordination's list of groups, its table to take away, and a new group by hand."""

import csv
import datetime
from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from territoires.accounts.permissions import SignedInRequest, coordination
from territoires.groups.actions.desk import CannotCreate, create_group, note_export
from territoires.groups.forms.desk import CreateForm, WishForm
from territoires.groups.queries.desk_groups import Wish, desk_groups_page, table_head, table_lines
from territoires.groups.rules import harmless_cell
from territoires.groups.views.answering import done, form_page, refuse
from territoires.kit.actors import actor_of

BOM = "\ufeff"


@coordination
@require_safe
def desk_groups(request: SignedInRequest) -> HttpResponse:
    filters = WishForm(request.GET)
    found = desk_groups_page(request.user, filters.wish(), page=request.GET.get("page", ""), now=timezone.now())
    return render(request, "groups/desk/groups.html", {"filters": WishForm(found.wish.parts), "found": found})


class Line:
    """csv writes into something that only hands the line back."""

    def write(self, line: str) -> str:
        return line


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_groups_csv(request: SignedInRequest) -> HttpResponseBase:
    """Taking the table away is noted in the journal, so it is a button, never a bare link."""
    now = timezone.now()
    wish = WishForm(request.GET if request.method != "POST" else request.POST).wish()
    if request.method != "POST":
        found = desk_groups_page(request.user, wish, page="", now=now)
        return render(request, "groups/desk/table.html", {"found": found, "head": table_head()})
    note_export(parts=sorted(wish.parts), by=actor_of(request), now=now)
    response = StreamingHttpResponse(_lines(request, wish, now), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="groupes-{timezone.localdate(now)}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _lines(request: SignedInRequest, wish: Wish, now: datetime.datetime) -> Iterator[str]:
    writer = csv.writer(Line(), delimiter=";")
    yield BOM + writer.writerow(table_head())
    for line in table_lines(request.user, wish, now):
        yield writer.writerow([harmless_cell(cell) for cell in line])


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_create(request: SignedInRequest) -> HttpResponse:
    form = CreateForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        facts = {name: told[name] for name in ("territory_label", "summary", "carried_by", "networks")}
        try:
            group = create_group(
                name=told["name"], commune=told["commune"], stage=told["stage"], source=told["source"],
                shown_on=told["shown_on"], shown_how=told["shown_how"], facts=facts,
                by=actor_of(request), now=timezone.now(),
            )  # fmt: skip
            return done(request, _("Le groupe est noté."), "groups:desk_group", group.slug)
        except CannotCreate as refusal:
            status = refuse(form, refusal)
    return form_page(request, "groups/desk/create.html", form, status=status)
