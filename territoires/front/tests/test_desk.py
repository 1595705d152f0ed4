"""« À faire »: everything that waits, oldest first, each with its age and its page; nothing that is somebody else's."""

import datetime

import pytest
from django.utils import timezone

from territoires.atlas.tests.factories import make_resource
from territoires.audit.models import JournalEntry
from territoires.contributions.actions import decide
from territoires.contributions.enums import State
from territoires.groups.models import StageChange
from territoires.groups.tests.desk import by, make_message, make_proposal
from territoires.groups.tests.factories import make_animator, make_commune, make_group
from territoires.mailer.models import Letter

DESK = "/coordination/"
DAY = datetime.timedelta(days=1)


def tasks(client, **asked):
    return [task for _kind, task in client.get(DESK, asked).context["todo"].page.object_list]


def lost_letter(**more) -> Letter:
    told = {
        "kind": "x", "to": "perdue@exemple.fr", "subject": "Bonjour", "text": "…", "state": "failed",
        "created_at": timezone.now() - 4 * DAY, "message_id": "<1@x>",
    }  # fmt: skip
    return Letter.objects.create(**{**told, **more})


def test_what_waits_comes_oldest_first_with_its_age_its_door_and_its_page(coordinator):
    now = timezone.now()
    make_message("coordination", kind="call-back", sent=now - DAY)
    oldest = make_proposal(sent=now - 3 * DAY)
    make_message("coordination", sent=now)
    found = tasks(coordinator)
    assert [task.kind for task in found] == ["group-proposal", "call-back", "message"]
    assert [task.age for task in found] == ["depuis 3 jours", "depuis hier", "aujourd'hui"]
    assert found[0].url == f"/coordination/propositions/{oldest.reference}/"
    html = coordinator.get(DESK).content.decode()
    assert html.index("<h1") < html.index("front-todo") < html.index("groups-desk-nav")
    assert "sur le site, sans compte" in html
    for name in ("Amina", "Leïla", "01 99 00 10 02", "01 99 00 10 03"):
        assert name not in html
    for task in found:
        assert coordinator.get(task.url).status_code == 200


def test_every_kind_of_thing_to_do_is_there(coordinator, people):
    now, today = timezone.now(), timezone.localdate()
    group = make_group("À relire", slug="a-relire", last_confirmed_on=today - 200 * DAY)
    make_group("Relu", slug="relu", last_confirmed_on=today - 10 * DAY)
    make_group("Endormi", slug="endormi", stage="asleep", last_confirmed_on=today - 400 * DAY)
    StageChange.objects.create(
        group=group, from_stage="interested", to_stage="confirmed", at=now, source="call", reason="x",
        next_step="Envoyer la charte", next_on=today - 2 * DAY,
    )  # fmt: skip
    group.follow_ups.create(at=now, channel="phone", agreed=False, said="", next_step="Rappeler", next_on=today)
    group.follow_ups.create(at=now, channel="phone", agreed=False, said="", next_step="Plus tard", next_on=today + DAY)
    left = make_animator(group, people.animator)
    left.until = now
    left.save()
    make_message(f"localgroup:{group.pk}", kind="report", reason="stopped", code="hurts")
    lost_letter()
    found = {(task.kind, task.what) for task in tasks(coordinator)}
    assert found == {
        ("next-step", "Envoyer la charte"), ("next-step", "Rappeler"),
        ("alone", "À relire"), ("report", "À relire, Roubaix"), ("letters", "1 lettre n'a pas pu partir"),
    }  # fmt: skip
    assert "peut blesser quelqu&#x27;un" in coordinator.get(DESK).content.decode()
    for task in tasks(coordinator):
        assert coordinator.get(task.url.split("#")[0]).status_code == 200
    assert [task.kind for task in tasks(coordinator, quoi="letters")] == ["letters"]
    assert len(tasks(coordinator, quoi="n'importe quoi")) == 5


