"""A date, an entry, and two groups to tell ideas to each other."""

import datetime

from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.journal.models import Entry, Lineage, Meeting

NOW = timezone.now()


def in_days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def make_meeting(group: LocalGroup, days: int = 7, **facts) -> Meeting:
    known = {
        "what": "Café des parents", "on": in_days(days), "starts_at": datetime.time(18), "where": "École Pasteur",
        "created_at": NOW - datetime.timedelta(days=60), "updated_at": NOW,
    }  # fmt: skip
    return Meeting.objects.create(group=group, **{**known, **facts})


def make_entry(group: LocalGroup, words: str = "On a planté des bulbes.", days: int = -3, **facts) -> Entry:
    known = {
        "status": "published", "visibility": "public", "happened_on": in_days(days), "published_at": NOW,
        "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    return Entry.objects.create(group=group, words=words, **{**known, **facts})


def link(entry: Entry, source: Entry | LocalGroup, **facts) -> Lineage:
    from_entry = source if isinstance(source, Entry) else None
    from_group = source.group if isinstance(source, Entry) else source
    return Lineage.objects.create(entry=entry, from_entry=from_entry, from_group=from_group, at=NOW, **facts)
