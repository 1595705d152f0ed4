"""Where the menu and the footer lead. The names of the routes belong to the contexts above."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    route: str
    picto: str = ""
    anchor: str = ""


MENU = (
    Entry(_("Trouver un groupe"), "atlas:map"),
    Entry(_("Créer un groupe"), "groups:start"),
    Entry(_("L'histoire"), "front:story"),
    Entry(_("Les réseaux"), "networks:directory"),
    Entry(_("Parler à quelqu'un"), "front:contact"),
)
SIGN_IN = Entry(_("Se connecter"), "account_login", "connexion")
SPACE = Entry(_("Mon espace"), "front:space", "personne")
DESK = Entry(_("Coordination"), "front:desk", "liste")
FOOTER = (
    Entry(_("Accessibilité : non conforme"), "front:accessibility"),
    Entry(_("Mentions légales"), "front:legal"),
    Entry(_("Vos données personnelles"), "front:privacy"),
    Entry(_("Règles de publication"), "front:rules"),
    Entry(_("Suivre ou retirer un envoi"), "contributions:follow"),
    Entry(_("Données ouvertes"), "front:open_data"),
    Entry(_("Plan du site"), "front:plan"),
    Entry(_("Code source et licence"), "front:legal", anchor="logiciel"),
)


def address(route: str) -> str:
    """Errors: NoReverseMatch when no context has a page of that name."""
    return reverse(route)


@dataclass(frozen=True)
class Link:
    """An entry on one page; `current` when the page is inside it."""

    label: str | Promise
    url: str
    picto: str
    current: bool


def links(entries: tuple[Entry, ...], path: str = "") -> list[Link]:
    found = []
    for entry in entries:
        url = address(entry.route)
        current = len(url) > 1 and path.startswith(url)
        found.append(Link(entry.label, f"{url}#{entry.anchor}" if entry.anchor else url, entry.picto, current))
    return found
