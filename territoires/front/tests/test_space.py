"""« Mon espace »: each person finds what is theirs, and nothing of anybody else's."""

import datetime

import pytest
from django.utils import timezone

from territoires.atlas.models import Resource
from territoires.audit.models import JournalEntry
from territoires.contributions.models import Contribution
from territoires.groups.actions.messages import settle_message
from territoires.groups.enums import Answered
from territoires.groups.tests.desk import NOW, by, make_delegate, make_message, make_network
from territoires.groups.tests.factories import make_animator, make_commune, make_group
from territoires.mailer.models import Letter

SPACE = "/espace/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def mine(animator):
    group = make_group("Le café", slug="le-cafe", last_confirmed_on=timezone.localdate())
    make_animator(group, animator.user)
    return group


def scope(group) -> str:
    return f"localgroup:{group.pk}"


def page_of(message) -> str:
    return f"/espace/messages/{message.reference}/"


def tasks(client):
    return [task for _kind, task in client.get(SPACE).context["todo"].page.object_list]


def test_a_person_without_mandate_finds_a_kind_page(relay):
    html = relay.get(SPACE).content.decode()
    assert "Bonjour Karim" in html
    assert "Aucun groupe ne vous est encore confié." in html


def test_an_animator_finds_messages_calls_reports_and_pages_to_confirm_of_her_groups_only(animator, mine):
    second = make_group("Le jardin", "Lille", slug="le-jardin", last_confirmed_on=timezone.localdate() - 200 * DAY)
    make_animator(second, animator.user)
    other = make_group("Ailleurs", "Tourcoing", slug="ailleurs", last_confirmed_on=datetime.date(2020, 1, 1))
    for group in (mine, other):
        make_message(scope(group))
        make_message(scope(group), kind="call-back", sent=timezone.now() - DAY)
        make_message(scope(group), kind="report", sent=timezone.now() - 2 * DAY)
    make_message("coordination")
    found = [(task.kind, task.what) for task in tasks(animator)]
    assert found == [
        ("report", "Le café, Roubaix"), ("call-back", "Le café, Roubaix"), ("message", "Le café, Roubaix"),
        ("to-confirm", "Le jardin"),
    ]  # fmt: skip
    html = animator.get(SPACE).content.decode()
    assert html.index("<h1") < html.index("front-todo") < html.index("Mes groupes")
    assert "Ailleurs" not in html


def test_a_delegate_finds_the_groups_of_her_network_and_no_other(delegate):
    network, other = make_network(), make_network("fcpe", "FCPE")
    make_delegate(network, delegate.user)
    make_group("Montré", slug="montre").networks.add(network)
    make_group("Caché", slug="cache", shown=False, stage="interested").networks.add(network, other)
    make_group("Autre", slug="autre", shown=False, stage="interested").networks.add(other)
    html = delegate.get(SPACE).content.decode()
    assert "Montré" in html
    assert "Caché" in html
    assert "Autre" not in html
    assert delegate.get("/espace/groupes/cache/").status_code == 200
    assert delegate.get("/espace/groupes/autre/").status_code == 404
    for page in ("etape", "montrer", "animation"):
        assert delegate.get(f"/coordination/groupes/cache/{page}/").status_code == 403


def test_the_coordination_is_led_to_its_desk(coordinator):
    assert 'href="/coordination/"' in coordinator.get(SPACE).content.decode()


def test_calling_back_takes_three_presses(animator, mine):
    message = make_message(scope(mine), kind="call-back", email="")
    [task] = tasks(animator)
    html = animator.get(task.url).content.decode()
    assert "01 99 00 10 03" in html
    assert "J'ai rappelé" in html
    answer = animator.post(task.url, {"how": "called", "version": message.version, "note": "Elle vient mardi."})
    assert answer["Location"] == SPACE
    message.refresh_from_db()
    assert (message.state, message.outcome, message.decided_by) == ("done", "answer:called", animator.user)
    assert message.answers["desk_notes"][0]["words"] == "Elle vient mardi."
    assert tasks(animator) == []
    assert JournalEntry.objects.filter(verb="groups.read_contribution", thing=f"contribution:{message.pk}").exists()


def test_answering_by_letter_shows_neither_address(animator, mine):
    message = make_message(scope(mine))
    told = {"answer": "1", "answer-version": message.version, "answer-words": "Oui, venez.", "answer-signed": "Sophie"}
    animator.post(page_of(message), told)
    letter = Letter.objects.get(to="leila@exemple.fr")
    assert "Oui, venez." in letter.text
    assert "Sophie" in letter.text
    assert animator.user.email not in letter.text + letter.reply_to
    message.refresh_from_db()
    assert message.outcome == "answer:letter"


