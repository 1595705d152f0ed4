"""Where the coordination keeps networks, partners and sponsors up to date."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from territoires.accounts.permissions import coordination
from territoires.kit import once
from territoires.kit.actors import actor_of
from territoires.networks import actions, permissions, queries
from territoires.networks.forms import CategoryForm, EditForm, NetworkForm, PartnerForm, SponsorForm
from territoires.networks.models import Editable, Network, NetworkCategory, Partner, Sponsor

SOMEBODY_WAS_FASTER: Promise = _(
    "Une autre personne a enregistré cette fiche pendant que vous écriviez. Vos mots sont toujours là. "
    "Comparez avec ce qui est enregistré, puis enregistrez encore."
)


@coordination
def desk(request: HttpRequest) -> HttpResponse:
    context = {
        "networks": queries.all_networks(),
        "categories": queries.all_categories(),
        "partners": queries.all_partners(),
        "sponsors": queries.all_sponsors(),
    }
    return render(request, "networks/desk.html", context)


def _edit(
    request: HttpRequest, template: str, thing: Editable, form_class: type[EditForm], save: Callable[..., None]
) -> HttpResponse:
    """Show the form of a row, save it, or tell kindly that somebody else was faster."""
    context: dict[str, Any] = {"thing": thing, "differences": []}
    if isinstance(thing, Network):
        context["delegates"] = queries.active_delegates(thing)
    if request.method != "POST":
        return render(request, template, context | {"form": form_class.of(thing)})
    form = form_class(request.POST)
    if not form.is_valid():
        return render(request, template, context | {"form": form}, status=422)
    try:
        save(version=form.shown_version, values=form.values(), now=timezone.now(), by=actor_of(request))
    except actions.CannotOverwrite:
        thing.refresh_from_db()
        differences = form.differences(thing)
        form.facing(thing)
        form.add_error(None, str(SOMEBODY_WAS_FASTER))
        return render(request, template, context | {"form": form, "differences": differences}, status=409)
    messages.success(request, _("C'est enregistré : %(name)s.") % {"name": thing})
    return redirect("networks:desk")


def _add(request: HttpRequest, template: str, form_class: type[EditForm], add: Callable[..., Editable]) -> HttpResponse:
    """Show an empty form, or add the row once."""
    if request.method != "POST":
        return render(request, template, {"thing": None, "form": form_class(), "differences": []})
    form = form_class(request.POST)
    if not form.is_valid():
        return render(request, template, {"thing": None, "form": form, "differences": []}, status=422)
    now = timezone.now()

    def effect() -> str:
        thing = add(values=form.values(), now=now, by=actor_of(request))
        messages.success(request, _("C'est ajouté : %(name)s.") % {"name": thing})
        return reverse("networks:desk")

    return redirect(once.perform(once.once_key(request, f"add {template}", form.cleaned_data), effect, now))


def _undo(request: HttpRequest, thing: Editable) -> HttpResponse:
    """Bring back what was there before the last save."""
    raw = request.POST.get("version", "")
    version = int(raw) if raw.isdecimal() and len(raw) < 10 else 0
    try:
        actions.undo_save(thing=thing, version=version, now=timezone.now(), by=actor_of(request))
    except actions.CannotOverwrite:
        messages.warning(request, _("La fiche a changé entre-temps. Relisez-la avant de revenir en arrière."))
    except actions.CannotUndo:
        messages.warning(request, _("Il n'y a rien à remettre : cette fiche n'a pas encore été changée ici."))
    else:
        messages.success(request, _("La version d'avant est revenue : %(name)s.") % {"name": thing})
    return redirect("networks:desk")


def _found[T: Editable](thing: T | None) -> T:
    if thing is None:
        raise Http404
    return thing


@coordination
def add_network(request: HttpRequest) -> HttpResponse:
    return _add(request, "networks/edit_network.html", NetworkForm, actions.add_network)


@coordination
def edit_network(request: HttpRequest, network_id: int) -> HttpResponse:
    network = permissions.fetch_network_for(request.user, network_id, to="edit")  # type: ignore[arg-type]

    def save(**change: Any) -> None:
        actions.save_network(network=network, **change)

    return _edit(request, "networks/edit_network.html", network, NetworkForm, save)


@coordination
@require_POST
def undo_network(request: HttpRequest, network_id: int) -> HttpResponse:
    network: Network = permissions.fetch_network_for(request.user, network_id, to="edit")  # type: ignore[arg-type]
    return _undo(request, network)


@coordination
@require_POST
def end_mandate(request: HttpRequest, delegate_id: int) -> HttpResponse:
    delegate = permissions.fetch_delegate_for(request.user, delegate_id, to="end")  # type: ignore[arg-type]
    actions.end_delegate(delegate=delegate, now=timezone.now(), by=actor_of(request))
    messages.success(request, _("Le mandat est terminé."))
    return redirect("networks:edit_network", network_id=delegate.network_id)


@coordination
def add_category(request: HttpRequest) -> HttpResponse:
    return _add(request, "networks/edit_category.html", CategoryForm, actions.add_category)


@coordination
def edit_category(request: HttpRequest, category_id: int) -> HttpResponse:
    category: NetworkCategory = _found(queries.find_category(category_id))

    def save(**change: Any) -> None:
        actions.save_category(category=category, **change)

    return _edit(request, "networks/edit_category.html", category, CategoryForm, save)


@coordination
@require_POST
def undo_category(request: HttpRequest, category_id: int) -> HttpResponse:
    return _undo(request, _found(queries.find_category(category_id)))


@coordination
def add_partner(request: HttpRequest) -> HttpResponse:
    return _add(request, "networks/edit_partner.html", PartnerForm, actions.add_partner)


@coordination
def edit_partner(request: HttpRequest, partner_id: int) -> HttpResponse:
    partner: Partner = _found(queries.find_partner(partner_id))

    def save(**change: Any) -> None:
        actions.save_partner(partner=partner, **change)

    return _edit(request, "networks/edit_partner.html", partner, PartnerForm, save)


@coordination
@require_POST
def undo_partner(request: HttpRequest, partner_id: int) -> HttpResponse:
    return _undo(request, _found(queries.find_partner(partner_id)))


@coordination
def add_sponsor(request: HttpRequest) -> HttpResponse:
    return _add(request, "networks/edit_sponsor.html", SponsorForm, actions.add_sponsor)


@coordination
def edit_sponsor(request: HttpRequest, sponsor_id: int) -> HttpResponse:
    sponsor: Sponsor = _found(queries.find_sponsor(sponsor_id))

    def save(**change: Any) -> None:
        actions.save_sponsor(sponsor=sponsor, **change)

    return _edit(request, "networks/edit_sponsor.html", sponsor, SponsorForm, save)


@coordination
@require_POST
def undo_sponsor(request: HttpRequest, sponsor_id: int) -> HttpResponse:
    return _undo(request, _found(queries.find_sponsor(sponsor_id)))
