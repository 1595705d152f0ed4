"""What other programs read: parsed back by their own readers."""

import datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from territoires.groups.tests.factories import make_animator, make_group
from territoires.journal.actions import meetings as verbs
from territoires.journal.tests.dates import in_days, make_entry, make_meeting
from territoires.kit.actors import VISITOR
from territoires.places.models import Commune, Department

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def group(people):
    alma = make_group("Alma & <cie>", slug="alma")
    make_animator(alma, people.animator)
    return alma


def atom(client, group) -> ElementTree.Element:
    answer = client.get(reverse("journal:atom", args=[group.slug]))
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def ics(client, group) -> Calendar:
    answer = client.get(reverse("journal:ics", args=[group.slug]))
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


class TestAtom:
    def test_news_with_what_a_reader_needs(self, visitor, group, settings):
        settings.SITE_URL = "https://exemple.fr"
        entry = make_entry(group, "On a planté des bulbes. Les enfants ont creusé & <semé>.")
        feed = atom(visitor, group)
        assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "fr"
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Alma & <cie>"
        links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == feed.findtext(f"{ATOM}id") == "https://exemple.fr/groupes/alma/journal.atom"
        (one,) = feed.findall(f"{ATOM}entry")
        assert one.findtext(f"{ATOM}id") == f"tag:exemple.fr,2026:nouvelle/{entry.key}"
        assert one.find(f"{ATOM}link").attrib["href"] == f"https://exemple.fr/groupes/alma/journal/{entry.key}/"
        assert "creusé & <semé>" in one.findtext(f"{ATOM}content")
        assert datetime.datetime.fromisoformat(one.findtext(f"{ATOM}updated")).tzinfo is not None

    def test_only_what_everybody_may_read(self, visitor, group):
        make_entry(group, "PUBLIC")
        make_entry(group, "RESEAU", visibility="network")
        make_entry(group, "GROUPE", visibility="group")
        make_entry(group, "BROUILLON", status="draft")
        make_entry(group, "EXPIRE", agreed_until=in_days(-1))
        make_entry(group, "RETIRE", status="withdrawn", withdrawn_at=timezone.now())
        said = ElementTree.tostring(atom(visitor, group), encoding="unicode")
        assert "PUBLIC" in said
        assert not any(word in said for word in ("RESEAU", "GROUPE", "BROUILLON", "EXPIRE", "RETIRE"))

    def test_a_withdrawn_entry_is_gone_at_the_next_request(self, visitor, group):
        entry = make_entry(group)
        assert atom(visitor, group).findall(f"{ATOM}entry")
        entry.status, entry.withdrawn_at = "withdrawn", timezone.now()
        entry.save()
        assert not atom(visitor, group).findall(f"{ATOM}entry")

    def test_an_empty_journal_is_a_good_feed_that_does_not_move(self, visitor, group):
        first = ElementTree.tostring(atom(visitor, group))
        assert first == ElementTree.tostring(atom(visitor, group))
        assert atom(visitor, group).findtext(f"{ATOM}updated")


