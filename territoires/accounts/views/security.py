"""The second factor, and « is it still you? »."""

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.actions import keys
from territoires.accounts.actions import security as verbs
from territoires.accounts.actions import sign_in as steps
from territoires.accounts.forms import ConfirmationForm, KeyForm, TotpForm
from territoires.accounts.permissions import SignedInRequest, confirmed, has_second_factor
from territoires.accounts.queries.people import recovery_codes_of, second_factor_of
from territoires.accounts.views.sign_in import next_of, page, refuse, words_of
from territoires.kit.access import signed_in
from territoires.kit.limits import network_of


@signed_in
def security(request: SignedInRequest) -> HttpResponse:
    """What is set up, and what is still missing."""
    return render(request, "accounts/security.html", {"factor": second_factor_of(request.user)})


@signed_in
@confirmed
def add_totp(request: SignedInRequest) -> HttpResponse:
    """Link an application that shows codes."""
    if second_factor_of(request.user).totp:
        return redirect("mfa_index")
    form = TotpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.add_totp(request=request, user=request.user, typed=form.cleaned_data["code"], now=timezone.now())
        except steps.CannotConfirm as refusal:
            refuse(form, "code", words_of(refusal))
        else:
            return redirect("mfa_view_recovery_codes")
    secret = get_totp_secret()
    url = get_adapter().build_totp_url(request.user, secret)
    return page(request, "accounts/add_totp.html", form, secret=secret, url=url, picture=qr_code(url))


def qr_code(text: str) -> str:
    """As an image address, so that no style and no script comes with it."""
    return segno.make(text, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


@signed_in
@confirmed
def remove_totp(request: SignedInRequest) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            verbs.remove_totp(user=request.user, now=timezone.now())
            return redirect("mfa_index")
        except verbs.CannotRemove as cannot:
            refusal = str(cannot)
    context = {"what": _("l'application à codes"), "refusal": refusal}
    return render(request, "accounts/remove_factor.html", context, status=422 if refusal else 200)


@signed_in
@confirmed
def add_key(request: SignedInRequest) -> HttpResponse:
    """Add a passkey; its ceremony needs a script of ours."""
    if request.POST.get("begin"):
        return JsonResponse(keys.questions_to_add(request.user))
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            credential = keys.check_new_key(form.cleaned_data["credential"])
        except steps.CannotConfirm:
            refuse(form, None, _("La clé n'a pas été ajoutée. Essayez encore une fois."))
        else:
            name = form.cleaned_data["name"]
            verbs.add_key(request=request, user=request.user, name=name, credential=credential, now=timezone.now())
            return redirect("mfa_view_recovery_codes")
    return page(request, "accounts/add_key.html", form)


@signed_in
@confirmed
def remove_key(request: SignedInRequest, key_id: int) -> HttpResponse:
    found = next((key for key in second_factor_of(request.user).keys if key.pk == key_id), None)
    if found is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            verbs.remove_key(user=request.user, key_id=key_id, now=timezone.now())
            return redirect("mfa_index")
        except verbs.CannotRemove as cannot:
            refusal = str(cannot)
    context = {"what": _("la clé « %(name)s »") % {"name": found.name}, "refusal": refusal}
    return render(request, "accounts/remove_factor.html", context, status=422 if refusal else 200)


@signed_in
@confirmed
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """To write down; POST makes new ones."""
    if request.method == "POST":
        verbs.renew_recovery_codes(user=request.user, now=timezone.now())
        return redirect("mfa_view_recovery_codes")
    codes = recovery_codes_of(request.user)
    if not codes and not has_second_factor(request.user):
        return redirect("mfa_index")
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@signed_in
def confirm_identity(request: SignedInRequest) -> HttpResponse:
    """Before something that matters: the second factor again, or a code by letter for those who have none."""
    if has_second_factor(request.user):
        return _confirm_with_factor(request)
    return _confirm_by_letter(request)


def _confirm_with_factor(request: SignedInRequest) -> HttpResponse:
    if request.POST.get("begin"):
        return JsonResponse(keys.questions_to_enter(request.user))
    form = ConfirmationForm(request.POST or None)
    user, now = request.user, timezone.now()
    try:
        if request.POST.get("credential"):
            factor = keys.check_answer(answer=request.POST["credential"], user=user)
            return _confirmed(request, factor.pk, str(factor.type))
        if request.method == "POST" and form.is_valid():
            typed = form.cleaned_data["code"]
            factor = steps.check_second_factor(user=user, network=network_of(request), typed=typed, now=now)
            return _confirmed(request, factor.pk, str(factor.type))
    except steps.CannotConfirm as refusal:
        form.is_valid()
        refuse(form, "code", words_of(refusal))
    return page(request, "accounts/confirm_factor.html", form, factor=second_factor_of(user))


def _confirmed(request: SignedInRequest, factor_id: int, kind: str) -> HttpResponse:
    steps.note_confirmation(request, request.user, "mfa", id=factor_id, type=kind)
    return redirect(next_of(request) or "accounts:account")


def _confirm_by_letter(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("send"):
        try:
            steps.ask_confirmation(request=request, user=request.user, now=now)
        except steps.CannotAskCode:
            form = ConfirmationForm({"code": "-"})
            refuse(
                form, None, _("Cinq codes sont déjà partis vers cette adresse. Attendez une heure, ou appelez-nous.")
            )
            return page(request, "accounts/confirm_letter.html", form, is_waiting=False)
        return redirect(request.get_full_path())
    form = ConfirmationForm(request.POST or None)
    is_waiting = steps.CONFIRMATION in request.session
    if request.method == "POST" and form.is_valid():
        try:
            steps.use_confirmation(request=request, user=request.user, typed=form.cleaned_data["code"], now=now)
            return redirect(next_of(request) or "accounts:account")
        except steps.CannotConfirm as refusal:
            is_waiting = refusal.again
            again = _("Ce n'est pas le bon code. Regardez la dernière lettre reçue.")
            refuse(form, "code", again if refusal.again else _("Ce code ne marche plus. Demandez-en un autre."))
    return page(request, "accounts/confirm_letter.html", form, is_waiting=is_waiting)
