"""The journal as a page."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from territoires.accounts.queries.people import names_of
from territoires.audit.models import JournalEntry
from territoires.audit.queries import entries, thing_in_words, verb_in_words

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One entry in words; `thing` is the key to filter by."""

    at: datetime.datetime
    who: str
    did: str
    thing: str
    thing_words: str


@dataclass(frozen=True)
class JournalPage:
    page: Page
    lines: list[Line]
    thing_words: str


def journal_page(*, thing: str, page: str) -> JournalPage:
    """A page of the journal; an odd page number gives the nearest one."""
    shown = Paginator(entries(thing=thing), PER_PAGE).get_page(page)
    found: list[JournalEntry] = list(shown.object_list)
    names = names_of(entry.actor_id for entry in found)
    lines = [
        Line(entry.at, _who(entry, names), verb_in_words(entry.verb), entry.thing, thing_in_words(entry.thing))
        for entry in found
    ]
    return JournalPage(shown, lines, thing_in_words(thing) if thing else "")


def _who(entry: JournalEntry, names: dict[int, str]) -> str:
    if entry.actor_id is not None:
        return names[entry.actor_id]
    return {
        "visitor": _("une personne sans compte"),
        "clock": _("l'horloge"),
        "installer": _("l'installation"),
    }.get(entry.actor_kind, entry.actor_kind)
