"""Coming in and going out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.actions import keys
from territoires.accounts.actions import sign_in as steps
from territoires.accounts.forms import AgainForm, CodeForm, SecondStepForm, SignInForm
from territoires.accounts.queries.people import second_factor_of
from territoires.kit.access import public_form, signed_in
from territoires.kit.limits import network_of

HOUR = 3600


def page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """The page with its form; 422 when the form was refused."""
    refused = form.is_bound and bool(form.errors)
    return render(request, template, {"form": form, **context}, status=422 if refused else 200)


def refuse(form: Form, field: str | None, message: str) -> None:
    form.add_error(field, ValidationError(message))


def next_of(request: HttpRequest) -> str | None:
    """Where the person wanted to go: the path of a page of ours, or nothing."""
    wanted = request.GET.get("next", "")
    return wanted if steps.is_our_path(wanted) else None


def with_next(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect to a step, carrying on where the person wanted to go."""
    wanted = next_of(request)
    return redirect(reverse(name, query={"next": wanted} if wanted else None))


@public_form(name="accounts.sign-in", limit=20, per_seconds=HOUR, cached=False, strict=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    """One box: the address to which a code is written."""
    if request.user.is_authenticated:
        return redirect(next_of(request) or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.is_robot:
            return with_next(request, "account_confirm_login_code")
        try:
            steps.ask_code(request=request, email=form.cleaned_data["email"], now=timezone.now())
        except steps.CannotAskCode:
            refuse(
                form, None, _("Cinq codes sont déjà partis vers cette adresse. Attendez une heure, ou appelez-nous.")
            )
        else:
            return with_next(request, "account_confirm_login_code")
    return page(request, "accounts/sign_in.html", form)


@public_form(name="accounts.code", limit=60, per_seconds=HOUR, cached=False, strict=True)
def confirm_code(request: HttpRequest) -> HttpResponse:
    """The code of the letter, typed or brought by its link; only in the browser that asked."""
    if request.user.is_authenticated:
        return redirect(next_of(request) or settings.LOGIN_REDIRECT_URL)
    process = steps.waiting_code(request)
    if process is None:
        return render(request, "accounts/code_elsewhere.html", {"followed_link": "code" in request.GET})
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:20]})
    email = process.state["email"]
    if request.method == "POST" and form.is_valid():
        try:
            return steps.use_code(
                process=process, typed=form.cleaned_data["code"], next_url=next_of(request), now=timezone.now()
            )
        except steps.CannotConfirm as refusal:
            if not refusal.again:
                return render(request, "accounts/code_spent.html", {"again": AgainForm(initial={"email": email})})
            refuse(form, "code", _("Ce n'est pas le bon code. Regardez la dernière lettre reçue."))
    again = AgainForm(initial={"email": email})
    return page(request, "accounts/code.html", form, email=email, again=again)


@public_form(name="accounts.second-step", limit=60, per_seconds=HOUR, cached=False, strict=True)
def second_step(request: HttpRequest) -> HttpResponse:
    """The second factor, for those who have one."""
    stage = steps.waiting_second_step(request)
    if stage is None or stage.login.user is None:
        return redirect("account_login")
    user = stage.login.user
    if request.POST.get("begin"):
        return JsonResponse(keys.questions_to_enter(user))
    form = SecondStepForm(request.POST or None)
    try:
        if request.POST.get("credential"):
            factor = keys.check_answer(answer=request.POST["credential"], user=user)
            return steps.pass_second_step(request=request, stage=stage, factor=factor)
        if request.method == "POST" and form.is_valid():
            typed = form.cleaned_data["code"]
            factor = steps.check_second_factor(user=user, network=network_of(request), typed=typed, now=timezone.now())
            return steps.pass_second_step(request=request, stage=stage, factor=factor)
    except steps.CannotConfirm as refusal:
        form.is_valid()
        refuse(form, "code", words_of(refusal))
    return page(request, "accounts/second_step.html", form, factor=second_factor_of(user))


def words_of(refusal: steps.CannotConfirm) -> str:
    if refusal.again:
        return _("Ce code ne marche pas. Attendez le suivant, puis écrivez-le.")
    return _("Trop d'essais. Attendez cinq minutes, ou appelez-nous.")


@public_form(name="accounts.key", limit=60, per_seconds=HOUR, cached=False, strict=True)
def sign_in_with_key(request: HttpRequest) -> HttpResponse:
    """A passkey opens the door by itself. `begin` asks what to ask the key; `credential` is its answer."""
    if request.method != "POST" or request.user.is_authenticated:
        return with_next(request, "account_login")
    if request.POST.get("begin"):
        return JsonResponse(keys.questions_to_enter(None))
    try:
        key = keys.check_answer(answer=request.POST.get("credential", ""), user=None)
    except steps.CannotConfirm:
        form = SignInForm({})
        form.errors.clear()
        refuse(form, None, _("Cette clé n'a pas ouvert la porte. Demandez plutôt un code par e-mail."))
        return page(request, "accounts/sign_in.html", form)
    return keys.enter_with_key(request=request, key=key, next_url=next_of(request))


@signed_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks first: a link alone signs nobody out."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    logout(request)
    return redirect(settings.ACCOUNT_LOGOUT_REDIRECT_URL)
