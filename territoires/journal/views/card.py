"""« Raconter » with a card or the code on the wall: no account, read by an animator before it appears."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.groups.permissions import CardHolder, fetch_card
from territoires.journal.actions.card import receive_words
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.enums import Visibility
from territoires.journal.forms.media import TellForForm, TellForm
from territoires.kit import once
from territoires.kit.access import public_form, records_voice, secret_address, takes_files
from territoires.kit.actors import actor_of
from territoires.media.actions import CannotReceive

HEAVIEST = 25


@takes_files(megabytes=HEAVIEST)
@public_form(name="journal-tell", cached=False)
@secret_address
@records_voice
def tell(request: HttpRequest, code: str) -> HttpResponse:
    return _tell(request, code, TellForm)


@takes_files(megabytes=HEAVIEST)
@public_form(name="journal-tell", cached=False)
@secret_address
@records_voice
def tell_for(request: HttpRequest, code: str) -> HttpResponse:
    """Typed by somebody who helps, with the agreement of the person who speaks."""
    return _tell(request, code, TellForForm)


def _tell(request: HttpRequest, code: str, kind: type[TellForm]) -> HttpResponse:
    holder = fetch_card(code, timezone.now())
    posted = request.method == "POST"
    form = kind(
        request.POST if posted else None, request.FILES if posted else None, holder=holder, sender=actor_of(request)
    )
    if posted and form.is_robot:
        return redirect("contributions:thanks")
    if posted and form.is_valid() and not form.asks_to_reread():
        try:
            return redirect(_send_once(request, holder, form))
        except CannotTell as refusal:
            form.add_error(None, refusal.words)
        except CannotReceive as refusal:
            form.add_error(None, str(refusal))
    if posted:
        form.hold(now=timezone.now())
    context = {
        "form": form, "group": holder.group, "code": code, "relayed": kind is TellForForm,
        "spots": form.spots(),
    }  # fmt: skip
    return render(request, "journal/card/tell.html", context, status=422 if form.is_bound else 200)


def _send_once(request: HttpRequest, holder: CardHolder, form: TellForm) -> str:
    now, words = timezone.now(), form.cleaned_data

    def effect() -> str:
        sent = receive_words(
            group=holder.group, words=words["words"], first_name=words["first_name"], email=words["email"],
            visibility=Visibility(words["visibility"]), member=holder.member, relay=form.relay_or_none(),
            picture=form.given_picture(), sound=form.given_sound(), held=getattr(request, "held", False),
            by=actor_of(request), now=now,
        )  # fmt: skip
        return reverse("contributions:receipt", args=[sent.contribution.token])

    return once.perform(once.once_key(request, f"journal-tell:{holder.card.pk}", words), effect, now)
