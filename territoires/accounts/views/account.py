"""One's own account: name, devices, data."""

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from territoires.accounts.actions import data as verbs
from territoires.accounts.actions.sessions import end_session, end_sessions
from territoires.accounts.forms import NameForm
from territoires.accounts.permissions import SignedInRequest, confirmed
from territoires.accounts.queries.people import devices_of, second_factor_of
from territoires.accounts.queries.personal_data import personal_data, readable
from territoires.accounts.views.sign_in import page
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of

MAX_NUMBER = 15  # figures of a row number


@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"display_name": request.user.display_name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["display_name"]
        verbs.rename(user=request.user, display_name=name, by=actor_of(request), now=timezone.now())
        return redirect("accounts:account")
    return page(request, "accounts/account.html", form, factor=second_factor_of(request.user))


@signed_in
def sessions(request: SignedInRequest) -> HttpResponse:
    """Where one is signed in; POST closes one device (`device`) or all the others."""
    if request.method == "POST":
        now, by, number = timezone.now(), actor_of(request), request.POST.get("device", "")
        if number.isascii() and number.isdigit() and len(number) <= MAX_NUMBER:
            end_session(user=request.user, session_id=int(number), now=now, by=by)
        elif request.POST.get("others"):
            end_sessions(user=request.user, now=now, by=by, but=request.session.session_key or "")
        return redirect("usersessions_list")
    devices = devices_of(request.user, request.session.session_key)
    return render(request, "accounts/sessions.html", {"devices": devices})


@signed_in
@confirmed
def my_data(request: SignedInRequest) -> HttpResponse:
    """Everything kept about oneself, to read; POST gives it as a file."""
    now = timezone.now()
    if request.method == "POST":
        copy = verbs.export_data(user=request.user, by=actor_of(request), now=now)
        response = JsonResponse(copy, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
        return response
    return render(request, "accounts/my_data.html", {"sections": readable(personal_data(request.user, now))})


@signed_in
@confirmed
def erase(request: SignedInRequest) -> HttpResponse:
    """Says what disappears and what stays, then does it."""
    refusal = ""
    if request.method == "POST":
        try:
            verbs.erase_account(user=request.user, by=actor_of(request), now=timezone.now())
        except verbs.CannotErase as cannot:
            refusal = str(cannot)
        else:
            logout(request)
            return render(request, "accounts/erased.html")
    return render(request, "accounts/erase.html", {"refusal": refusal}, status=422 if refusal else 200)
