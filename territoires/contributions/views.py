"""Following, completing and taking back, without an account.

A reference typed at /suivi/ leads, under a limit, to the secret address of the contribution. The address that carries
the reference itself (on the card, in the QR code) shows the same page whether it exists or not.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.contributions import actions, queries
from territoires.contributions.forms import CompleteForm, FollowForm, WithdrawForm
from territoires.contributions.models import Contribution
from territoires.contributions.permissions import fetch_contribution_for, token_by_reference
from territoires.contributions.rules import (
    GUESS_WINDOW,
    LOOKUP_WINDOW,
    MAX_GUESSES,
    MAX_LOOKUPS,
    MAX_TRIES,
    read_reference,
)
from territoires.kit import errors, limits
from territoires.kit.access import public, public_form, uncached
from territoires.kit.actors import actor_of
from territoires.kit.context_processors import NAME


@public_form(name="contributions-follow", limit=MAX_TRIES, per_seconds=GUESS_WINDOW, strict=True)
def follow(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now, network = timezone.now(), limits.network_of(request)
        if limits.seen("contributions-miss", network, GUESS_WINDOW, now) >= MAX_GUESSES:
            return errors.too_many(request, GUESS_WINDOW)
        if not limits.allow("contributions-follow-all", "everybody", MAX_LOOKUPS, LOOKUP_WINDOW, now):
            return errors.too_many(request, LOOKUP_WINDOW)
        found = None if form.is_robot else queries.found_by_reference(form.cleaned_data["reference"])
        if found is not None:
            return redirect("contributions:receipt", token=token_by_reference(found.reference))
        limits.count("contributions-miss", network, GUESS_WINDOW, now)
        form.add_error("reference", _("Nous ne trouvons pas cette référence. Relisez le mot et les quatre chiffres."))
    return render(request, "contributions/follow.html", {"form": form}, status=422 if form.is_bound else 200)


@public
def follow_one(request: HttpRequest, reference: str) -> HttpResponse:
    """The address on the card: it says nothing of what it leads to, only the counted button does."""
    known = read_reference(reference)
    if not known:
        raise Http404
    if known != reference:
        return redirect("contributions:follow_one", reference=known)
    form = FollowForm(initial={"reference": known})
    return render(request, "contributions/follow_one.html", {"form": form, "reference": known})


@public
def thanks(request: HttpRequest) -> HttpResponse:
    """What a robot sees after filling the box that nobody sees: an ordinary thank you."""
    return render(request, "contributions/thanks.html")


@uncached
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    contribution = _found_or_none(token)
    if contribution is None:
        return _lost(request)
    seen = queries.receipt_of(contribution, token)
    context = {"receipt": seen, "late": seen.is_late(timezone.localdate()), "card": _card(contribution.reference)}
    return render(request, "contributions/receipt.html", context)


@public
def card(request: HttpRequest, reference: str) -> HttpResponse:
    """The card on one sheet. It carries what is in its address and nothing else, so no secret is printed."""
    if read_reference(reference) != reference:
        raise Http404
    return render(request, "contributions/card.html", {"card": _card(reference)})


@public_form(name="contributions-complete", limit=40, cached=False)
def complete(request: HttpRequest, token: str) -> HttpResponse:
    contribution = _found_or_none(token)
    if contribution is None:
        return _lost(request)
    seen = queries.receipt_of(contribution, token)
    if not seen.can_complete:
        return _to_receipt(token)
    form = CompleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_robot and form.is_valid():
        _complete(request, contribution, form.cleaned_data["words"])
    if request.method == "POST" and (form.is_robot or form.is_valid()):
        return _to_receipt(token)
    context = {"form": form, "receipt": seen}
    return render(request, "contributions/complete.html", context, status=422 if form.is_bound else 200)


@public_form(name="contributions-withdraw", limit=40, cached=False)
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    contribution = _found_or_none(token)
    if contribution is None:
        return _lost(request)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not form.is_robot:
            actions.withdraw(contribution=contribution, now=timezone.now(), by=actor_of(request))
        return _to_receipt(token)
    context = {"form": form, "receipt": queries.receipt_of(contribution, token)}
    return render(request, "contributions/withdraw.html", context, status=422 if form.is_bound else 200)


def _complete(request: HttpRequest, contribution: Contribution, words: str) -> None:
    try:
        actions.complete(
            contribution=contribution, words=words, label=_("Ajouté ensuite"), now=timezone.now(), by=actor_of(request)
        )
    except actions.CannotChange:
        return  # decided meanwhile: the receipt says so


def _found_or_none(token: str) -> Contribution | None:
    try:
        return fetch_contribution_for(token)
    except Http404:
        return None


def _to_receipt(token: str) -> HttpResponseRedirect:
    return redirect("contributions:receipt", token=token)


def _lost(request: HttpRequest) -> HttpResponse:
    """An address that leads nowhere any more: what to do now, and the phone."""
    return render(request, "contributions/lost.html", status=404)


def _card(reference: str) -> queries.Card:
    return queries.card_of(reference, site_name=NAME, site_url=settings.SITE_URL, phone=settings.COORDINATION_PHONE)
