"""The journal in plain French, for the coordination."""

import ast
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import territoires
from territoires.audit import words
from territoires.audit.actions import record
from territoires.audit.queries import entries, entries_since
from territoires.kit.actors import CLOCK, INSTALLER, VISITOR, Actor

PAGE = "/coordination/journal/"
NOW = timezone.now()


def write(verb="groups.move_stage", thing="localgroup:12", by=CLOCK):
    return record(verb=verb, thing=thing, by=by, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["animator", "delegate", "relay"])
def test_volunteers_do_not_read_it(request, who):
    assert request.getfixturevalue(who).get(PAGE).status_code == 403


@pytest.mark.django_db
def test_visitors_are_sent_to_the_door(visitor):
    assert visitor.get(PAGE)["Location"].startswith("/connexion/?next=")


@pytest.mark.django_db
def test_it_says_who_did_what_on_what(coordinator, people):
    write(by=Actor("user", people.animator.pk))
    write(verb="contributions.send", thing="contribution:4", by=VISITOR)
    write(verb="contributions.purge", thing="contributions", by=CLOCK)
    write(verb="networks.load_networks", thing="networks", by=INSTALLER)
    page = coordinator.get(PAGE).content.decode().replace("&#x27;", "'")
    for said in (
        "Sophie",
        "a changé l'étape",
        "groupe local n° 12",
        "une personne sans compte",
        "l'horloge",
        "l'installation",
    ):
        assert said in page


@pytest.mark.django_db
def test_it_can_be_read_for_one_thing(coordinator):
    write(thing="localgroup:12")
    write(thing="localgroup:13", verb="groups.hide_group")
    page = coordinator.get(f"{PAGE}?sur=localgroup:12").content.decode()
    assert "n° 12" in page
    assert "n° 13" not in page
    assert "Tout montrer" in page


@pytest.mark.django_db
def test_it_has_pages_and_odd_numbers_are_no_trouble(coordinator):
    for _ in range(51):
        write()
    first = coordinator.get(PAGE).content.decode()
    assert "Page 1 sur 2" in first
    assert first.count("groupe local n° 12") == 50
    for odd in ("2", "99", "0", "-1", "abc", "²", "", "1e9"):
        assert coordinator.get(f"{PAGE}?page={odd}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("thing", ["", "x", "localgroup:", ":::", "é" * 500, "<script>", "\x00"])
def test_odd_things_show_an_empty_list(coordinator, thing):
    page = coordinator.get(PAGE, {"sur": thing})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()


@pytest.mark.django_db
def test_a_longer_page_asks_no_more_of_the_database(coordinator, people):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            coordinator.get(PAGE)
        return len(captured)

    write(by=Actor("user", people.animator.pk))
    questions()
    few = questions()
    for name in ("animator", "delegate", "relay", "administrator"):
        write(by=Actor("user", getattr(people, name).pk))
    assert questions() == few


@pytest.mark.django_db
def test_reads_by_person_context_and_moment():
    mine, other = write(by=Actor("user", 7)), write(verb="accounts.invite", by=Actor("user", 8))
    assert list(entries(actor_id=7)) == [mine]
    assert list(entries(context="accounts")) == [other]
    assert entries_since(NOW).count() == 2


def verbs_in_the_code():
    """`verb="…"` anywhere, and in the actions of a context any "context.verb" handed on to a helper."""
    root = Path(territoires.__file__).parent
    for path in root.rglob("*.py"):
        context = path.relative_to(root).parts[0]
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        handed_on = context != "accounts" and "actions" in str(path.relative_to(root))
        verb = re.compile(rf"{context}\.(?!json)[a-z_]*[a-z]")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
                yield node.value.value
            elif handed_on and isinstance(node, ast.Constant) and verb.fullmatch(str(node.value)):
                yield node.value


def test_every_verb_of_the_code_has_its_words():
    used = set(verbs_in_the_code())
    assert len(used) > 20
    missing = sorted(used - set(words.VERBS))
    assert not missing, f"add to territoires/audit/words.py: {missing}"


def test_an_unknown_verb_is_shown_as_it_stands():
    assert words.verb_in_words("old.verb") == "old.verb"
    assert words.thing_in_words("oldthing:3") == "oldthing n° 3"
    assert words.thing_in_words("coordination") == "coordination"
