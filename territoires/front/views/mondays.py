"""The letter of Monday: to receive it or not, from one's space or by the link at its end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.front.actions.mondays import choose_mondays
from territoires.front.forms.mondays import MondayForm, MondayLinkForm
from territoires.groups.permissions.life import looks_after
from territoires.groups.permissions.links import fetch_monday, monday_paused
from territoires.kit.access import public_form, secret_address, signed_in
from territoires.kit.actors import Actor, actor_of

TEMPLATE = "front/monday.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def monday(request: SignedInRequest) -> HttpResponse:
    if not looks_after(request.user):
        raise PermissionDenied
    form = MondayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choose_mondays(user=request.user, wanted=form.wanted, by=actor_of(request), now=timezone.now())
        messages.success(request, _("C'est noté."))
        return redirect("front:monday")
    status = 422 if form.is_bound else 200
    return render(request, TEMPLATE, {"form": form, "paused": monday_paused(request.user)}, status=status)


@public_form(name="front-monday", limit=60, cached=False)
@secret_address
def monday_link(request: HttpRequest, link: str) -> HttpResponse:
    """Without signing in; GET only shows, since mail programs open links before people do."""
    user = fetch_monday(link)
    form = MondayLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_robot and form.is_valid():
        choose_mondays(user=user, wanted=form.wanted, by=Actor("user", user.pk), now=timezone.now())
        return redirect("front:monday_link", link)
    status = 422 if form.is_bound else 200
    context = {"form": form, "paused": monday_paused(user), "by_link": True}
    return render(request, TEMPLATE, context, status=status)
