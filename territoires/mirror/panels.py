"""Pieces of the mirror on pages below: for the people of the group only, save a text that the group handed over."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.groups.permissions import CardHolder, is_inside
from territoires.kit.panels import Panel, panel
from territoires.mirror.permissions import texts_handed_to
from territoires.mirror.queries.rounds import rounds_of


@panel("group-inside", order=15)
def mirror_inside(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """« Entre nous »: the open round, the thing to try and its day."""
    if not is_inside(request.user, group):
        return None
    return Panel("mirror/panel_inside.html", _what_goes_on(group))


@panel("card", order=40)
def mirror_on_card(request: HttpRequest, holder: CardHolder) -> Panel | None:
    """For somebody who holds a card of their own; the card on the wall is nobody's."""
    if holder.member is None:
        return None
    rounds = rounds_of(holder.group, timezone.localdate())
    if rounds.open is None and rounds.last is None:
        return None
    return Panel("mirror/panel_card.html", {**_what_goes_on(holder.group), "code": holder.card.code})


@panel("group-space", order=40)
def handed_texts(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """The coordination reads what the group handed over, and nothing else of its mirror."""
    if not request.user.is_authenticated:
        return None
    texts = list(texts_handed_to(request.user).filter(group=group)) if request.user.is_coordinator else []
    return Panel("mirror/panel_handed.html", {"texts": texts}) if texts else None


def _what_goes_on(group: LocalGroup) -> dict[str, Any]:
    today = timezone.localdate()
    rounds = rounds_of(group, today)
    running = next((one for one in [rounds.last, *rounds.past] if one and one.try_words and not one.try_end), None)
    late = bool(running and running.try_by and running.try_by <= today)
    return {"group": group, "rounds": rounds, "running": running, "late": late}
