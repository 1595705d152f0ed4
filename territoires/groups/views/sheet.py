"""The same questions on paper: the sheet to print, and the screen where the coordination types it in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.permissions import coordination
from territoires.groups.actions import proposals
from territoires.groups.forms.sheet import SheetForm
from territoires.groups.queries import sheet as reads
from territoires.kit import once
from territoires.kit.access import public
from territoires.kit.actors import actor_of


@public
def start_sheet(request: HttpRequest) -> HttpResponse:
    """Large print, A4, the numbers of the screens; to fill in by hand and give to somebody."""
    return render(request, "groups/start/sheet.html", {"roles": reads.role_choices()})


@coordination
def type_sheet(request: HttpRequest) -> HttpResponse:
    """One sheet a page, several in a row."""
    form = SheetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reference = _type_once(request, form)
        messages.success(request, _("Feuille enregistrée : %s. Écrivez cette référence sur la feuille.") % reference)
        if "next" in request.POST:
            return redirect("groups:type_sheet")
        return redirect("front:desk")
    return render(request, "groups/desk/type_sheet.html", {"form": form}, status=422 if form.is_bound else 200)


def _type_once(request: HttpRequest, form: SheetForm) -> str:
    """The same sheet sent twice is one proposal; its reference comes back."""

    def effect() -> str:
        return proposals.type_sheet(
            answers=form.answers(), columns=form.columns(), witness=str(request.user),
            by=actor_of(request), now=timezone.now(),
        ).reference  # fmt: skip

    return once.perform(once.once_key(request, "groups-sheet", form.cleaned_data), effect, timezone.now())
