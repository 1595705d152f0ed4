"""What other programs read of a group: its news as Atom, its dates as iCalendar. Public facts only."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from territoires.groups.models import LocalGroup
from territoires.journal.models import Entry, Meeting
from territoires.journal.queries.meetings import facts_of, today_of, zone_of_group
from territoires.journal.rules import calendar
from territoires.journal.rules.entries import headline
from territoires.kit.context_processors import NAME, SHORT_NAME
from territoires.kit.words import in_words

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES, PAST_DAYS = 40, 365
CLOCK_YEARS = 4  # how far the clock of a place is told: farther than the farthest date
ElementTree.register_namespace("", ATOM)


def absolute(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def journal_atom(group: LocalGroup, now: datetime.datetime) -> bytes:
    """The newest public entries. A withdrawn one is simply no longer there; words only, so that no picture of a person
    goes on living in somebody's reader."""
    rows = Entry.objects.public(today_of(group, now)).filter(group=group)
    entries = list(rows.order_by("-published_at", "-pk")[:ENTRIES])
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "fr"})
    page, itself = absolute("groups:group_page", group.slug), absolute("journal:atom", group.slug)
    _add(feed, "id", itself)
    _add(feed, "title", _("Le journal de « %s »") % group.name)
    _add(feed, "subtitle", group.summary or _("Un groupe local autour de l'école, à %s.") % group.commune.name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=itself)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    _add(_add(feed, "author"), "name", group.name)
    _add(feed, "generator", NAME)
    _add(feed, "updated", _stamp(max([row.updated_at for row in entries], default=group.created_at)))
    for entry in entries:
        _add_entry(feed, entry, group)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="utf-8")


def _add_entry(feed: ElementTree.Element, entry: Entry, group: LocalGroup) -> None:
    one = _add(feed, "entry")
    said = headline(entry.words) or _("Une nouvelle du groupe")
    _add(one, "id", f"tag:{_host()},2026:nouvelle/{entry.key}")
    _add(one, "title", said)
    _add(one, "link", rel="alternate", type="text/html", href=absolute("journal:entry", group.slug, entry.key))
    _add(one, "published", _stamp(entry.published_at or entry.created_at))
    _add(one, "updated", _stamp(entry.updated_at))
    day = in_words(entry.happened_on)
    _add(one, "content", "\n\n".join(part for part in (day[:1].upper() + day[1:], entry.words) if part), type="text")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _stamp(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def meetings_ics(group: LocalGroup, now: datetime.datetime) -> bytes:
    """The dates of the last year and all those to come, on the clock of the group's place, with what a calendar needs
    to know of that clock. A date that changed keeps its UID and counts one more in SEQUENCE."""
    today = today_of(group, now)
    since = today - datetime.timedelta(days=PAST_DAYS)
    rows = Meeting.objects.public().filter(group=group, on__gte=since).order_by("on", "starts_at", "pk")
    made = Calendar()
    made.add("prodid", f"-//{SHORT_NAME}//journal//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Les rencontres de « %s »") % group.name)
    made.add("x-wr-timezone", str(zone_of_group(group)))
    made.add("refresh-interval", datetime.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for meeting in rows:
        made.add_component(_event(meeting, group))
    made.add_missing_timezones(datetime.date(since.year, 1, 1), datetime.date(today.year + CLOCK_YEARS, 1, 1))
    return made.to_ical()


def _event(meeting: Meeting, group: LocalGroup) -> Event:
    zone, cancelled = zone_of_group(group), meeting.cancelled_at is not None
    event = Event()
    event.add("uid", f"{meeting.uid}@{_host()}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at.astimezone(datetime.UTC))
    event.add("dtstart", calendar.moment(meeting.on, meeting.starts_at, zone))
    if meeting.ends_at:
        event.add("dtend", calendar.moment(meeting.on, meeting.ends_at, zone))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event["summary"] = vText(_("ANNULÉ : %s") % meeting.what if cancelled else meeting.what)
    event["location"] = vText(f"{meeting.where}, {group.commune.name}")
    told = [group.name, ", ".join(words for _picto, words in facts_of(meeting))]
    if meeting.postponed_from:
        told.append(_("Reporté : c'était le %s.") % in_words(meeting.postponed_from))
    event["description"] = vText("\n".join(part for part in told if part))
    event.add("url", absolute("journal:meetings", group.slug))
    return event
