"""The signs of life of groups: facts computed from what people did, never declared, never shown as a score."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from territoires.groups.enums import Stage
from territoires.groups.models import LocalGroup
from territoires.groups.rules import can_reopen, newest


@dataclass(frozen=True)
class Signs:
    """What is known of a group's last days."""

    last_entry_on: datetime.date | None
    last_met_on: datetime.date | None
    last_confirmed_on: datetime.date | None
    last_sign: datetime.date
    quiet_days: int


def signs(group: LocalGroup, today: datetime.date) -> Signs:
    last = last_sign(group)
    return Signs(
        last_entry_on=timezone.localdate(group.last_entry_at) if group.last_entry_at else None,
        last_met_on=group.last_met_on,
        last_confirmed_on=group.last_confirmed_on,
        last_sign=last,
        quiet_days=max(0, (today - last).days),
    )


def last_sign(group: LocalGroup) -> datetime.date:
    """The newest of what people did; the day the group was written down when they did nothing yet."""
    entry = timezone.localdate(group.last_entry_at) if group.last_entry_at else None
    began = timezone.localdate(group.created_at)
    known = newest(entry, group.last_met_on, group.last_confirmed_on, group.woken_on, began)
    return known or began


def said_on(group: LocalGroup) -> datetime.date | None:
    """The day somebody last said that the page is true, or that the group woke: time counts from there."""
    return newest(group.last_confirmed_on or group.shown_since, group.woken_on)


def with_signs(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Annotates `said_on` and `sign_on`, as the two functions above say them."""
    began = TruncDate("created_at")
    said = Coalesce("last_confirmed_on", "shown_since", began, output_field=DateField())
    rows = rows.annotate(
        began_on=began,
        said_on=Greatest(said, Coalesce("woken_on", said, output_field=DateField())),
    )
    known = [Coalesce(field, F("began_on"), output_field=DateField()) for field in _known()]
    return rows.annotate(sign_on=Greatest(F("began_on"), *known, output_field=DateField()))


def _known() -> list[Any]:
    return [TruncDate("last_entry_at"), F("last_met_on"), F("last_confirmed_on"), F("woken_on")]


def asked_groups() -> QuerySet[LocalGroup]:
    """Groups that may be asked whether their page is true: shown, awake, not ended."""
    return LocalGroup.objects.visible().filter(AWAKE)


AWAKE = Q(ended_on=None) & ~Q(stage=Stage.ASLEEP)


def can_tell(group: LocalGroup) -> bool:
    """May the group still tell in its journal? A resting one wakes by telling; one that has ended tells no more."""
    return group.ended_on is None


def reopens(group: LocalGroup, today: datetime.date, days: int) -> bool:
    """Can the end of the group still be undone?"""
    return group.ended_on is not None and can_reopen(group.ended_on, today, days)
