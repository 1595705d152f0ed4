"""Cards of a group on paper: ten to cut out, and the code of the wall. Whoever holds one holds the key."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from territoires.groups.models import Card, LocalGroup
from territoires.groups.queries.group_page import public_phone
from territoires.groups.queries.people import PrintedCard, printed
from territoires.handouts.queries.drawings import drawn, qr
from territoires.handouts.queries.poster import in_clear, name_of
from territoires.handouts.queries.press import Printed, on_one_page, say, typeset
from territoires.handouts.rules.fitting import Step, steps_of
from territoires.kit.context_processors import NAME as SITE_NAME
from territoires.kit.words import in_words

ON_A_SHEET = 10


def print_cards(group: LocalGroup, cards: Sequence[Card], *, on: datetime.date) -> Printed:
    """As many sheets as there are tens of cards. Errors: CannotPrint."""
    data = _about(group, _("Cartes du groupe"), on)
    data["cards"] = [_card(printed(card)) for card in cards]
    data["on_a_sheet"] = ON_A_SHEET
    return typeset("cards", data, on=on)


def print_wall_card(group: LocalGroup, card: Card, *, on: datetime.date) -> Printed:
    """« Racontez en trente secondes », on one page. Errors: CannotPrint."""

    def data_of(step: Step) -> dict[str, Any]:
        return {**_about(group, _("Le code du mur"), on), **_card(printed(card)), "scale": step.scale}

    return on_one_page("wall", data_of, steps_of(0), on=on)


def _about(group: LocalGroup, title: str, on: datetime.date) -> dict[str, Any]:
    name = name_of(group.name, widest=8)
    return {
        "title": f"{title} : {name['text']}",
        "author": SITE_NAME,
        "site": SITE_NAME,
        "scale": 1,
        "name": name,
        "phone": say(public_phone(group, on), longest=40),
        "drawings": drawn("parler", "ecouter", "telephone"),
    }


def _card(card: PrintedCard) -> dict[str, Any]:
    return {
        "qr": {"svg": qr(card.address), "alt": _("QR code de cette carte")},
        "spoken": card.card.spoken,
        "entry": in_clear(card.entry).rstrip("/"),
        "until": in_words(card.card.expires_at.date()),
    }
