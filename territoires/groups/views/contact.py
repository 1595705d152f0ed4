"""Writing to a group, asking for a call, reporting: no account, no e-mail needed, nobody's address shown."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.actions import Relay
from territoires.contributions.models import Contribution
from territoires.groups.actions import contact, reports
from territoires.groups.enums import ReportReason
from territoires.groups.forms.contact import CallBackForForm, CallBackForm, ReportForm, WriteForForm, WriteForm
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import fetch_visible_group_for
from territoires.groups.queries.group_page import answering
from territoires.kit import once
from territoires.kit.access import public_form
from territoires.kit.actors import actor_of
from territoires.kit.forms import PublicForm

type Send = Callable[[LocalGroup, Any], Contribution]


@public_form(name="groups-write")
def write(request: HttpRequest, slug: str) -> HttpResponse:
    return _write(request, slug, WriteForm)


@public_form(name="groups-write")
def write_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Typed by a relay, with the agreement of the person who speaks."""
    return _write(request, slug, WriteForForm)


@public_form(name="groups-call-back")
def call_back(request: HttpRequest, slug: str) -> HttpResponse:
    return _call_back(request, slug, CallBackForm)


@public_form(name="groups-call-back")
def call_back_for(request: HttpRequest, slug: str) -> HttpResponse:
    return _call_back(request, slug, CallBackForForm)


@public_form(name="groups-report")
def report(request: HttpRequest, slug: str) -> HttpResponse:
    def send(group: LocalGroup, form: ReportForm) -> Contribution:
        words = form.cleaned_data
        return reports.report_group(
            group=group, reason=ReportReason(words["reason"]), text=words["text"],
            by=actor_of(request), now=timezone.now(), held=is_held(request),
        )  # fmt: skip

    return _page(request, slug, ReportForm, "report", send)


def _write(request: HttpRequest, slug: str, kind: type[WriteForm]) -> HttpResponse:
    def send(group: LocalGroup, form: WriteForm) -> Contribution:
        words = form.cleaned_data
        return contact.write_to_group(
            group=group, first_name=words["first_name"], text=words["text"], email=words["email"],
            phone=words["phone"], relay=_relay(form), by=actor_of(request), now=timezone.now(), held=is_held(request),
        )  # fmt: skip

    return _page(request, slug, kind, "write", send)


def _call_back(request: HttpRequest, slug: str, kind: type[CallBackForm]) -> HttpResponse:
    def send(group: LocalGroup, form: CallBackForm) -> Contribution:
        words = form.cleaned_data
        return contact.ask_call_back(
            group=group, first_name=words["first_name"], phone=words["phone"], best_moment=form.moment_words(),
            relay=_relay(form), by=actor_of(request), now=timezone.now(), held=is_held(request),
        )  # fmt: skip

    return _page(request, slug, kind, "call_back", send)


def is_held(request: HttpRequest) -> bool:
    """True for a post that came in a flood: kept, and no letter leaves before somebody has read it."""
    return getattr(request, "held", False)


def _relay(form: PublicForm) -> Relay | None:
    return form.relay() if isinstance(form, WriteForForm | CallBackForForm) else None


def _page(request: HttpRequest, slug: str, kind: type[PublicForm], name: str, send: Send) -> HttpResponse:
    """One form of a group: shown, refused with what was typed, or sent once and its receipt shown."""
    group = fetch_visible_group_for(request.user, slug)
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_send_once(request, group, form, name, send))
        except contact.CannotReach as refusal:
            form.add_error(None, refusal.words)
    context = {
        "form": form,
        "group": group,
        "answering": answering(group),
        "relayed": isinstance(form, WriteForForm | CallBackForForm),
    }
    return render(request, f"groups/contact/{name}.html", context, status=422 if form.is_bound else 200)


def _send_once(request: HttpRequest, group: LocalGroup, form: PublicForm, name: str, send: Send) -> str:
    def effect() -> str:
        return reverse("contributions:receipt", args=[send(group, form).token])

    key = once.once_key(request, f"groups-{name}:{group.pk}", form.cleaned_data)
    return once.perform(key, effect, timezone.now())