class TestCalendar:
    def test_a_date_as_calendars_read_it(self, visitor, group):
        meeting = make_meeting(group, ends_at=datetime.time(20), is_free=True, what="Café, goûter ; et\nmusique")
        made = ics(visitor, group)
        (event,) = made.walk("VEVENT")
        assert str(event["uid"]).startswith(str(meeting.uid))
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert start.tzinfo.key == "Europe/Paris"
        assert (start.date(), start.hour, end.hour) == (meeting.on, 18, 20)
        assert str(event["summary"]) == "Café, goûter ; et\nmusique"
        assert str(event["location"]) == "École Pasteur, Roubaix"
        assert event["status"] == "CONFIRMED"
        assert "gratuit" in event["description"]
        assert [str(zone["tzid"]) for zone in made.walk("VTIMEZONE")] == ["Europe/Paris"]

    def test_a_change_keeps_the_uid_and_counts_one_more(self, visitor, group):
        meeting = make_meeting(group)
        (before,) = ics(visitor, group).walk("VEVENT")
        verbs.change_meeting(meeting=meeting, version=None, changes={"on": in_days(12)}, by=VISITOR, now=timezone.now())
        (after,) = ics(visitor, group).walk("VEVENT")
        assert before["uid"] == after["uid"]
        assert (before["sequence"], after["sequence"]) == (0, 1)
        assert after.decoded("dtstart").date() == in_days(12)
        assert "Reporté" in after["description"]

    def test_a_cancelled_date_is_marked_and_a_removed_one_is_gone(self, visitor, group):
        meeting = make_meeting(group)
        verbs.cancel_meeting(meeting=meeting, by=VISITOR, now=timezone.now())
        (event,) = ics(visitor, group).walk("VEVENT")
        assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
        assert str(event["summary"]).startswith("ANNULÉ")
        verbs.remove_meeting(meeting=meeting, by=VISITOR, now=timezone.now())
        assert not ics(visitor, group).walk("VEVENT")

    def test_dates_between_members_are_in_no_calendar(self, visitor, animator, group):
        make_meeting(group, visibility="group")
        for client in (visitor, animator):
            assert not ics(client, group).walk("VEVENT")

    @pytest.mark.parametrize(
        ("department", "zone", "offset"),
        [("974", "Indian/Reunion", 4), ("971", "America/Guadeloupe", -4), ("973", "America/Cayenne", -3)],
    )
    def test_across_the_seas_the_clock_is_that_of_the_place(self, visitor, group, department, zone, offset):
        far = Department.objects.get(pk="59")
        far.pk, far.slug = department, f"departement-{department}"
        far.save(force_insert=True)
        group.commune = Commune.objects.create(
            insee=f"{department}11", name="Là-bas", kind="COM", department=far, lat=0, lon=0, point_origin="m"
        )
        group.save()
        make_meeting(group, on=datetime.date(2026, 12, 15))
        (event,) = ics(visitor, group).walk("VEVENT")
        start = event.decoded("dtstart")
        assert start.tzinfo.key == zone
        assert (start.hour, start.utcoffset()) == (18, datetime.timedelta(hours=offset))

    def test_summer_and_winter_keep_the_hour_said(self, visitor, group):
        for day in (datetime.date(2027, 3, 27), datetime.date(2027, 3, 29)):
            make_meeting(group, on=day)
        starts = [event.decoded("dtstart") for event in ics(visitor, group).walk("VEVENT")]
        assert [start.hour for start in starts] == [18, 18]
        assert [start.utcoffset() for start in starts] == [datetime.timedelta(hours=1), datetime.timedelta(hours=2)]


@pytest.mark.parametrize("name", ["groups:group_page", "journal:entries", "journal:meetings", "journal:agenda"])
def test_both_feeds_are_found_from_the_pages(visitor, group, name):
    make_meeting(group)
    page = visitor.get(reverse(name, args=[group.slug])).content.decode()
    for feed, kind in (("atom", "application/atom+xml"), ("ics", "text/calendar")):
        address = reverse(f"journal:{feed}", args=[group.slug])
        assert f'<link rel="alternate" type="{kind}" href="{address}"' in page


def test_the_words_to_subscribe(visitor, group):
    make_meeting(group)
    page = visitor.get(reverse("journal:meetings", args=[group.slug])).content.decode()
    assert "S'abonner aux dates" in page
    assert 'href="webcal://' in page


class TestAgendaToPaste:
    def test_public_facts_for_everybody_the_rest_for_those_who_animate(self, visitor, animator, group):
        make_meeting(group)
        make_meeting(group, what="Réunion à nous", visibility="group")
        make_meeting(group, days=40, what="Trop loin")
        make_entry(group)
        make_entry(group, "Entre nous", visibility="group")
        public = visitor.get(reverse("journal:agenda", args=[group.slug])).content.decode()
        inside = animator.get(reverse("journal:space_agenda", args=[group.slug])).content.decode()
        for page in (public, inside):
            assert "Café des parents" in page
            assert "planté des bulbes" in page
            assert "readonly" in page
            assert "https://wa.me/?text=" in page
            assert "sms:?&amp;body=" in page
            assert "Trop loin" not in page
        assert "Réunion à nous" not in public
        assert "Entre nous" not in public
        assert "Réunion à nous" in inside
        assert "Entre nous" in inside

    def test_the_coordination_does_not_read_what_stays_inside(self, coordinator, group):
        assert coordinator.get(reverse("journal:space_agenda", args=[group.slug])).status_code == 403

    def test_the_page_of_the_group_offers_it_when_there_is_something(self, visitor, group):
        page = reverse("groups:group_page", args=[group.slug])
        assert "Agenda à coller" not in visitor.get(page).content.decode()
        make_meeting(group)
        assert "Agenda à coller" in visitor.get(page).content.decode()
