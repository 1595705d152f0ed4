"""Dates of a group, as pages, panels and prints show them."""

import datetime
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from territoires.groups.models import LocalGroup
from territoires.groups.queries.group_page import public_phone
from territoires.journal.models import Meeting, MeetingVisibility
from territoires.journal.rules import agenda, calendar

PAST_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """One date in words. `facts` are pairs of pictogram and words."""

    meeting: Meeting
    day: str
    hours: str
    facts: list[tuple[str, str]]
    postponed_from: str
    is_today: bool
    is_over: bool
    share: str = ""

    @property
    def cancelled(self) -> bool:
        return self.meeting.cancelled_at is not None


def zone_of_group(group: LocalGroup) -> ZoneInfo:
    """The clock of the group's place."""
    return calendar.zone_of(group.commune.department_id, group.commune_id)


def today_of(group: LocalGroup, now: datetime.datetime) -> datetime.date:
    """What day it is where the group lives."""
    return now.astimezone(zone_of_group(group)).date()


def coming(group: LocalGroup, today: datetime.date, *, inside: bool = False) -> QuerySet[Meeting]:
    """The dates from that day on, cancelled ones too: those for everybody, and inside those between members."""
    rows = Meeting.objects.filter(group=group)
    return (rows.kept() if inside else rows.public()).filter(on__gte=today).order_by("on", "starts_at", "pk")


def past(group: LocalGroup, today: datetime.date) -> QuerySet[Meeting]:
    """The dates for everybody that were held, the newest first."""
    rows = Meeting.objects.public().filter(group=group, on__lt=today, cancelled_at=None)
    return rows.order_by("-on", "-starts_at", "-pk")


def line_of(meeting: Meeting, today: datetime.date) -> Line:
    moved = meeting.postponed_from
    return Line(
        meeting=meeting,
        day=calendar.day_words(meeting.on, today),
        hours=calendar.hours_words(meeting.starts_at, meeting.ends_at),
        facts=facts_of(meeting),
        postponed_from=calendar.day_words(moved, today) if moved else "",
        is_today=meeting.on == today,
        is_over=meeting.on < today,
    )


def facts_of(meeting: Meeting) -> list[tuple[str, str]]:
    """What decides people to come, each with its pictogram."""
    said = [
        (meeting.is_free, "gratuit", _("gratuit")),
        (meeting.with_children, "enfants", _("venez avec vos enfants")),
        (meeting.children_minded, "main", _("enfants gardés sur place")),
        (bool(meeting.interpreter), "langue", _("on parle aussi : %s") % meeting.interpreter),
    ]
    return [(picto, words) for true, picto, words in said if true]


def dated(meeting: Meeting, today: datetime.date) -> agenda.Dated:
    """The date as the texts to paste need it."""
    line = line_of(meeting, today)
    return agenda.Dated(
        day=line.day, hours=line.hours, what=meeting.what, where=meeting.where,
        facts=tuple(words for _picto, words in line.facts), cancelled=line.cancelled,
        postponed_from=line.postponed_from,
    )  # fmt: skip


def texts_group(group: LocalGroup, today: datetime.date) -> agenda.Group:
    """Whose agenda it is, as the texts to paste need it."""
    return agenda.Group(
        name=group.name,
        place=group.commune.name,
        phone=public_phone(group, today),
        address=short_address(group),
    )


def short_address(group: LocalGroup) -> str:
    """The shortest address of the group's page, the one of its posters."""
    return settings.SITE_URL + reverse("handouts:short", args=[group.pk])


def share_text(meeting: Meeting, today: datetime.date) -> str:
    """One date as a message of at most 300 characters, complete in itself, its address included."""
    return agenda.one_date(dated(meeting, today), texts_group(meeting.group, today))


@dataclass(frozen=True)
class MeetingsPage:
    """What everybody reads: the dates to come by month, and a few that were held."""

    lines: list[Line]
    past: list[Line]
    subscribe: str  # the address that a phone hands to its calendar


def page(group: LocalGroup, now: datetime.datetime) -> MeetingsPage:
    today = today_of(group, now)
    whose = texts_group(group, today)
    calendar_address = settings.SITE_URL + reverse("journal:ics", args=[group.slug])
    return MeetingsPage(
        lines=[
            replace(line_of(row, today), share=agenda.one_date(dated(row, today), whose))
            for row in coming(group, today)
        ],
        past=[line_of(row, today) for row in past(group, today)[:PAST_SHOWN]],
        subscribe=f"webcal:{calendar_address.partition(':')[2]}",
    )


@dataclass(frozen=True)
class Desk:
    """The dates for those who announce them; `removed` can be put back for thirty days."""

    lines: list[Line]
    past: list[Line]
    removed: list[Line]


def desk(group: LocalGroup, now: datetime.datetime, *, inside: bool) -> Desk:
    """`inside`: with the dates kept between members."""
    today = today_of(group, now)
    rows = Meeting.objects.filter(group=group)
    if not inside:
        rows = rows.filter(visibility=MeetingVisibility.PUBLIC)
    kept = rows.kept()
    return Desk(
        lines=[line_of(row, today) for row in kept.filter(on__gte=today).order_by("on", "starts_at", "pk")],
        past=[line_of(row, today) for row in kept.filter(on__lt=today).order_by("-on", "-pk")[:PAST_SHOWN]],
        removed=[line_of(row, today) for row in rows.exclude(removed_at=None).order_by("-removed_at")[:PAST_SHOWN]],
    )


def next_lines(group: LocalGroup, now: datetime.datetime, most: int, *, inside: bool = False) -> list[Line]:
    """The nearest dates, for a panel."""
    today = today_of(group, now)
    return [line_of(row, today) for row in coming(group, today, inside=inside)[:most]]
