"""The coordination's side of resources: what waits, what is shown, one entry. Opening a proposal shows a person's
contact, so the journal notes it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import coordination
from territoires.atlas.actions import resources as verbs
from territoires.atlas.actions.refusals import CannotEdit
from territoires.atlas.forms import MergeForm, RefuseForm, ResourceForm, VersionForm
from territoires.atlas.models import Resource
from territoires.atlas.permissions import fetch_proposal_for, fetch_resource_for
from territoires.atlas.queries.review import (
    Review,
    all_resources,
    conflict_words,
    likely_same,
    review_of,
    shows_a_person,
    waiting_proposals,
)
from territoires.contributions.actions import CannotDecide
from territoires.kit.actors import actor_of
from territoires.kit.fields import clean_text
from territoires.kit.words import in_words

type Decide = Callable[[HttpRequest, Review, Any], HttpResponse]
CONFLICT, PER_PAGE = 409, 50


@coordination
def resources(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, then every resource."""
    words = clean_text(request.GET.get("q", "")[:80])
    hidden = request.GET.get("cachees") == "1"
    page = Paginator(all_resources(words, hidden), PER_PAGE).get_page(request.GET.get("page"))
    context = {"waiting": waiting_proposals(), "page": page, "words": words, "hidden": hidden}
    return render(request, "atlas/desk/resources.html", context)


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def review_resource(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept, join to an entry that exists, or refuse with a reason."""
    contribution = fetch_proposal_for(request.user, reference)
    review = review_of(contribution)
    if request.method != "POST":
        if shows_a_person(contribution):
            verbs.note_reading(contribution=contribution, by=actor_of(request), now=timezone.now())
        return _review_page(request, review, _review_forms(review))
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS:
        raise Http404
    forms = _review_forms(review, decision, request)
    form, status = forms[decision], 422
    if form.is_valid():
        try:
            return DECISIONS[decision](request, review, form)
        except CannotDecide:
            contribution.refresh_from_db()
            form.add_error(None, conflict_words(contribution))
            form.facing(contribution.version)
            review, status = review_of(contribution), CONFLICT
    return _review_page(request, review, forms, form, status)


def _review_page(
    request: HttpRequest,
    review: Review,
    forms: dict[str, VersionForm],
    form: VersionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"review": review, "contribution": review.contribution, "forms": forms, "form": form}
    return render(request, "atlas/desk/review.html", context, status=status)


def _review_forms(review: Review, decision: str = "", request: HttpRequest | None = None) -> dict[str, VersionForm]:
    """One small form per decision; the one that was sent is bound."""

    def make(name: str, kind: type[VersionForm], **more: Any) -> VersionForm:
        data = request.POST if request is not None and name == decision else None
        initial = {"version": review.contribution.version, **more.pop("initial", {})}
        return kind(data, prefix=name, initial=initial, **more)

    return {
        "accepter": make("accepter", ResourceForm, initial=review.ready),
        "reunir": make("reunir", MergeForm, resources=[near.resource for near in review.near]),
        "refuser": make("refuser", RefuseForm),
    }


def _accept(request: HttpRequest, review: Review, form: ResourceForm) -> HttpResponse:
    resource = verbs.accept_resource(
        contribution=review.contribution, version=form.cleaned_data["version"], facts=form.facts,
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("La ressource est montrée."))
    return redirect("atlas:edit_resource", resource.slug)


def _merge(request: HttpRequest, review: Review, form: MergeForm) -> HttpResponse:
    told = form.cleaned_data
    verbs.merge_resource(
        contribution=review.contribution, version=told["version"], into=told["into"], by=actor_of(request),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("La proposition rejoint cette fiche."))
    return redirect("atlas:edit_resource", told["into"].slug)


def _refuse(request: HttpRequest, review: Review, form: RefuseForm) -> HttpResponse:
    told = form.cleaned_data
    verbs.refuse_resource(
        contribution=review.contribution, version=told["version"], reason=told["reason"], by=actor_of(request),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("La proposition est refusée."))
    return redirect("front:desk")


DECISIONS: dict[str, Decide] = {"accepter": _accept, "reunir": _merge, "refuser": _refuse}


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def edit_resource(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry: edit, confirm, hide or show again, join to another."""
    resource = fetch_resource_for(request.user, slug, to="edit")
    near = likely_same(resource.name, resource.commune, besides=resource.pk)
    forms = _edit_forms(resource, [line.resource for line in near])
    form, status = None, 200
    if request.method == "POST":
        change = request.POST.get("decision", "")
        if change not in CHANGES:
            raise Http404
        forms = _edit_forms(resource, [line.resource for line in near], change, request)
        form, status = forms[change], 422
        if form.is_valid():
            try:
                CHANGES[change](request, resource, form)
                messages.success(request, _("C'est enregistré."))
                return redirect("atlas:edit_resource", resource.slug)
            except CannotEdit as refusal:
                resource.refresh_from_db()
                form.add_error(None, refusal.words)
                form.facing(resource.version)
                status = CONFLICT
    context = {
        "resource": resource,
        "forms": forms,
        "form": form,
        "near": near,
        "changed": in_words(resource.updated_at),
    }
    return render(request, "atlas/desk/resource.html", context, status=status)


def _edit_forms(
    resource: Resource, near: list[Resource], change: str = "", request: HttpRequest | None = None
) -> dict[str, VersionForm]:
    def make(name: str, kind: type[VersionForm], **more: Any) -> VersionForm:
        data = request.POST if request is not None and name == change else None
        initial = {"version": resource.version, **more.pop("initial", {})}
        return kind(data, prefix=name, initial=initial, **more)

    names = ("kind", "name", "commune", "description", "proposed_by", "contact_email", "contact_phone")
    facts = {name: getattr(resource, name) for name in names} | {"themes": list(resource.themes.all())}
    return {
        "modifier": make("modifier", ResourceForm, initial=facts),
        "confirmer": make("confirmer", VersionForm),
        "montrer": make("montrer", VersionForm),
        "cacher": make("cacher", VersionForm),
        "reunir": make("reunir", MergeForm, resources=near),
    }


def _change(request: HttpRequest, resource: Resource, form: Any) -> dict[str, Any]:
    """What every verb on a resource takes."""
    told = form.cleaned_data
    return {"resource": resource, "version": told["version"], "by": actor_of(request), "now": timezone.now()}


CHANGES: dict[str, Callable[[HttpRequest, Resource, Any], Any]] = {
    "modifier": lambda request, row, form: verbs.edit_resource(facts=form.facts, **_change(request, row, form)),
    "confirmer": lambda request, row, form: verbs.confirm_resource(**_change(request, row, form)),
    "montrer": lambda request, row, form: verbs.show_resource(shown=True, **_change(request, row, form)),
    "cacher": lambda request, row, form: verbs.show_resource(shown=False, **_change(request, row, form)),
    "reunir": lambda request, row, form: verbs.join_resources(
        into=form.cleaned_data["into"], **_change(request, row, form)
    ),
}
