"""The page of a resource, and what anybody may send about one: propose, write, report. No account is needed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.atlas.actions.proposals import propose_resource as propose
from territoires.atlas.actions.reach import answering, report_entry
from territoires.atlas.actions.reach import write_to_resource as write
from territoires.atlas.actions.refusals import CannotReach
from territoires.atlas.enums import ReportReason
from territoires.atlas.forms import ProposeForForm, ProposeForm, ReportForm, WriteForForm, WriteForm
from territoires.atlas.models import Resource
from territoires.atlas.permissions import fetch_visible_resource_for
from territoires.atlas.queries.pages import area_url
from territoires.audit.actions import thing_key
from territoires.contributions.models import Contribution
from territoires.kit import once
from territoires.kit.access import public, public_form
from territoires.kit.actors import actor_of
from territoires.kit.forms import PublicForm
from territoires.networks.models import Sponsor

type Send = Callable[[Any], Contribution]


@public
def resource_page(request: HttpRequest, slug: str) -> HttpResponse:
    resource = fetch_visible_resource_for(request.user, slug)
    if resource.merged_into is not None:
        return HttpResponsePermanentRedirect(reverse("atlas:resource_page", args=[resource.merged_into.slug]))
    department = resource.commune.department
    context = {
        "resource": resource,
        "themes": list(resource.themes.all()),
        "answering": answering(resource),
        "address": settings.SITE_URL + request.path,
        "region_url": area_url(department.region),
        "department_url": area_url(department),
    }
    return render(request, "atlas/resources/page.html", context)


@public_form(name="atlas-propose")
def propose_resource(request: HttpRequest) -> HttpResponse:
    return _propose(request, ProposeForm)


@public_form(name="atlas-propose")
def propose_resource_for(request: HttpRequest) -> HttpResponse:
    """Typed by a relay, with the agreement of the person who speaks."""
    return _propose(request, ProposeForForm)


def _propose(request: HttpRequest, kind: type[ProposeForm]) -> HttpResponse:
    def send(form: ProposeForm) -> Contribution:
        return propose(proposed=form.proposed(), relay=_relay(form), **_who(request))

    return _page(request, kind, "propose", send)


@public_form(name="atlas-write")
def write_to_resource(request: HttpRequest, slug: str) -> HttpResponse:
    return _write(request, slug, WriteForm)


@public_form(name="atlas-write")
def write_to_resource_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Typed by a relay, with the agreement of the person who speaks."""
    return _write(request, slug, WriteForForm)


def _write(request: HttpRequest, slug: str, kind: type[WriteForm]) -> HttpResponse:
    resource = fetch_visible_resource_for(request.user, slug)

    def send(form: WriteForm) -> Contribution:
        words = form.cleaned_data
        return write(
            resource=resource, first_name=words["first_name"], text=words["text"], email=words["email"],
            phone=words["phone"], relay=_relay(form), **_who(request),
        )  # fmt: skip

    return _page(request, kind, "write", send, scope=str(resource.pk), resource=resource, answering=answering(resource))


@public_form(name="atlas-report")
def report_resource(request: HttpRequest, slug: str) -> HttpResponse:
    resource = fetch_visible_resource_for(request.user, slug)
    return _report(request, resource, resource.name, reverse("atlas:resource_page", args=[resource.slug]))


@public_form(name="atlas-report")
def report_sponsor(request: HttpRequest, slug: str) -> HttpResponse:
    sponsor = get_object_or_404(Sponsor.objects.visible(), slug=slug)
    return _report(request, sponsor, sponsor.name, f"{reverse('networks:sponsors')}#{sponsor.slug}")


def _report(request: HttpRequest, thing: Resource | Sponsor, title: str, back: str) -> HttpResponse:
    def send(form: ReportForm) -> Contribution:
        words = form.cleaned_data
        return report_entry(
            thing=thing, name=title, reason=ReportReason(words["reason"]), text=words["text"], **_who(request)
        )

    return _page(request, ReportForm, "report", send, scope=thing_key(thing), title=title, back=back)


def _who(request: HttpRequest) -> dict[str, Any]:
    """Who acts, when, and whether the post came in a flood."""
    return {"by": actor_of(request), "now": timezone.now(), "held": getattr(request, "held", False)}


def _relay(form: PublicForm) -> Any:
    return form.relay() if isinstance(form, ProposeForForm | WriteForForm) else None


def _page(
    request: HttpRequest, kind: type[PublicForm], name: str, send: Send, *, scope: str = "", **context: Any
) -> HttpResponse:
    """One form: shown, refused with what was typed, or sent once and its receipt shown."""
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_send_once(request, form, f"atlas-{name}:{scope}", send))
        except CannotReach as refusal:
            form.add_error(None, refusal.words)
    context |= {"form": form, "relayed": isinstance(form, ProposeForForm | WriteForForm)}
    return render(request, f"atlas/resources/{name}.html", context, status=422 if form.is_bound else 200)


def _send_once(request: HttpRequest, form: PublicForm, name: str, send: Send) -> str:
    def effect() -> str:
        return reverse("contributions:receipt", args=[send(form).token])

    return once.perform(once.once_key(request, name, form.cleaned_data), effect, timezone.now())
