"""What opens with a card, without account and without cookie: the code in the address is the key.

A code that never was, a card taken back, one that is too old: the same page, the same status, the same work.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from territoires.groups.actions.cards import CannotUseCard, open_account, use_card
from territoires.groups.actions.people import (
    CannotJoin,
    agree_to_contact,
    change_place,
    leave_group,
    revoke_contact,
)
from territoires.groups.forms.people import (
    AccountForm,
    CodeForm,
    PressForm,
    PublicContactForm,
    PublicLeaveForm,
    PublicPlaceForm,
)
from territoires.groups.models import Member
from territoires.groups.permissions import CardHolder, fetch_card
from territoires.groups.queries.group_page import answering
from territoires.groups.queries.people import around_the_table, card_by_spoken, contact_of, printed
from territoires.groups.rules import (
    CARD_LONG_WINDOW,
    CARD_MISSES,
    CARD_MISSES_OF_ALL,
    CARD_TRIES,
    CARD_WINDOW,
)
from territoires.kit import errors, limits
from territoires.kit.access import public_form, secret_address, uncached
from territoires.kit.actors import actor_of
from territoires.kit.forms import PublicForm

type CardView = Callable[[HttpRequest, CardHolder], HttpResponse]
type View = Callable[..., HttpResponseBase]


@public_form(name="groups-card-entry", limit=CARD_TRIES, per_seconds=CARD_WINDOW, strict=True)
def card_entry(request: HttpRequest) -> HttpResponse:
    """Type what is on the card. Misses are counted, the network's and everybody's; a QR code needs none of this."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now, network = timezone.now(), limits.network_of(request)
        if limits.seen("groups-card-miss", network, CARD_WINDOW, now) >= CARD_MISSES:
            return errors.too_many(request, CARD_WINDOW)
        if limits.seen("groups-card-miss", "everybody", CARD_LONG_WINDOW, now) >= CARD_MISSES_OF_ALL:
            return errors.too_many(request, CARD_LONG_WINDOW)
        card = None if form.is_robot else card_by_spoken(form.spoken, now)
        if card is not None:
            return redirect("groups:card", card.code)
        limits.count("groups-card-miss", network, CARD_WINDOW, now)
        limits.count("groups-card-miss", "everybody", CARD_LONG_WINDOW, now)
        form.add_error("code", CodeForm.unknown)
    return render(request, "groups/card/entry.html", {"form": form}, status=422 if form.is_bound else 200)


def _with_card(view: CardView) -> View:
    """Give the view the holder of the card, or answer for a code that opens nothing."""

    @secret_address
    @wraps(view)
    def inner(request: HttpRequest, code: str) -> HttpResponse:
        try:
            holder = fetch_card(code, timezone.now())
        except Http404:
            return render(request, "groups/card/closed.html", status=404)
        return view(request, holder)

    return inner


def _with_member(view: Callable[[HttpRequest, CardHolder, Member], HttpResponse]) -> View:
    """The same for what belongs to one person: the card on the wall, or one never used, goes to its first page."""

    @_with_card
    @wraps(view)
    def inner(request: HttpRequest, holder: CardHolder) -> HttpResponse:
        if holder.member is None or holder.is_new:
            return redirect("groups:card", holder.card.code)
        return view(request, holder, holder.member)

    return inner


@public_form(name="groups-card-use", limit=60, cached=False)
@_with_card
def card(request: HttpRequest, holder: CardHolder) -> HttpResponse:
    """The group, for whoever holds the card. A card never used asks a first name first."""
    if holder.is_new:
        return _first_use(request, holder)
    context = {
        "holder": holder,
        "group": holder.group,
        "member": holder.member,
        "answering": answering(holder.group),
        "table": around_the_table(holder.group) if holder.member else None,
    }
    return render(request, "groups/card/card.html", context)


def _first_use(request: HttpRequest, holder: CardHolder) -> HttpResponse:
    known = PublicPlaceForm.values_of(holder.member) if holder.member else None
    form = PublicPlaceForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid() and not form.is_robot:
        try:
            use_card(card=holder.card, place=form.place, by=actor_of(request), now=timezone.now())
        except CannotUseCard as refusal:
            form.add_error(None, refusal.words)
        else:
            return redirect("groups:card", holder.card.code)
    return _page(request, "groups/card/first_use.html", holder, form)


@uncached
@_with_member
def card_keep(request: HttpRequest, holder: CardHolder, member: Member) -> HttpResponse:
    """The card itself, to print, to copy or to send to oneself."""
    context = {"holder": holder, "group": holder.group, "member": member, "printed": printed(holder.card)}
    return render(request, "groups/card/keep.html", context)


@public_form(name="groups-card-own", limit=60, cached=False)
@_with_member
def card_place(request: HttpRequest, holder: CardHolder, member: Member) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PublicPlaceForm(data, initial=PublicPlaceForm.values_of(member))
    if request.method == "POST" and form.is_valid():
        if not form.is_robot:
            change_place(member=member, place=form.place, by=actor_of(request), now=timezone.now())
        return _home(holder)
    return _page(request, "groups/card/place.html", holder, form)


@public_form(name="groups-card-own", limit=60, cached=False)
@_with_member
def card_contact(request: HttpRequest, holder: CardHolder, member: Member) -> HttpResponse:
    """Let those who animate reach me, or stop that: the second button of the page."""
    known = contact_of(member, timezone.localdate())
    if request.method == "POST" and "stop" in request.POST:
        return _stop_contact(request, holder, member)
    initial = {"phone": known.phone, "email": known.email} if known else None
    form = PublicContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if not form.is_robot:
            told = form.cleaned_data
            agree_to_contact(
                member=member, email=told["email"], phone=told["phone"], by=actor_of(request), now=timezone.now()
            )
        return _home(holder)
    return _page(request, "groups/card/contact.html", holder, form, known=known, press=PressForm())


def _stop_contact(request: HttpRequest, holder: CardHolder, member: Member) -> HttpResponse:
    if not PressForm(request.POST).is_robot:
        revoke_contact(member=member, by=actor_of(request), now=timezone.now())
    return _home(holder)


@public_form(name="groups-card-account", limit=10, cached=False)
@_with_member
def card_account(request: HttpRequest, holder: CardHolder, member: Member) -> HttpResponse:
    """« J'ai une adresse e-mail »: the card goes on working, an account may come beside it."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    sent = False
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_robot and member.user_id is None:
                email = form.cleaned_data["email"]
                open_account(member=member, email=email, by=actor_of(request), now=timezone.now())
            sent = True
        except CannotJoin as refusal:
            form.add_error(None, refusal.words)
    return _page(request, "groups/card/account.html", holder, form, sent=sent, status=200 if sent else None)


@public_form(name="groups-card-own", limit=60, cached=False)
@_with_member
def card_leave(request: HttpRequest, holder: CardHolder, member: Member) -> HttpResponse:
    form = PublicLeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not form.is_robot:
            forget = form.cleaned_data["forget_name"]
            leave_group(member=member, forget_name=forget, by=actor_of(request), now=timezone.now())
        return render(request, "groups/card/left.html", {"group": holder.group})
    return _page(request, "groups/card/leave.html", holder, form)


def _home(holder: CardHolder) -> HttpResponseRedirect:
    return redirect("groups:card", holder.card.code)


def _page(
    request: HttpRequest,
    template: str,
    holder: CardHolder,
    form: PublicForm,
    *,
    status: int | None = None,
    **context: object,
) -> HttpResponse:
    words = {"form": form, "holder": holder, "group": holder.group, "member": holder.member, **context}
    return render(request, template, words, status=status or (422 if form.is_bound else 200))
