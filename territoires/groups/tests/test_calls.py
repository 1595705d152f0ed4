"""« Qui appeler cette semaine », « toujours vrai ? » to several, who could accompany whom, the table to take away."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from territoires.audit.models import JournalEntry
from territoires.groups.actions.asking import answer_quiet, ask_quiet
from territoires.groups.actions.follow_ups import add_note
from territoires.groups.enums import AskingAnswer
from territoires.groups.models import Asking, Buddy
from territoires.groups.queries.calls import calls_for
from territoires.groups.tests.desk import make_delegate, make_network
from territoires.groups.tests.factories import make_animator, make_group
from territoires.groups.tests.life import by, day, lively, on
from territoires.kit.actors import CLOCK
from territoires.mailer.models import Letter
from territoires.vocabulary.models import Theme

pytestmark = pytest.mark.django_db
NOW = on(300)


def reasons(user, now=NOW) -> list[tuple[str, str]]:
    return [(call.group.name, call.reason) for call in calls_for(user, now)]


def silent(people, name, days, **facts):
    """A group whose quiet letter has stayed without answer since so many days before NOW."""
    group = lively(people, name, last_confirmed_on=day(290), animated=False, **facts)
    opened = timezone.localdate(NOW) - datetime.timedelta(days=days)
    Asking.objects.create(group=group, kind="quiet", since=opened, opened_on=opened, stepped_on=opened)
    return group


def asks(people, name, answer=AskingAnswer.HELP, days=2):
    group = lively(people, name)
    asking = ask_quiet(group=group, by=CLOCK, now=on(60))
    at = NOW - datetime.timedelta(days=days)
    answer_quiet(asking=asking, answer=answer, version=group.version, by=by(people.animator), now=at)
    group.last_confirmed_on = day(290)
    group.save()
    return group


def test_each_reason_is_a_fact_said_in_one_sentence_those_who_ask_first(people):
    lively(people, "Pas relu", animated=False, last_confirmed_on=day(0))
    silent(people, "Silence", 20)
    alone = lively(people, "Seul", last_confirmed_on=day(290))
    alone.animators.update(until=on(280))
    asks(people, "Aide")
    step = lively(people, "Suite", last_confirmed_on=day(290))
    add_note(group=step, by=by(people.coordinator), now=on(280), next_step="Rappeler", next_on=day(299))
    found = calls_for(people.coordinator, NOW)
    assert [(call.group.name, call.reason) for call in found] == [
        ("Aide", "help"), ("Suite", "step"), ("Seul", "alone"), ("Silence", "silent"), ("Pas relu", "unsure"),
    ]  # fmt: skip
    assert [call.called_on for call in found] == [None, day(280), None, None, None]
    for call in found:
        assert call.sentence.endswith(".")
        assert "2026" in call.sentence


def test_a_call_noted_in_the_log_takes_the_group_away(people):
    groups = [asks(people, "Aide"), silent(people, "Silence", 20)]
    assert len(reasons(people.coordinator)) == 2
    for group in groups:
        add_note(group=group, by=by(people.coordinator), now=NOW, said="Bonjour", agreed=True)
    assert reasons(people.coordinator) == []
    later = NOW + datetime.timedelta(days=31)
    assert [name for name, reason in reasons(people.coordinator, later)] == ["Silence"]


def test_at_most_ten_and_no_more_once_ten_were_called_in_the_week(people):
    groups = [silent(people, f"Groupe {number:02}", 20 + number) for number in range(14)]
    assert len(reasons(people.coordinator)) == 10
    for group in groups[4:]:
        add_note(group=group, by=by(people.coordinator), now=NOW)
    assert reasons(people.coordinator) == []
    monday = NOW + datetime.timedelta(days=(7 - NOW.weekday()))
    assert len(reasons(people.coordinator, monday)) == 4


def test_a_fresh_letter_a_rest_and_an_end_are_left_in_peace(people):
    silent(people, "Récent", 5, slug="recent")
    silent(people, "Repos", 20, stage="asleep")
    silent(people, "Fini", 20, ended_on=day(280))
    assert reasons(people.coordinator) == []


def test_a_delegate_calls_the_groups_of_the_network_and_the_coordination_waits_for_them(people):
    network = make_network()
    make_delegate(network, people.delegate)
    theirs, other = silent(people, "Le leur", 20), silent(people, "Un autre", 20)
    theirs.networks.add(network)
    assert reasons(people.delegate) == [("Le leur", "silent")]
    assert reasons(people.coordinator) == [("Un autre", "silent")]
    assert reasons(people.coordinator, NOW + datetime.timedelta(days=9))[0] == ("Le leur", "silent")
    add_note(group=theirs, by=by(people.delegate), now=NOW)
    assert reasons(people.delegate) == []
    assert other.pk


def test_the_page_asks_the_database_as_often_whatever_their_number(coordinator, people):
    silent(people, "Un", 400)
    coordinator.get(reverse("groups:calls"))
    with CaptureQueriesContext(connection) as few:
        coordinator.get(reverse("groups:calls"))
    for number in range(9):
        silent(people, f"Groupe {number}", 400)
    with CaptureQueriesContext(connection) as many:
        html = coordinator.get(reverse("groups:calls")).content.decode()
    assert html.count("Noter l'échange") == 10
    assert len(few) == len(many)


@pytest.mark.parametrize("route", ["calls", "calls_csv", "ask_several"])
def test_only_those_who_look_after_groups_come_in(route, visitor, animator, coordinator, delegate):
    make_animator(make_group(), animator.user)
    page = reverse(f"groups:{route}")
    assert visitor.get(page).status_code == 302
    assert animator.get(page).status_code == 403
    assert delegate.get(page).status_code == 403
    make_delegate(make_network(), delegate.user)
    assert delegate.get(page).status_code == 200
    assert coordinator.get(page).status_code == 200


def test_wishes_and_calls_stand_in_what_waits(coordinator, people):
    now = timezone.now()
    group = make_group("Aide", slug="aide", last_confirmed_on=timezone.localdate())
    wish = Asking.objects.create(
        group=group, kind="quiet", since=now.date(), opened_on=now.date(), stepped_on=now.date(), answer="buddy",
        closed_at=now - datetime.timedelta(hours=2),
    )  # fmt: skip
    week_ago = (now - datetime.timedelta(days=20)).date()
    quiet = make_group("Silence", slug="silence", last_confirmed_on=timezone.localdate())
    Asking.objects.create(group=quiet, kind="quiet", since=week_ago, opened_on=week_ago, stepped_on=week_ago)
    found = [(task.kind, task.what) for _kind, task in coordinator.get("/coordination/").context["todo"].page]
    assert sorted(found) == [("buddy", "Aide, Roubaix"), ("calls", "1 groupe à appeler")]
    assert "Chercher un groupe ami" in coordinator.get("/espace/a-appeler/").content.decode()
    other = make_group("Ancien", "Lille", slug="ancien")
    make_animator(other, people.animator)
    page = reverse("groups:find_buddy", args=["aide"])
    assert "Ancien, Lille (Nord)" in coordinator.get(page).content.decode()
    assert coordinator.post(page, {"group": "ancien"}).status_code == 302
    assert (Buddy.objects.get().experienced, Buddy.objects.get().newer) == (other, group)
    found = [task.kind for _kind, task in coordinator.get("/coordination/").context["todo"].page]
    assert found == ["calls"]
    assert wish.pk


def test_a_group_is_proposed_for_its_nearness_and_its_themes(coordinator, people):
    theme = Theme.objects.create(slug="cantine", name="la cantine")
    asking = make_group("Nouveau", "Roubaix", slug="nouveau")
    near = make_group("Tout près", "Tourcoing", slug="tout-pres")
    alike = make_group("Même thème", "Lille", slug="meme-theme")
    resting = make_group("Au repos", "Lille", slug="au-repos", stage="asleep")
    nobody = make_group("Sans personne", "Lille", slug="sans-personne")
    for group in (near, alike, resting):
        make_animator(group, people.animator)
    for group in (asking, alike):
        group.themes.add(theme)
    html = coordinator.get(reverse("groups:find_buddy", args=["nouveau"])).content.decode()
    assert html.index("Même thème") < html.index("Tout près")
    assert "En commun : la cantine." in html
    assert "Au repos" not in html
    assert "Sans personne" not in html
    refused = coordinator.post(reverse("groups:find_buddy", args=["nouveau"]), {"group": "sans-personne"})
    assert refused.status_code == 422
    assert nobody.pk


def test_several_groups_are_asked_at_once_after_reading_who_receives_it(coordinator, people):
    today = timezone.localdate()
    old = today - datetime.timedelta(days=100)
    make_animator(make_group("Un", slug="un", last_confirmed_on=old), people.animator)
    make_animator(make_group("Deux", slug="deux", last_confirmed_on=old), people.other_animator)
    make_animator(make_group("Relu", slug="relu", last_confirmed_on=today), people.animator)
    make_group("Personne", slug="personne", last_confirmed_on=old)
    page = reverse("groups:ask_several")
    html = coordinator.get(page).content.decode()
    assert "2 lettres partiront" in html
    for words in ("Sophie", "Nadia", "personne à qui écrire", "relu le"):
        assert words in html
    assert Letter.objects.count() == 0
    for _time in range(2):
        assert coordinator.post(page).status_code == 302
    assert Letter.objects.filter(kind="groups.still_true").count() == 2
    assert "déjà demandé le" in coordinator.get(page).content.decode()
    assert "partir" not in coordinator.get(page).content.decode().split("</form>")[-1]


def test_filters_narrow_whom_one_asks(coordinator, people):
    old = timezone.localdate() - datetime.timedelta(days=100)
    make_animator(make_group("Un", slug="un", last_confirmed_on=old), people.animator)
    make_animator(make_group("Deux", "Lille", slug="deux", last_confirmed_on=old), people.animator)
    page = reverse("groups:ask_several")
    html = coordinator.get(page, {"q": "Lille"}).content.decode()
    assert "1 lettre partira" in html
    coordinator.post(page, {"q": "Lille"})
    assert [letter.subject for letter in Letter.objects.all()] == ["« Deux » : est-ce toujours vrai ?"]


def test_a_delegate_asks_the_groups_of_the_network_only(delegate, people):
    network = make_network()
    make_delegate(network, delegate.user)
    old = timezone.localdate() - datetime.timedelta(days=100)
    theirs = make_group("Le leur", slug="le-leur", last_confirmed_on=old)
    theirs.networks.add(network)
    for group in (theirs, make_group("Un autre", slug="autre", last_confirmed_on=old)):
        make_animator(group, people.animator)
    html = delegate.get(reverse("groups:ask_several")).content.decode()
    assert "Un autre" not in html
    delegate.post(reverse("groups:ask_several"))
    assert [letter.subject for letter in Letter.objects.all()] == ["« Le leur » : est-ce toujours vrai ?"]


def test_the_table_holds_dates_and_nobodys_name(coordinator, people):
    group = make_group("=Formule", slug="formule", who_answers="Sophie", phone="0320000000")
    make_animator(group, people.animator)
    page = reverse("groups:calls_csv")
    assert "Télécharger le tableau" in coordinator.get(page).content.decode()
    text = b"".join(coordinator.post(page).streaming_content).decode()
    assert "'=Formule" in text
    for secret in ("Sophie", "0320000000", "exemple.fr"):
        assert secret not in text
    assert JournalEntry.objects.filter(verb="groups.export_groups").count() == 1
