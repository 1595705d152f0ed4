"""Texts that a group writes for the coordination, hands over and takes back; and the coordination reading them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest, coordination
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of
from territoires.mirror.actions import CannotHand, hand_text, read_text, remove_text, take_text_back, write_text
from territoires.mirror.forms.leading import TextForm
from territoires.mirror.models import HandedText
from territoires.mirror.permissions import fetch_handed_text_for, fetch_leading_seat_for, fetch_seat_for, fetch_text
from territoires.mirror.views.seats import page

VERBS = {"remettre": hand_text, "reprendre": take_text_back, "effacer": remove_text}


@signed_in
@require_safe
def texts(request: SignedInRequest, slug: str) -> HttpResponse:
    seat = fetch_seat_for(request.user, slug)
    return page(request, "mirror/texts.html", seat, texts=HandedText.objects.filter(group=seat.group))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    seat = fetch_seat_for(request.user, slug)
    form = TextForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        write_text(group=seat.group, words=form.cleaned_data["words"], by=actor_of(request), now=timezone.now())
        messages.success(request, _("Le texte est gardé entre vous."))
        return redirect("mirror:texts", slug)
    return page(request, "mirror/text.html", seat, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: SignedInRequest, slug: str, text_id: int) -> HttpResponse:
    seat = fetch_seat_for(request.user, slug)
    text = fetch_text(seat, text_id)
    form = TextForm(request.POST if request.method == "POST" else None, initial={"words": text.words})
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            write_text(group=seat.group, words=words, text=text, by=actor_of(request), now=timezone.now())
            messages.success(request, _("Le texte est gardé entre vous."))
            return redirect("mirror:texts", slug)
        except CannotHand as refusal:
            form.add_error(None, refusal.words)
    return page(request, "mirror/text.html", seat, form, text=text)


@signed_in
@require_POST
def decide(request: SignedInRequest, slug: str, text_id: int) -> HttpResponse:
    """An animator hands it over, takes it back or erases it: never without a button of its own."""
    seat = fetch_leading_seat_for(request.user, slug)
    text = fetch_text(seat, text_id)
    verb = VERBS.get(request.POST.get("geste", ""))
    if verb is not None:
        try:
            verb(text=text, by=actor_of(request), now=timezone.now())
            messages.success(request, _("C'est fait."))
        except CannotHand as refusal:
            messages.error(request, refusal.words)
    return redirect("mirror:texts", slug)


@coordination
@require_POST
def handed_text_read(request: SignedInRequest, text_id: int) -> HttpResponse:
    """« J'ai lu »: the text of a group leaves the list of things to read."""
    text = fetch_handed_text_for(request.user, text_id)
    try:
        read_text(text=text, by=actor_of(request), now=timezone.now())
        messages.success(request, _("Le groupe saura que son texte est lu."))
    except CannotHand as refusal:
        messages.error(request, refusal.words)
    return redirect("groups:desk_group", text.group.slug)
