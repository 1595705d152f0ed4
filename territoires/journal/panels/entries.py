"""What a group tells, on the pages below: for everybody, for its members, for those who write, for card holders."""

from django.http import HttpRequest
from django.utils import timezone

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import CardHolder, animated_groups, animates, is_inside
from territoires.journal.forms.media import ComposeForm
from territoires.journal.queries.entries import latest, latest_for_card
from territoires.kit.panels import Panel, panel


@panel("group-page", order=20)
def news(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """The newest three; nothing rather than an empty frame."""
    notes = latest(request.user, group, timezone.localdate())
    return Panel("journal/entries/_panel.html", {"group": group, "notes": notes}) if notes else None


@panel("group-space", order=5)
def composer(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """« Raconter », at once on the page of those who animate the group: sentence, picture, voice, « Publier »."""
    if not animates(request.user, group):
        return None
    month = f"{timezone.localdate():%Y-%m}"
    return Panel("journal/desk/_space.html", {"group": group, "form": ComposeForm(), "month": month})


@panel("my-space", order=10)
def composer_at_once(request: HttpRequest, user: User) -> Panel | None:
    """« Raconter » on the first page after signing in: the composer itself for whoever animates one group."""
    groups = list(animated_groups(user).filter(ended_on=None).order_by("name", "pk")[:2])
    if len(groups) != 1:
        return None
    month = f"{timezone.localdate():%Y-%m}"
    return Panel("journal/desk/_space.html", {"group": groups[0], "form": ComposeForm(), "month": month})


@panel("group-inside", order=20)
def news_inside(request: HttpRequest, group: LocalGroup) -> Panel | None:
    if not is_inside(request.user, group):
        return None
    notes = latest(request.user, group, timezone.localdate())
    writes = animates(request.user, group) and group.ended_on is None
    return Panel("journal/entries/_inside.html", {"group": group, "notes": notes, "can_write": writes})


@panel("card", order=20)
def news_on_card(_request: HttpRequest, holder: CardHolder) -> Panel | None:
    """« Raconter » first. Somebody with a card of their own reads what is between members too."""
    notes = latest_for_card(holder, timezone.localdate())
    can_tell = holder.group.ended_on is None and not holder.is_new
    context = {"group": holder.group, "notes": notes, "can_tell": can_tell, "code": holder.card.code}
    return Panel("journal/card/_panel.html", context)
