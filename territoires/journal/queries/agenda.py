"""« Agenda à coller »: what a group can paste in a messaging group, ready as it is."""

import datetime
from dataclasses import dataclass

from territoires.groups.models import LocalGroup
from territoires.journal.models import Entry
from territoires.journal.queries.meetings import coming, dated, texts_group, today_of
from territoires.journal.rules import agenda, calendar

DAYS, NEWS_DAYS, NEWS = 30, 60, 3


@dataclass(frozen=True)
class Agenda:
    """Two texts, complete in themselves: `whole` for a messaging group, `short` for a text message."""

    whole: str
    short: str
    empty: bool


def agenda_of(group: LocalGroup, now: datetime.datetime, *, inside: bool = False) -> Agenda:
    """The dates of the next thirty days and the last news. Only what everybody may read, unless `inside`."""
    today = today_of(group, now)
    rows = coming(group, today, inside=inside).filter(on__lte=today + datetime.timedelta(days=DAYS))
    dates = [dated(row, today) for row in rows]
    news = [_news(entry, today) for entry in _entries(group, today, inside)]
    whose = texts_group(group, today)
    return Agenda(
        whole=agenda.whole_agenda(whose, dates, news),
        short=agenda.short_agenda(whose, dates, news),
        empty=not dates and not news,
    )


def _entries(group: LocalGroup, today: datetime.date, inside: bool) -> list[Entry]:
    rows = Entry.objects.published(today) if inside else Entry.objects.public(today)
    recent = rows.filter(group=group, happened_on__gt=today - datetime.timedelta(days=NEWS_DAYS)).exclude(words="")
    return list(recent.order_by("-happened_on", "-pk")[:NEWS])


def _news(entry: Entry, today: datetime.date) -> agenda.News:
    return agenda.News(day=calendar.day_words(entry.happened_on, today), words=entry.words)


def has_something_to_say(group: LocalGroup, now: datetime.datetime) -> bool:
    """False for a group with neither a date nor news: nobody is offered an empty text."""
    today = today_of(group, now)
    return coming(group, today).exists() or Entry.objects.public(today).filter(group=group).exists()
