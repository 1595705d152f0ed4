"""How a desk page answers a form: the same page again with what was typed, or on to the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.refusals import Refused
from territoires.groups.forms.desk import VersionForm
from territoires.groups.models import LocalGroup
from territoires.kit.forms import KitForm
from territoires.kit.words import in_words

CONFLICT = 409


def form_page(
    request: SignedInRequest, template: str, form: KitForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page of a form: 422 with its errors first when it was refused."""
    if status == 200 and form.is_bound and form.errors:
        status = 422
    return render(request, template, {"form": form, **context}, status=status)


def refuse(form: KitForm, refusal: Refused, group: LocalGroup | None = None) -> int:
    """Say a refusal above the form and return the status. After a conflict the form faces the row as it is now."""
    if refusal.code != "changed" or group is None:
        form.add_error(None, refusal.words)
        return 422
    group.refresh_from_db()
    said = _("Quelqu'un a changé cette fiche %(moment)s. Rien n'est enregistré. Relisez, puis recommencez.")
    form.add_error(None, said % {"moment": in_words(group.updated_at)})
    if isinstance(form, VersionForm):
        form.facing(group.version)
    return CONFLICT


def done(request: SignedInRequest, words: str | Promise, to: str, *args: Any) -> HttpResponse:
    messages.success(request, str(words))
    return redirect(to, *args)
