"""A proposal of a group: read it, call, decide. Opening it shows a person's contact, so the journal notes it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest, coordination
from territoires.contributions.actions import CannotDecide
from territoires.contributions.models import Contribution
from territoires.groups.actions.messages import note_reading
from territoires.groups.actions.refusals import Refused
from territoires.groups.actions.review import accept_proposal, ask_more, merge_proposal, note_call, refuse_proposal
from territoires.groups.enums import Stage
from territoires.groups.forms.desk import AcceptForm, AskForm, CallNoteForm, MergeForm, RefuseForm, VersionForm
from territoires.groups.permissions import fetch_proposal_for
from territoires.groups.queries.review import Review, conflict_words, people_of, review_of
from territoires.groups.views.answering import CONFLICT, refuse
from territoires.kit.actors import actor_of

type Decide = Callable[[SignedInRequest, Review, Any], HttpResponse]


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def review_proposal(request: SignedInRequest, reference: str) -> HttpResponse:
    contribution = fetch_proposal_for(request.user, reference)
    now = timezone.now()
    review = review_of(request.user, contribution, now)
    if request.method != "POST":
        if people_of(contribution):
            note_reading(contribution=contribution, by=actor_of(request), now=now)
        return _page(request, review, forms_of(review))
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS:
        raise Http404
    forms = forms_of(review, decision, request)
    form, status = forms[decision], 422
    if form.is_valid():
        try:
            return DECISIONS[decision](request, review, form)
        except CannotDecide:
            contribution.refresh_from_db()
            form.add_error(None, conflict_words(contribution))
            form.facing(contribution.version)
            review, status = review_of(request.user, contribution, now), CONFLICT
        except Refused as refusal:
            refuse(form, refusal)
    return _page(request, review, forms, form, status)


def _page(
    request: SignedInRequest,
    review: Review,
    forms: dict[str, VersionForm],
    form: VersionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"review": review, "contribution": review.contribution, "forms": forms, "form": form}
    return render(request, "groups/desk/review.html", context, status=status)


def forms_of(review: Review, decision: str = "", request: SignedInRequest | None = None) -> dict[str, VersionForm]:
    """One small form per decision; the one that was sent is bound."""

    def make(name: str, kind: type[VersionForm], **more: Any) -> VersionForm:
        data = request.POST if request is not None and name == decision else None
        initial = {"version": review.contribution.version, **more.pop("initial", {})}
        return kind(data, prefix=name, initial=initial, **more)

    return {
        "accepter": make("accepter", AcceptForm, initial=_ready(review)),
        "refuser": make("refuser", RefuseForm),
        "reunir": make("reunir", MergeForm, groups=[near.group for near in review.near]),
        "demander": make("demander", AskForm),
        "noter": make("noter", CallNoteForm),
    }


def _ready(review: Review) -> dict[str, Any]:
    sent = review.contribution.sent_at
    agreed = review.exists_already and review.proposal.show
    return {
        "name": review.suggested_name,
        "commune": review.commune,
        "story": review.proposal.about,
        "stage": Stage.INTERESTED if review.exists_already else Stage.FIRST_CONTACT,
        "shown_on": timezone.localdate(sent) if sent and agreed else None,
        "shown_how": review.agreed_how,
    }


def _accept(request: SignedInRequest, review: Review, form: AcceptForm) -> HttpResponse:
    told = form.cleaned_data
    group = accept_proposal(
        contribution=review.contribution, version=told["version"], name=told["name"], commune=told["commune"],
        stage=told["stage"], shown_on=told["shown_on"], shown_how=told["shown_how"],
        facts={**review.facts, "story": told["story"]}, by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    _tell(request, review.contribution, _("Le groupe est créé."))
    return redirect("groups:desk_group", group.slug)


def _refuse(request: SignedInRequest, review: Review, form: RefuseForm) -> HttpResponse:
    told = form.cleaned_data
    refuse_proposal(
        contribution=review.contribution, version=told["version"], reason=told["reason"],
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    _tell(request, review.contribution, _("La proposition est refusée."))
    return redirect("front:desk")


def _merge(request: SignedInRequest, review: Review, form: MergeForm) -> HttpResponse:
    told = form.cleaned_data
    merge_proposal(
        contribution=review.contribution, version=told["version"], into=told["into"],
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    _tell(request, review.contribution, _("La proposition rejoint le groupe."))
    return redirect("groups:desk_group", told["into"].slug)


def _ask(request: SignedInRequest, review: Review, form: AskForm) -> HttpResponse:
    told = form.cleaned_data
    ask_more(
        contribution=review.contribution, version=told["version"], question=told["question"],
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Votre question est partie par e-mail."))
    return redirect("groups:review_proposal", review.contribution.reference)


def _note(request: SignedInRequest, review: Review, form: CallNoteForm) -> HttpResponse:
    told = form.cleaned_data
    note_call(
        contribution=review.contribution, version=told["version"], words=told["words"],
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("La note est gardée."))
    return redirect("groups:review_proposal", review.contribution.reference)


def _tell(request: SignedInRequest, contribution: Contribution, words: str) -> None:
    """Say what was done, and who still has to be told by voice."""
    if contribution.email:
        messages.success(request, words + " " + _("La personne le sait par e-mail."))
    elif contribution.phone or contribution.relay_contact:
        messages.warning(request, words + " " + _("Sans adresse e-mail, appelez la personne pour le lui dire."))
    else:
        messages.success(request, words + " " + _("La personne le saura avec sa référence."))


DECISIONS: dict[str, Decide] = {
    "accepter": _accept, "refuser": _refuse, "reunir": _merge, "demander": _ask, "noter": _note,
}  # fmt: skip