def test_an_answer_without_words_comes_back(animator, mine):
    message = make_message(scope(mine))
    answer = animator.post(page_of(message), {"answer": "1", "answer-version": message.version})
    assert answer.status_code == 422
    assert "Écrivez votre réponse." in answer.content.decode()


def test_nobody_is_answered_by_letter_without_address(animator, mine):
    message = make_message(scope(mine), email="")
    told = {"answer": "1", "answer-version": message.version, "answer-words": "Oui.", "answer-signed": "Sophie"}
    answer = animator.post(page_of(message), told)
    assert answer.status_code == 422
    assert Letter.objects.filter(kind="groups.answer").count() == 0


def test_a_try_is_noted_and_the_request_stays(animator, mine):
    message = make_message(scope(mine), kind="call-back")
    animator.post(page_of(message), {"attempt": "1", "attempt-version": message.version})
    message.refresh_from_db()
    assert message.state == "sent"
    assert "personne ne répond" in animator.get(page_of(message)).content.decode()
    assert len(tasks(animator)) == 1


def test_two_people_answering_at_once_make_one_answer_and_one_polite_word(animator, mine, people):
    make_animator(mine, people.other_animator)
    message = make_message(scope(mine))
    read = message.version
    settle_message(contribution=message, version=read, how=Answered.CALLED, by=by(people.other_animator), now=NOW)
    answer = animator.post(page_of(message), {"how": "met", "version": read, "note": "Vu ce matin"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "traitée mardi 3\xa0mars 2026 à 10\xa0h\xa012" in html
    message.refresh_from_db()
    assert message.outcome == "answer:called"
    assert "desk_notes" not in message.answers


def test_an_unknown_way_of_answering_is_refused(animator, mine):
    message = make_message(scope(mine))
    assert animator.post(page_of(message), {"how": "pigeon", "version": message.version}).status_code == 422
    assert animator.post(page_of(message), {}).status_code == 422


@pytest.mark.parametrize("kind", ["message", "call-back", "report"])
def test_messages_of_another_group_do_not_exist_for_me(animator, mine, relay, kind):
    other = make_group("Ailleurs", "Tourcoing", slug="ailleurs")
    message = make_message(scope(other), kind=kind)
    national = make_message("coordination", kind=kind)
    page = "signalements" if kind == "report" else "messages"
    for client in (animator, relay):
        for one in (message, national):
            assert client.get(f"/espace/{page}/{one.reference}/").status_code == 404
            assert client.post(f"/espace/{page}/{one.reference}/", {"version": 2}).status_code == 404
    assert not Contribution.objects.filter(state="done").exists()


def test_a_proposal_is_not_opened_as_a_message(coordinator):
    message = make_message("coordination", kind="group-proposal")
    assert coordinator.get(page_of(message)).status_code == 404


def test_looking_at_a_report_confirms_the_page(animator, mine, people):
    mine.last_confirmed_on = datetime.date(2020, 1, 1)
    mine.save()
    report = make_message(scope(mine), kind="report")
    page = f"/espace/signalements/{report.reference}/"
    assert "Puis-je venir" in animator.get(page).content.decode()
    animator.post(page, {"version": report.version, "still_true": "1"})
    report.refresh_from_db()
    mine.refresh_from_db()
    assert (report.state, report.outcome) == ("done", "report:still-true")
    assert mine.last_confirmed_on == timezone.localdate()
    late = animator.post(page, {"version": report.version - 1, "corrected": "1"})
    assert late.status_code == 409


def test_looking_at_a_report_on_a_resource_confirms_it_too(coordinator):
    town, now = make_commune(), timezone.now()
    resource = Resource.objects.create(
        slug="la-salle", name="La salle", kind="place", commune=town, description="x", proposed_by="x", lat=town.lat,
        lon=town.lon, created_at=now, updated_at=now, shown_since=datetime.date(2020, 1, 1),
    )  # fmt: skip
    report = make_message(f"resource:{resource.pk}", kind="report")
    page = f"/espace/signalements/{report.reference}/"
    assert "La salle" in coordinator.get(page).content.decode()
    coordinator.post(page, {"version": report.version, "corrected": "1"})
    resource.refresh_from_db()
    report.refresh_from_db()
    assert (report.outcome, resource.last_confirmed_on) == ("report:corrected", timezone.localdate())


@pytest.mark.parametrize("many", [2, 60])
def test_the_space_asks_the_database_as_often_whatever_it_holds(animator, django_assert_num_queries, many):
    network = make_network()
    make_delegate(network, animator.user)
    for number in range(many):
        group = make_group(f"G{number}", slug=f"g{number}")
        make_animator(group, animator.user)
        group.networks.add(network)
        make_message(scope(group))
    animator.get(SPACE)
    with django_assert_num_queries(26):
        animator.get(SPACE)
