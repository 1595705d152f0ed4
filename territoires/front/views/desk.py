"""The coordination's front room: « À faire », networks that ask to join, letters that did not leave, delegates."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.actions import invite, revoke_invitation
from territoires.accounts.enums import InvitedRole
from territoires.accounts.permissions import SignedInRequest, coordination
from territoires.contributions.actions import CannotDecide
from territoires.contributions.models import Contribution
from territoires.front.actions.desk import decline_network, see_letter, welcome_network
from territoires.front.forms.desk import InviteDelegateForm, ReasonForm, SeenForm
from territoires.front.permissions import fetch_delegate_invitation_for, fetch_join_for, fetch_lost_letter_for
from territoires.front.queries.desk import SEEN_LETTER, letters_lost, todo
from territoires.front.queries.team import already_delegate, delegates_page
from territoires.groups.actions.messages import note_reading
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.review import conflict_words, people_of
from territoires.kit.actors import actor_of

CONFLICT = 409


@coordination
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    asked = request.GET
    found = todo(request.user, timezone.now(), kind=asked.get("quoi", "")[:40], page=asked.get("page", ""))
    return render(request, "front/desk.html", {"todo": found})


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def review_network(request: SignedInRequest, reference: str) -> HttpResponse:
    """Welcome a network, or say why not now."""
    contribution = fetch_join_for(request.user, reference)
    now, by = timezone.now(), actor_of(request)
    seen = {"version": contribution.version}
    if request.method != "POST":
        if people_of(contribution):
            note_reading(contribution=contribution, by=by, now=now)
        return _join_page(request, contribution, yes=SeenForm(initial=seen), no=ReasonForm(initial=seen))
    declines = "refuser" in request.POST
    yes = SeenForm(None if declines else request.POST, initial=seen)
    no = ReasonForm(request.POST if declines else None, initial=seen)
    form: SeenForm = no if declines else yes
    if not form.is_valid():
        return _join_page(request, contribution, yes=yes, no=no, form=form, status=422)
    try:
        if declines:
            reason = form.cleaned_data["reason"]
            decline_network(contribution=contribution, version=form.seen, reason=reason, by=by, now=now)
            messages.success(request, _("C'est noté."))
            return redirect("front:desk")
        welcome_network(contribution=contribution, version=form.seen, by=by, now=now)
        messages.success(request, _("C'est noté. Écrivez maintenant la fiche du réseau."))
        return redirect("networks:add_network")
    except CannotDecide:
        contribution.refresh_from_db()
        form.add_error(None, conflict_words(contribution))
        form.facing(contribution.version)
        return _join_page(request, contribution, yes=yes, no=no, form=form, status=CONFLICT)


def _join_page(
    request: SignedInRequest,
    contribution: Contribution,
    *,
    yes: SeenForm,
    no: ReasonForm,
    form: SeenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    age = age_in_words(contribution.sent_at or contribution.created_at, timezone.now())
    context = {"contribution": contribution, "yes": yes, "no": no, "form": form, "age": age}
    return render(request, "front/desk/network.html", context, status=status)


@coordination
@require_safe
def desk_letters(request: SignedInRequest) -> HttpResponse:
    return render(request, "front/desk/letters.html", {"letters": letters_lost().order_by("created_at", "pk")[:100]})


@coordination
@require_POST
def desk_letter_seen(request: SignedInRequest, letter_id: int) -> HttpResponse:
    letter = fetch_lost_letter_for(request.user, letter_id)
    see_letter(letter=letter, verb=SEEN_LETTER, by=actor_of(request), now=timezone.now())
    messages.success(request, _("C'est noté."))
    return redirect("front:desk_letters")


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_delegates(request: SignedInRequest) -> HttpResponse:
    """Who follows the groups of each network; invite, take back."""
    now = timezone.now()
    form = InviteDelegateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        network, email = form.cleaned_data["network"], form.cleaned_data["email"]
        if already_delegate(network, email):
            form.add_error("email", _("Cette personne suit déjà ce réseau."))
        else:
            invite(
                email=email, role=InvitedRole.DELEGATE, scope=f"network:{network.slug}", scope_label=network.name,
                by=actor_of(request), now=now,
            )  # fmt: skip
            messages.success(request, _("L'invitation est partie."))
            return redirect("front:desk_delegates")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "front/desk/delegates.html", {"form": form, "page": delegates_page(now)}, status=status)


@coordination
@require_POST
def desk_delegate_again(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """A new letter with a new link; the former link no longer opens anything."""
    former = fetch_delegate_invitation_for(request.user, invitation_id, now=timezone.now())
    invite(
        email=former.email, role=former.role, scope=former.scope, scope_label=former.scope_label,
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("L'invitation est repartie."))
    return redirect("front:desk_delegates")


@coordination
@require_POST
def desk_delegate_revoke(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    invitation = fetch_delegate_invitation_for(request.user, invitation_id, now=timezone.now())
    revoke_invitation(invitation=invitation, by=actor_of(request), now=timezone.now())
    messages.success(request, _("L'invitation est reprise."))
    return redirect("front:desk_delegates")
