"""The links of letters: one tap, no account, one purpose, one person, one state of the page, for a while."""

import datetime
import re

import pytest
from django.utils import timezone

from territoires.groups.actions.animators import end_mandate
from territoires.groups.actions.asking import ask_quiet, ask_still_true
from territoires.groups.actions.edit import choose_place
from territoires.groups.enums import Tap
from territoires.groups.permissions.links import make_tap
from territoires.groups.tests.factories import make_animator, make_group
from territoires.groups.tests.life import by
from territoires.kit.actors import CLOCK
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/reponse/[^\s]+")


@pytest.fixture
def group(people):
    group = make_group("Les Tilleuls", last_confirmed_on=timezone.localdate() - datetime.timedelta(days=200))
    make_animator(group, people.animator)
    return group


@pytest.fixture
def asked(group):
    return ask_still_true(group=group, by=CLOCK, now=timezone.now())


@pytest.fixture
def quiet(group):
    return ask_quiet(group=group, by=CLOCK, now=timezone.now())


def link_of(asking, people, purpose=Tap.TRUE, *, days_ago=0) -> str:
    made = timezone.now() - datetime.timedelta(days=days_ago)
    return f"/reponse/{make_tap(purpose=purpose, asking=asking, user=people.animator, now=made)}/"


def test_the_link_of_the_letter_shows_the_page_with_one_large_button_and_changes_nothing(asked, group, visitor):
    text = Letter.objects.get(kind="groups.still_true").text
    path = LINK.search(text).group()
    for _time in range(3):  # a mail program opens links before people do
        answer = visitor.get(path)
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "Oui, tout est vrai" in html
        assert "Quelque chose a changé" in html
    group.refresh_from_db()
    assert group.last_confirmed_on < timezone.localdate()
    assert "no-store" in answer.headers["Cache-Control"]
    assert not visitor.cookies


def test_one_tap_confirms_without_account_and_the_second_finds_it_done(asked, group, people, visitor):
    path = link_of(asked, people)
    answer = visitor.post(path)
    assert (answer.status_code, answer.url) == (302, path)
    group.refresh_from_db()
    assert group.last_confirmed_on == timezone.localdate()
    assert "Merci, c'est noté." in visitor.get(path).content.decode()
    assert visitor.post(path).status_code == 200
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by_id) == ("true", people.animator.pk)


def test_a_link_is_bound_to_the_page_as_it_was(asked, group, people, visitor):
    path = link_of(asked, people)
    choose_place(group=group, version=None, position=(50.7, 3.2), by=by(people.animator), now=timezone.now())
    answer = visitor.post(path, {"version": str(group.version)})
    assert answer.status_code == 409
    assert "a changé cette fiche" in answer.content.decode()
    assert visitor.post(path).status_code == 409
    group.refresh_from_db()
    assert group.last_confirmed_on < timezone.localdate()
    seen = re.search(r'name="version" value="(\d+)"', visitor.get(path).content.decode()).group(1)
    assert int(seen) == group.version
    assert visitor.post(path, {"version": seen}).status_code == 302


def test_a_link_ends_after_a_while_and_with_the_mandate(asked, group, people, visitor):
    late = link_of(asked, people, days_ago=46)
    assert visitor.get(late).status_code == 410
    assert visitor.post(late).status_code == 410
    path = link_of(asked, people)
    assert visitor.get(path).status_code == 200
    end_mandate(animator=group.animators.get(), by=CLOCK, now=timezone.now())
    assert visitor.post(path).status_code == 410
    group.refresh_from_db()
    assert group.last_confirmed_on < timezone.localdate()


@pytest.mark.parametrize("change", ["purpose", "number", "cut", "nothing", "sign"])
def test_a_link_that_we_did_not_sign_leads_nowhere(asked, people, visitor, change):
    token = make_tap(purpose=Tap.TRUE, asking=asked, user=people.animator, now=timezone.now())
    forged = {
        "purpose": token.replace("vrai-", "repos-"),
        "number": re.sub(r"-(\d+)-", lambda found: f"-{int(found.group(1)) + 1}-", token, count=1),
        "cut": token[:-3],
        "nothing": "vrai",
        "sign": token.partition(".")[0] + ".x",
    }[change]
    assert visitor.get(f"/reponse/{forged}/").status_code == 404
    assert visitor.post(f"/reponse/{forged}/").status_code == 404


def test_a_link_serves_one_purpose(quiet, group, people, visitor):
    assert visitor.post(link_of(quiet, people, Tap.HELP)).status_code == 302
    quiet.refresh_from_db()
    group.refresh_from_db()
    assert (quiet.answer, group.stage) == ("help", "confirmed")


@pytest.mark.parametrize(("purpose", "answer"), [(Tap.HELP, "help"), (Tap.BUDDY, "buddy"), (Tap.REST, "rest")])
def test_the_three_ways_out_of_a_quiet_spell(quiet, group, people, visitor, purpose, answer):
    path = link_of(quiet, people, purpose)
    assert path in Letter.objects.get(kind="groups.quiet").text
    assert visitor.get(path).status_code == 200
    assert visitor.post(path).status_code == 302
    quiet.refresh_from_db()
    group.refresh_from_db()
    assert quiet.answer == answer
    assert group.stage == ("asleep" if purpose == Tap.REST else "confirmed")
    assert "Merci, c'est noté." in visitor.get(path).content.decode()


def test_another_site_cannot_tap_for_somebody(asked, people, client, group):
    answer = client.post(link_of(asked, people), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    group.refresh_from_db()
    assert group.last_confirmed_on < timezone.localdate()