def test_a_groups_messages_are_its_animators_for_seven_days(coordinator, people):
    now = timezone.now()
    animated, alone = make_group("Animé", slug="anime"), make_group("Seul", slug="seul")
    for group in (animated, alone):
        group.last_confirmed_on = timezone.localdate()
        group.save()
    make_animator(animated, people.animator)
    fresh = make_message(f"localgroup:{animated.pk}", sent=now - 6 * DAY)
    make_message(f"localgroup:{animated.pk}", sent=now - 8 * DAY)
    make_message(f"localgroup:{alone.pk}", sent=now)
    found = tasks(coordinator)
    assert [(task.what, task.notes) for task in found] == [
        ("Animé, Roubaix", ["le groupe n'a pas répondu en sept jours"]),
        ("Seul, Roubaix", ["personne n'anime ce groupe"]),
    ]
    assert coordinator.get(f"/espace/messages/{fresh.reference}/").status_code == 404


def test_what_is_decided_or_withdrawn_waits_no_longer(coordinator, people):
    message = make_message("coordination")
    decide(
        contribution=message, state=State.DONE, version=message.version, now=timezone.now(), by=by(people.coordinator)
    )
    assert tasks(coordinator) == []
    assert "Tout est fait" in coordinator.get(DESK).content.decode()


def test_a_lost_letter_leaves_the_list_once_seen(coordinator):
    letter, other = lost_letter(), lost_letter(message_id="<2@x>", subject="Autre")
    assert "perdue@exemple.fr" in coordinator.get("/coordination/lettres/").content.decode()
    coordinator.post(f"/coordination/lettres/{letter.pk}/vue/")
    assert [task.what for task in tasks(coordinator)] == ["1 lettre n'a pas pu partir"]
    coordinator.post(f"/coordination/lettres/{other.pk}/vue/")
    assert tasks(coordinator) == []
    assert JournalEntry.objects.filter(verb="front.see_letter").count() == 2
    assert coordinator.post("/coordination/lettres/999/vue/").status_code == 404


def test_a_long_list_has_pages_without_hole_nor_double(coordinator):
    start = timezone.now() - 100 * DAY
    make_commune()
    for number in range(35):
        make_message("coordination", sent=start + number * DAY)
        make_resource(last_confirmed_on=(start + number * DAY).date() - 183 * DAY)
    first, second, third = (tasks(coordinator, page=str(number)) for number in (1, 2, 3))
    everything = [*first, *second, *third]
    assert (len(first), len(second), len(third)) == (30, 30, 10)
    for kind in ("message", "to-confirm"):
        ages = [task.since for task in everything if task.kind == kind]
        assert ages == sorted(ages)
    assert [task.kind for task in everything] == ["message"] * 35 + ["to-confirm"] * 35  # people wait, pages do not
    assert len({task.url for task in everything}) == 70


@pytest.mark.parametrize("many", [10, 200])
def test_the_desk_asks_the_database_as_often_whatever_waits(coordinator, django_assert_num_queries, many):
    group = make_group(last_confirmed_on=datetime.date(2020, 1, 1))
    for number in range(many):
        make_message(f"localgroup:{group.pk}", sent=timezone.now() - DAY)
        make_group(f"G{number}", slug=f"g{number}", last_confirmed_on=datetime.date(2020, 1, 1))
        group.follow_ups.create(at=timezone.now(), channel="phone", agreed=False, said="", next_on=timezone.localdate())
    lost_letter()
    coordinator.get(DESK)
    with django_assert_num_queries(32):
        coordinator.get(DESK)


@pytest.mark.parametrize("who", ["relay", "animator", "delegate"])
@pytest.mark.parametrize("address", [DESK, "/coordination/lettres/", "/coordination/equipe/referents/"])
def test_the_desk_is_for_the_coordination(request, who, address):
    assert request.getfixturevalue(who).get(address).status_code == 403


def test_the_administration_may_do_what_the_coordination_does(administrator):
    make_message("coordination")
    assert len(tasks(administrator)) == 1
