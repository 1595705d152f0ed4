"""The letter of Monday: one a week for each person, only when something waits, and one tap to stop it."""

import datetime
import re

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from territoires.front.clock import send_mondays
from territoires.groups.models import Asking, MondayPause
from territoires.groups.tests.desk import make_delegate, make_message, make_network
from territoires.groups.tests.factories import make_group
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)  # 7 h in Paris
WEEK = datetime.timedelta(days=7)


def silent(name: str, slug: str):
    group = make_group(name, slug=slug, last_confirmed_on=datetime.date(2026, 2, 20))
    day = datetime.date(2026, 2, 1)
    Asking.objects.create(group=group, kind="quiet", since=day, opened_on=day, stepped_on=day)
    return group


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind="front.monday").order_by("pk"))


def test_nothing_waits_nothing_leaves(people):
    assert people.coordinator
    assert send_mondays(MONDAY) == 0
    assert letters() == []


def test_one_letter_says_what_waits_and_whom_to_call_without_any_persons_name(people):
    assert people.coordinator
    make_message("coordination", sent=MONDAY - WEEK)
    silent("Les Tilleuls", "tilleuls")
    for _run in range(3):
        send_mondays(MONDAY)
    send_mondays(MONDAY + datetime.timedelta(days=3))
    (letter,) = letters()
    assert letter.to == people.coordinator.email
    for words in ("Messages : 1", "Les Tilleuls, Roubaix. Sans nouvelles", "/espace/a-appeler/"):
        assert words in letter.text
    for name in ("Leïla", "leila@exemple.fr", "None", "{"):
        assert name not in letter.text
    send_mondays(MONDAY + WEEK)
    assert len(letters()) == 2


def test_a_delegate_reads_of_the_groups_of_the_network_only(people):
    network = make_network()
    make_delegate(network, people.delegate)
    silent("Le leur", "le-leur").networks.add(network)
    silent("Un autre", "autre")
    send_mondays(MONDAY)
    (letter,) = [letter for letter in letters() if letter.to == people.delegate.email]
    assert "Le leur" in letter.text
    assert "Un autre" not in letter.text


def test_the_link_at_its_end_stops_it_and_takes_it_up_again(people, visitor):
    assert people.coordinator
    silent("Les Tilleuls", "tilleuls")
    send_mondays(MONDAY)
    path = re.search(r"/lettre-du-lundi/\S+", letters()[0].text).group()
    assert "Vous la recevez." in visitor.get(path).content.decode()
    assert not MondayPause.objects.exists()
    assert visitor.post(path, {"wanted_word": "non"}).status_code == 302
    assert "Vous ne la recevez plus." in visitor.get(path).content.decode()
    assert send_mondays(MONDAY + WEEK) == 0
    assert visitor.post(path, {"wanted_word": "oui"}).status_code == 302
    assert send_mondays(MONDAY + WEEK) == 1
    assert visitor.post(path, {"wanted_word": "peut-être"}).status_code == 422
    assert visitor.get(path[:-4] + "/").status_code == 404


def test_the_same_from_ones_own_space(coordinator, animator, delegate):
    page = "/espace/lettre-du-lundi/"
    assert animator.get(page).status_code == 403
    assert coordinator.post(page, {"wanted_word": "non"}).status_code == 302
    assert MondayPause.objects.filter(user=coordinator.user).exists()
    assert "La recevoir de nouveau" in coordinator.get(page).content.decode()
    make_delegate(make_network(), delegate.user)
    assert "La lettre du lundi" in delegate.get("/espace/").content.decode()


def test_the_clock_writes_on_mondays_and_catches_up_after_a_stop():
    line = next(line for line in import_string(settings.SCHEDULE) if line.name == "front.send_mondays")
    due = line.due_after(MONDAY + datetime.timedelta(hours=1))
    assert due.date() == datetime.date(2026, 3, 9)
    assert line.due_after(MONDAY - datetime.timedelta(hours=1)).date() == datetime.date(2026, 3, 2)
    for days in range(1, 7):
        assert line.due_after(MONDAY + datetime.timedelta(days=days)).date() == datetime.date(2026, 3, 9)
