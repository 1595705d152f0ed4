"""The signs of life of groups: facts computed from what people did, never declared, never shown as a score."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from territoires.groups.enums import AskingKind, Stage
from territoires.groups.models import Animator, Asking, LocalGroup
from territoires.groups.rules import LETTERS, can_reopen, newest

AWAKE = Q(ended_on=None) & ~Q(stage=Stage.ASLEEP)
A_MONTH = datetime.timedelta(days=30)


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


def groups_to_ask(today: datetime.date) -> QuerySet[Any]:
    """Shown groups whose page nobody confirmed for six months, and that were not asked meanwhile. Those that did not
    answer three letters are called, not written to again."""
    last_day = today - datetime.timedelta(days=settings.GROUPS_CONFIRM_EVERY_DAYS)
    asked = Asking.objects.filter(kind=AskingKind.STILL_TRUE, opened_on__gt=last_day).values("group_id")
    rows = with_signs(LocalGroup.objects.visible().filter(AWAKE, unsure_since=None))
    return rows.filter(said_on__lte=last_day).exclude(pk__in=asked).order_by("pk")


def questions_open(today: datetime.date) -> QuerySet[Asking]:
    """« Toujours vrai ? » that had their time without an answer: another letter, or a doubt, is due."""
    waited = today - datetime.timedelta(days=settings.GROUPS_REMIND_AFTER_DAYS)
    rows = Asking.objects.filter(kind=AskingKind.STILL_TRUE, closed_at=None, stepped_on__lte=waited)
    awake = LocalGroup.objects.visible().filter(AWAKE, faded_on=None).values("pk")
    return rows.filter(group__in=awake).select_related("group").order_by("pk")


def groups_to_doubt(today: datetime.date) -> QuerySet[Any]:
    """Asked three times in vain, and not confirmed for six months."""
    last_day = today - datetime.timedelta(days=settings.GROUPS_CONFIRM_EVERY_DAYS)
    in_vain = questions_open(today).filter(step__gte=LETTERS).values("group_id")
    rows = with_signs(LocalGroup.objects.filter(pk__in=in_vain, unsure_since=None))
    return rows.filter(said_on__lte=last_day).order_by("pk")


def groups_to_fade(today: datetime.date) -> QuerySet[Any]:
    """« À confirmer » and not confirmed for a year."""
    last_day = today - datetime.timedelta(days=settings.GROUPS_FADE_AFTER_DAYS)
    doubted = LocalGroup.objects.visible().filter(AWAKE, unsure_since__isnull=False, faded_on=None)
    return with_signs(doubted).filter(said_on__lte=last_day).order_by("pk")


def groups_grown_quiet(today: datetime.date) -> QuerySet[Any]:
    """Animated groups without any sign for sixty days, not written to in this spell, nor about their page just now."""
    last_day = today - datetime.timedelta(days=settings.GROUPS_QUIET_AFTER_DAYS)
    mandates = Animator.objects.filter(group=OuterRef("pk"), until=None, user__is_active=True)
    asked = Asking.objects.filter(group=OuterRef("pk"))
    in_spell = asked.filter(kind=AskingKind.QUIET, since__gte=OuterRef("sign_on"))
    about_page = asked.filter(kind=AskingKind.STILL_TRUE, closed_at=None, stepped_on__gt=today - A_MONTH)
    rows = with_signs(LocalGroup.objects.filter(AWAKE, faded_on=None)).filter(Exists(mandates), sign_on__lte=last_day)
    return rows.filter(~Exists(in_spell), ~Exists(about_page)).order_by("pk")


def groups_long_ended(today: datetime.date) -> QuerySet[LocalGroup]:
    """Ended so long ago that nobody can undo it."""
    last_day = today - datetime.timedelta(days=settings.GROUPS_END_UNDO_DAYS)
    return LocalGroup.objects.filter(ended_on__lt=last_day).order_by("pk")


def can_tell(group: LocalGroup) -> bool:
    """May the group still tell in its journal? A resting one wakes by telling; one that has ended tells no more."""
    return group.ended_on is None


def reopens(group: LocalGroup, today: datetime.date, days: int) -> bool:
    """Can the end of the group still be undone?"""
    return group.ended_on is not None and can_reopen(group.ended_on, today, days)
