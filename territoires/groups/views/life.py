"""The life of a group: the one tap of a letter, and the buttons of those who animate it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.asking import answer_quiet, answer_true
from territoires.groups.actions.life import end_group, reopen_group, rest_group, wake_group
from territoires.groups.actions.refusals import Refused
from territoires.groups.enums import AskingAnswer, Tap
from territoires.groups.forms.life import LifeForm, TapForm
from territoires.groups.permissions import EDIT, fetch_group_for
from territoires.groups.permissions.links import TapLink, fetch_tap
from territoires.groups.queries import tap as words_of
from territoires.groups.queries.edit import preview_of
from territoires.groups.queries.tasks import file_address
from territoires.groups.views.answering import CONFLICT, form_page, refuse
from territoires.kit.access import public_form, secret_address, signed_in
from territoires.kit.actors import Actor, actor_of

GONE = 410


@public_form(name="groups-one-tap", limit=60, cached=False)
@secret_address
def one_tap(request: HttpRequest, link: str) -> HttpResponse:
    """What the letter asks, with one large button. GET only shows: mail programs open links before people do."""
    now = timezone.now()
    tap = fetch_tap(link, now=now)
    if tap.asking.closed_at is not None:
        context = {"group": tap.group, "words": words_of.tap_done(tap)}
        return render(request, "groups/life/tap_done.html", context)
    if tap.is_over:
        return render(request, "groups/life/tap_over.html", status=GONE)
    form = TapForm(request.POST if request.method == "POST" else None, initial={"version": tap.version})
    status = 200
    if request.method == "POST" and not form.is_robot:
        status = 422
        if form.is_valid():
            try:
                _answer(tap, form.cleaned_data["version"] or tap.version)
                return redirect("groups:one_tap", link)
            except Refused as refusal:
                form.add_error(None, refusal.words)
                status = CONFLICT
    if tap.group.version != tap.version:
        form = _facing(request, form, tap)
    context = {
        "form": form, "tap": tap, "group": tap.group, "words": words_of.tap_words(tap),
        "page": preview_of(tap.group, {}, now),
    }  # fmt: skip
    return render(request, "groups/life/tap.html", context, status=status)


def _facing(request: HttpRequest, form: TapForm, tap: TapLink) -> TapForm:
    """The page changed since the letter: the person reads it as it is now, and the button answers for that."""
    if not form.is_bound:
        return TapForm(initial={"version": tap.group.version})
    data = request.POST.copy()
    data["version"] = str(tap.group.version)
    form.data = data
    return form


def _answer(tap: TapLink, version: int) -> None:
    now, by = timezone.now(), Actor("user", tap.user.pk)
    if tap.purpose == Tap.TRUE:
        answer_true(asking=tap.asking, version=version, by=by, now=now)
    elif tap.purpose == Tap.REST:
        rest_group(group=tap.group, version=version, by=by, now=now)
    else:
        answer = AskingAnswer.HELP if tap.purpose == Tap.HELP else AskingAnswer.BUDDY
        answer_quiet(asking=tap.asking, answer=answer, version=version, by=by, now=now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rest(request: SignedInRequest, slug: str) -> HttpResponse:
    said = _("Le groupe se repose. Vous pouvez le réveiller quand vous voulez.")
    return _life_page(request, slug, words_of.REST, rest_group, said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def wake(request: SignedInRequest, slug: str) -> HttpResponse:
    return _life_page(request, slug, words_of.WAKE, wake_group, _("Le groupe est réveillé."))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, slug: str) -> HttpResponse:
    said = _("Le groupe a pris fin. Son histoire reste. Vous pouvez encore changer d'avis.")
    return _life_page(request, slug, words_of.END, end_group, said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: SignedInRequest, slug: str) -> HttpResponse:
    return _life_page(request, slug, words_of.REOPEN, reopen_group, _("Le groupe est rouvert."))


def _life_page(
    request: SignedInRequest, slug: str, verb: str, act: Callable[..., object], said: str | Promise
) -> HttpResponse:  # fmt: skip
    group = fetch_group_for(request.user, slug, to=EDIT)
    back = file_address(request.user, group)
    form = LifeForm(request.POST if request.method == "POST" else None, initial={"version": group.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            act(group=group, version=form.cleaned_data["version"], by=actor_of(request), now=timezone.now())
            messages.success(request, str(said))
            return redirect(back)
        except Refused as refusal:
            status = refuse(form, refusal, group)
    words = words_of.life_words(verb, group, settings.GROUPS_END_UNDO_DAYS)
    return form_page(request, "groups/life/rest.html", form, status=status, group=group, words=words, back=back)
