"""The poster of a group: what everybody may read of it, for a wall."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from territoires.groups.models import LocalGroup
from territoires.groups.queries.group_page import group_page
from territoires.handouts.queries.drawings import drawn, qr
from territoires.handouts.queries.press import Printed, on_one_page, say, size_of_title
from territoires.handouts.rules.fitting import Step, steps_of
from territoires.handouts.rules.greetings import greetings
from territoires.handouts.rules.words import WIDEST_WORD, reads_from_the_right
from territoires.kit.context_processors import NAME as SITE_NAME

ROOM = 29.5  # ems across the sheet
PICTOGRAMS = ("lieu", "quand", "telephone", "sms", "parler")


@dataclass(frozen=True)
class Poster:
    name: str
    summary: str
    where: str
    when: str
    phone: str
    carried_by: str
    languages: tuple[str, ...]
    address: str


def short_address(group: LocalGroup) -> str:
    """What a QR code holds and what somebody may copy by hand from a wall."""
    return settings.SITE_URL + reverse("handouts:short", args=[group.pk])


def in_clear(address: str) -> str:
    """An address as people type it."""
    return address.partition("://")[2] or address


def name_of(name: str, *, longest: int = 120, widest: float = WIDEST_WORD) -> dict[str, Any]:
    """The name of a group; other words when it is written in an alphabet that our fonts cannot draw."""
    found = say(name, longest=min(longest, 120), widest=widest)
    return found if found["text"] else say(_("Un groupe local"))


def poster_of(group: LocalGroup, *, today: datetime.date) -> Poster:
    page = group_page(group, today=today, address="")
    places = [group.meets_where, group.territory_label, group.commune.name]
    return Poster(
        name=group.name,
        summary=group.summary,
        where=", ".join(dict.fromkeys(place for place in places if place)),
        when=group.meets_when,
        phone=page.phone,
        carried_by=group.carried_by,
        languages=tuple(language.slug for language in page.languages),
        address=short_address(group),
    )


def print_poster(poster: Poster, *, on: datetime.date) -> Printed:
    """Errors: CannotPrint."""
    return on_one_page("poster", lambda step: _data(poster, step), steps_of(0), on=on)


def _data(poster: Poster, step: Step) -> dict[str, Any]:
    name = name_of(poster.name, longest=step.signs)
    address = in_clear(poster.address)
    return {
        "title": _("Affiche : {name}").format(name=name["text"]),
        "author": SITE_NAME,
        "site": SITE_NAME,
        "scale": step.scale,
        "name": name,
        "name_size": size_of_title(name["text"], ((40, 2.5), (80, 1.9), (120, 1.5)), ROOM),
        "summary": say(poster.summary, longest=step.signs),
        "where": say(poster.where, longest=step.signs),
        "when": say(poster.when, longest=step.signs),
        "phone": say(poster.phone, longest=40),
        "carried_by": say(poster.carried_by, longest=min(step.signs, 90)),
        "greetings": [
            {"lang": language, "words": words, "rtl": reads_from_the_right(words)}
            for language, words in greetings(poster.languages)
        ],
        "address": address,
        "address_size": min(20, int(620 / max(len(address), 1))),
        "qr": {"svg": qr(poster.address), "alt": _("QR code : {address}").format(address=address)},
        "drawings": drawn(*PICTOGRAMS),
    }
