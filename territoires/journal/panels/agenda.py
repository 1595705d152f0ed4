"""The next dates of a group, its texts to paste and feeds, where its ideas went."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.groups.permissions import CardHolder, animates, is_inside
from territoires.journal.queries.agenda import has_something_to_say
from territoires.journal.queries.meetings import next_lines
from territoires.journal.queries.spreading import lines_of_group, mentions_of
from territoires.kit.panels import Panel, panel

PUBLIC_DATES, INSIDE_DATES = 3, 6


@panel("group-page", order=10)
def next_meetings(_request: HttpRequest, group: LocalGroup) -> Panel | None:
    """The next three dates for everybody; nothing rather than an empty frame."""
    lines = [] if group.ended_on else next_lines(group, timezone.now(), PUBLIC_DATES)
    return Panel("journal/meetings/_panel.html", {"group": group, "lines": lines}) if lines else None


@panel("group-page", order=60)
def where_ideas_went(_request: HttpRequest, group: LocalGroup) -> Panel | None:
    lines = lines_of_group(group, timezone.localdate())
    return None if lines.is_empty else Panel("journal/spreading/_panel.html", {"group": group, "lines": lines})


@panel("group-ways", order=30)
def texts_to_paste(_request: HttpRequest, group: LocalGroup) -> Panel | None:
    """The agenda to paste, and the dates in one's own calendar."""
    if not has_something_to_say(group, timezone.now()):
        return None
    return Panel("journal/agenda/_ways.html", {"group": group})


@panel("group-space", order=20)
def meetings_on_space(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """For those who may announce: all dates for the people who animate, the public ones for the coordination."""
    user: Any = request.user
    own = animates(user, group)
    if not own and not getattr(user, "is_coordinator", False):
        return None
    lines = next_lines(group, timezone.now(), INSIDE_DATES, inside=own)
    return Panel("journal/meetings/_panel_space.html", {"group": group, "lines": lines, "own": own})


@panel("group-space", order=25)
def mentions_on_space(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """« Le groupe … dit que cette idée vient de vous »: for those who animate one of the two groups."""
    if not animates(request.user, group):
        return None
    mentions = mentions_of(group, timezone.localdate())
    return Panel("journal/spreading/_panel_space.html", {"group": group, "mentions": mentions}) if mentions else None


@panel("group-inside", order=10)
def meetings_inside(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """All dates, those between members too."""
    if not is_inside(request.user, group):
        return None
    lines = next_lines(group, timezone.now(), INSIDE_DATES, inside=True)
    return Panel("journal/meetings/_panel.html", {"group": group, "lines": lines, "inside": True}) if lines else None


@panel("card", order=10)
def meetings_on_card(_request: HttpRequest, holder: CardHolder) -> Panel | None:
    """All dates for the holder of a card of their own; the card on the wall shows what everybody may see."""
    lines = next_lines(holder.group, timezone.now(), PUBLIC_DATES, inside=holder.member is not None)
    return Panel("journal/meetings/_panel.html", {"group": holder.group, "lines": lines}) if lines else None
