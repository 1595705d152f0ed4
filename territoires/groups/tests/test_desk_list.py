"""The coordination's list of groups: found, filtered, taken away without anybody's contact."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from territoires.audit.models import JournalEntry
from territoires.groups.models import LocalGroup
from territoires.groups.tests.desk import make_network
from territoires.groups.tests.factories import make_animator, make_commune, make_group

LIST, TABLE = "/coordination/groupes/", "/coordination/groupes/tableau/"


def found(client, **asked) -> list[str]:
    return [group.name for group in client.get(LIST, asked).context["found"].page.object_list]


@pytest.fixture
def some(people):
    """Four groups, each remarkable for one thing."""
    network = make_network()
    today = timezone.localdate()
    make_animator(make_group("Alma", last_confirmed_on=today), people.animator)
    make_group("Béthanie", "Lille", slug="bethanie", stage="interested", shown=False).networks.add(network)
    make_animator(make_group("Canal", "Tourcoing", last_confirmed_on=datetime.date(2020, 1, 1)), people.animator)
    make_group("Dune", "Dunkerque", stage="asleep", last_confirmed_on=datetime.date(2020, 1, 1))


def test_groups_are_found_by_words_stage_place_network_and_need(coordinator, some):
    assert found(coordinator) == ["Alma", "Béthanie", "Canal", "Dune"]
    assert found(coordinator, q="BETHANIE") == ["Béthanie"]
    assert found(coordinator, q="dunker") == ["Dune"]
    assert found(coordinator, q="59512") == ["Alma"]
    assert found(coordinator, etape="interested") == ["Béthanie"]
    assert found(coordinator, reseau="acepp") == ["Béthanie"]
    assert found(coordinator, departement="59") == ["Alma", "Béthanie", "Canal", "Dune"]
    assert found(coordinator, a_confirmer="1") == ["Canal"]
    assert found(coordinator, sans_animation="on") == ["Béthanie", "Dune"]
    assert found(coordinator, montre="non") == ["Béthanie"]
    assert found(coordinator, q="rien de tel") == []


def test_odd_filters_are_left_aside(coordinator, some):
    for asked in ({"etape": "volé"}, {"departement": "999"}, {"reseau": "\u200b"}, {"page": "abc"}, {"page": "99"}):
        assert len(found(coordinator, **asked)) == 4


def test_a_long_list_has_pages_that_keep_the_filters(coordinator):
    for number in range(45):
        make_group(f"Groupe {number:02}", slug=f"groupe-{number}")
    html = coordinator.get(LIST, {"etape": "confirmed"}).content.decode()
    assert "45 groupes" in html
    assert "etape=confirmed&amp;page=2" in html


@pytest.mark.parametrize("many", [10, 200])
def test_the_list_asks_the_database_as_often_whatever_its_length(coordinator, django_assert_num_queries, many):
    network = make_network()
    for number in range(many):
        make_group(f"Groupe {number}", slug=f"groupe-{number}").networks.add(network)
    coordinator.get(LIST)
    with django_assert_num_queries(10):
        coordinator.get(LIST, {"q": "groupe"})


DANGEROUS = ("=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")", "＝1+1", " =1")  # fmt: skip


def test_the_table_has_no_formula_no_contact_and_opens_in_a_spreadsheet(coordinator):
    for number, name in enumerate(DANGEROUS):
        make_group(name, slug=f"g{number}", phone="01 99 00 10 04", who_answers="Sophie")
    answer = coordinator.post(TABLE)
    body = b"".join(answer.streaming_content)
    assert body.startswith("\ufeff".encode())
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(DANGEROUS) + 1
    for cell in [cell for row in rows for cell in row]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell
    assert {row[0] for row in rows[1:]} == {f"'{name}" for name in DANGEROUS}
    assert "01 99" not in body.decode()
    assert "Sophie" not in body.decode()


def test_taking_the_table_is_a_button_that_the_journal_notes(coordinator):
    make_group()
    page = coordinator.get(TABLE, {"etape": "confirmed"})
    assert "Télécharger le tableau" in page.content.decode()
    assert not JournalEntry.objects.filter(verb="groups.export_groups").exists()
    coordinator.post(TABLE, {"etape": "confirmed"})
    assert JournalEntry.objects.get(verb="groups.export_groups").detail == {"filters": ["etape"]}


def test_the_table_follows_the_filters(coordinator, some):
    body = b"".join(coordinator.post(TABLE, {"etape": "interested"}).streaming_content).decode()
    assert "Béthanie" in body
    assert "Alma" not in body


@pytest.mark.parametrize("address", [LIST, TABLE, "/coordination/groupes/nouveau/", "/coordination/groupes/alma/"])
@pytest.mark.parametrize("who", ["relay", "animator", "delegate"])
def test_the_desk_is_for_the_coordination(request, who, address):
    client = request.getfixturevalue(who)
    group = make_group("Alma", slug="alma")
    make_animator(group, client.user)
    assert client.get(address).status_code == 403
    assert client.post(address).status_code in (403, 405)


def test_a_visitor_is_asked_to_sign_in(db, visitor):
    answer = visitor.get(LIST)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/")


def test_a_group_is_written_down_by_hand(coordinator):
    make_commune()
    told = {
        "name": "Les voisins",
        "commune": "Roubaix",
        "stage": "interested",
        "source": "meeting",
        "shown_how": "aloud",
    }
    answer = coordinator.post("/coordination/groupes/nouveau/", told)
    group = LocalGroup.objects.get()
    assert answer["Location"] == f"/coordination/groupes/{group.slug}/"
    assert (group.name, group.stage, group.shown_since) == ("Les voisins", "interested", None)
    refused = coordinator.post("/coordination/groupes/nouveau/", {**told, "stage": "confirmed"})
    assert refused.status_code == 422
    assert "un groupe confirmé est toujours montré" in refused.content.decode()
    assert coordinator.post("/coordination/groupes/nouveau/", {}).status_code == 422


@pytest.mark.parametrize("many", [2, 60])
def test_the_file_of_a_group_asks_the_database_as_often_whatever_its_history(
    coordinator, people, django_assert_num_queries, many
):
    group = make_group()
    for number in range(many):
        group.stage_changes.create(
            from_stage="interested" if number % 2 else "asleep", to_stage="asleep" if number % 2 else "interested",
            at=timezone.now(), by=people.coordinator, source="call", reason="x",
        )  # fmt: skip
        group.follow_ups.create(at=timezone.now(), by=people.coordinator, channel="phone", said="x", agreed=True)
    coordinator.get(f"/coordination/groupes/{group.slug}/")
    with django_assert_num_queries(29):
        coordinator.get(f"/coordination/groupes/{group.slug}/")
