"""Who may change the dates of a group, and take a mention of it away."""

import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import ANIMATE, EDIT, animated_groups, animates, fetch_group_for
from territoires.journal.models import Entry, Lineage, Meeting, MeetingVisibility


def meetings_for(user: User, group: LocalGroup) -> QuerySet[Meeting]:
    """The dates of a group for its desk: all of them for those who animate it; what the group keeps for itself is not
    the coordination's to read."""
    rows = Meeting.objects.filter(group=group)
    return rows if animates(user, group) else rows.filter(visibility=MeetingVisibility.PUBLIC)


def fetch_meeting_for(user: User, slug: str, meeting_id: int) -> Meeting:
    """A date that this person may change. Errors: those of fetch_group_for; Http404 when it is not theirs."""
    group = fetch_group_for(user, slug, to=EDIT)
    found = meetings_for(user, group).filter(pk=meeting_id).first()
    if found is None:
        raise Http404
    found.group = group
    return found


def fetch_told_entry(key: str, today: datetime.date) -> Entry:
    """An entry that everybody may read. Errors: Http404, the same for one that is hidden and one that never was."""
    rows = Entry.objects.public(today).select_related("group__commune__department__region")
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def fetch_own_entry_for(user: User, slug: str, key: str) -> Entry:
    """An entry of a group that this person animates. Errors: those of fetch_group_for; Http404 otherwise."""
    group = fetch_group_for(user, slug, to=ANIMATE)
    found = Entry.objects.kept().filter(group=group, key=key).first()
    if found is None:
        raise Http404
    found.group = group
    return found


def mentions_for(user: User) -> QuerySet[Lineage]:
    """The standing mentions that this person may take away: those of the groups they animate, on either side."""
    mine = animated_groups(user).values("pk")
    return Lineage.objects.standing().filter(Q(from_group__in=mine) | Q(entry__group__in=mine))


def fetch_mention_for(user: User, mention_id: int) -> Lineage:
    """Errors: Http404 when neither group is animated by this person."""
    rows = mentions_for(user).select_related("entry__group", "from_group", "from_entry")
    found = rows.filter(pk=mention_id).first()
    if found is None:
        raise Http404
    return found
