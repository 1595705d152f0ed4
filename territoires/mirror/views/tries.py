"""The one thing to try: choosing it, and saying where one stands."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of
from territoires.mirror.actions import CannotTry, choose_try, end_try, postpone_try
from territoires.mirror.enums import TryEnd
from territoires.mirror.forms.leading import GO_ON, TryEndForm, TryForm
from territoires.mirror.models import Mirror
from territoires.mirror.permissions import fetch_round, fetch_seat_for
from territoires.mirror.views.seats import back_home, page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, slug: str, mirror_id: int) -> HttpResponse:
    """Anybody inside writes down what the group chose."""
    seat = fetch_seat_for(request.user, slug)
    mirror = fetch_round(seat, mirror_id)
    initial = {"words": mirror.try_words, "try_by": mirror.try_by, "landmark": mirror.try_landmark or ""}
    form = TryForm(request.POST if request.method == "POST" else None, initial=initial, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            choose_try(mirror=mirror, **form.cleaned_data, by=actor_of(request), now=timezone.now())
            return back_home(request, seat, _("C'est noté. Le groupe s'en souviendra."))
        except CannotTry as refusal:
            form.add_error(None, refusal.words)
    return page(request, "mirror/try.html", seat, form, round=mirror)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: SignedInRequest, slug: str, mirror_id: int) -> HttpResponse:
    """« Où en êtes-vous ? »: done, going on, or left."""
    seat = fetch_seat_for(request.user, slug)
    mirror = fetch_round(seat, mirror_id)
    form = TryEndForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, mirror, form)
            return back_home(request, seat, _("C'est noté."))
        except CannotTry as refusal:
            form.add_error(None, refusal.words)
    return page(request, "mirror/settle.html", seat, form, round=mirror)


def _settle(request: SignedInRequest, mirror: Mirror, form: TryEndForm) -> None:
    """Errors: CannotTry."""
    told, by, now = form.cleaned_data, actor_of(request), timezone.now()
    if told["end"] == GO_ON:
        postpone_try(mirror=mirror, try_by=told["try_by"], by=by, now=now)
    else:
        end_try(mirror=mirror, end=TryEnd(told["end"]), told=told["told"], by=by, now=now)
