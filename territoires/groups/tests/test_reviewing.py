"""A proposal: one decision, a person who knows, a polite word to whoever was late."""

import datetime
import threading

import pytest
from django.db import connection

from territoires.audit.models import JournalEntry
from territoires.contributions.actions import CannotDecide, complete, withdraw
from territoires.contributions.models import Contribution
from territoires.groups.actions.review import CannotAsk, accept_proposal, ask_more, merge_proposal, refuse_proposal
from territoires.groups.models import LocalGroup, StageChange
from territoires.groups.tests.desk import NOW, by, make_proposal
from territoires.groups.tests.factories import make_commune, make_group
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter


@pytest.fixture
def me(people):
    return by(people.coordinator)


def accept(proposal, me, **more):
    told = {"name": "Le café de la Gare", "commune": make_commune(), "stage": "first-contact", "by": me, "now": NOW}
    return accept_proposal(contribution=proposal, version=proposal.version, **{**told, **more})


def page_of(proposal) -> str:
    return f"/coordination/propositions/{proposal.reference}/"


def letters(kind: str):
    return Letter.objects.filter(kind=f"groups.{kind}")


def test_accepting_makes_a_hidden_group_and_tells_the_person(me):
    proposal = make_proposal()
    group = accept(proposal, me, facts={"territory_label": "quartier de la Gare"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome, proposal.decided_at) == ("accepted", f"localgroup:{group.pk}", NOW)
    assert (group.shown_since, group.stage, group.territory_label) == (None, "first-contact", "quartier de la Gare")
    assert proposal.reference in StageChange.objects.get(group=group).reason
    letter = letters("proposal_accepted").get()
    assert letter.to == "amina@exemple.fr"
    assert proposal.reference in letter.text
    assert "/groupes/" not in letter.text  # its page is not shown yet
    assert "Amina" not in letter.text


def test_an_agreement_shows_the_group_at_once_and_the_letter_gives_its_page(me):
    group = accept(make_proposal(), me, shown_on=datetime.date(2026, 3, 1), shown_how="self")
    assert group.shown_since is not None
    assert f"/groupes/{group.slug}/" in letters("proposal_accepted").get().text


def test_refusing_says_why_to_the_person(me):
    proposal = make_proposal()
    refuse_proposal(contribution=proposal, version=proposal.version, reason="C'est une annonce.", by=me, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("refused", "C'est une annonce.")
    assert "C'est une annonce." in letters("proposal_refused").get().text


@pytest.mark.parametrize("shown", [True, False])
def test_joining_a_group_tells_its_page_only_when_it_is_shown(me, shown):
    proposal, group = make_proposal(), make_group(shown=shown, stage="interested")
    merge_proposal(contribution=proposal, version=proposal.version, into=group, by=me, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome) == ("merged", f"localgroup:{group.pk}")
    text = letters("proposal_merged").get().text
    assert (group.name in text) == shown
    assert (f"/groupes/{group.slug}/" in text) == shown


def test_asking_keeps_the_proposal_waiting_and_needs_an_address(me):
    proposal = make_proposal()
    asked = ask_more(contribution=proposal, version=proposal.version, question="Quelle école ?", by=me, now=NOW)
    assert (asked.state, asked.answers["questions"][0]["words"]) == ("sent", "Quelle école ?")
    assert "Quelle école ?" in letters("proposal_question").get().text
    silent = make_proposal(email="")
    with pytest.raises(CannotAsk, match="no-email"):
        ask_more(contribution=silent, version=silent.version, question="Quelle école ?", by=me, now=NOW)


def test_nobody_without_address_gets_a_letter(me):
    accept(make_proposal(email=""), me)
    assert letters("proposal_accepted").count() == 0


def test_of_two_decisions_one_wins_and_the_other_leaves_nothing(me):
    proposal = make_proposal()
    accept(proposal, me)
    with pytest.raises(CannotDecide):
        accept(proposal, me, name="Encore un groupe")
    with pytest.raises(CannotDecide):
        refuse_proposal(contribution=proposal, version=proposal.version, reason="non", by=me, now=NOW)
    assert LocalGroup.objects.count() == 1
    assert Letter.objects.filter(kind__startswith="groups.proposal_").count() == 1


def test_a_proposal_completed_or_withdrawn_meanwhile_is_not_decided_unread(me):
    completed, gone = make_proposal(), make_proposal()
    complete(contribution=completed, words="À côté du parc.", label="Ajouté", now=NOW, by=VISITOR)
    withdraw(contribution=gone, now=NOW, by=VISITOR)
    for proposal in (completed, gone):
        with pytest.raises(CannotDecide):
            accept(proposal, me)
    assert LocalGroup.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share one database only on PostgreSQL")
def test_two_people_pressing_at_the_same_moment_make_one_group(people):
    proposal, me, results = make_proposal(), by(people.coordinator), []
    commune = make_commune()

    def decide():
        try:
            accept(Contribution.objects.get(pk=proposal.pk), me, commune=commune)
            results.append("accepted")
        except CannotDecide:
            results.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["accepted"] + ["late"] * 5
    assert LocalGroup.objects.count() == 1


def test_the_page_shows_what_was_said_who_and_what_stands_near(coordinator):
    make_group("Le café de la Gare", slug="le-cafe", shown=False, stage="interested")
    make_group("Les voisins", "Tourcoing")
    make_group("Au loin", "Dunkerque")
    other = make_proposal()
    proposal = make_proposal(name="Le cafe de la gare")
    html = coordinator.get(page_of(proposal)).content.decode()
    for words in ("Un café des parents.", "Amina", "01 99 00 10 02", "Le café de la Gare", "nom très proche",
                  "Les voisins", "pas montré", other.reference):  # fmt: skip
        assert words in html, words
    assert "Au loin" not in html
    entry = JournalEntry.objects.get(verb="groups.read_contribution")
    assert (entry.thing, entry.actor_id) == (f"contribution:{proposal.pk}", coordinator.user.pk)


def test_accepting_on_screen_takes_one_press_after_opening(coordinator):
    proposal = make_proposal(entry="existing", show=True, name="Les parents du port")
    page = coordinator.get(page_of(proposal))
    form = page.context["forms"]["accepter"]
    data = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    data[form.add_prefix("commune")] = "Roubaix"
    data[form.add_prefix("commune") + "_insee"] = "59512"
    data[form.add_prefix("shown_on")] = data[form.add_prefix("shown_on")].isoformat()
    answer = coordinator.post(page_of(proposal), {**data, "decision": "accepter"})
    group = LocalGroup.objects.get()
    assert answer["Location"] == f"/coordination/groupes/{group.slug}/"
    assert (group.name, group.stage, group.shown_since is not None) == ("Les parents du port", "interested", True)
    assert group.story == "Un café des parents."


def test_a_late_decision_is_told_with_the_moment_of_the_other(coordinator, me):
    proposal = make_proposal()
    accept(proposal, me)
    data = {"decision": "refuser", "refuser-version": proposal.version, "refuser-reason": "Trop loin."}
    answer = coordinator.post(page_of(proposal), data)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "acceptée mardi 3\xa0mars 2026 à 10\xa0h\xa012" in html
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_a_refusal_without_reason_comes_back_open_with_its_error(coordinator):
    proposal = make_proposal()
    answer = coordinator.post(page_of(proposal), {"decision": "refuser", "refuser-version": proposal.version})
    assert answer.status_code == 422
    assert "Dites pourquoi, en quelques mots." in answer.content.decode()
    assert coordinator.post(page_of(proposal), {"decision": "brûler"}).status_code == 404


def test_merging_joining_asking_and_noting_on_screen(coordinator):
    group = make_group()
    first, second = make_proposal(), make_proposal()
    data = {"decision": "reunir", "reunir-version": first.version, "reunir-into": group.slug}
    assert coordinator.post(page_of(first), data).status_code == 302
    first.refresh_from_db()
    assert first.state == "merged"
    data = {"decision": "demander", "demander-version": second.version, "demander-question": "Quelle école ?"}
    coordinator.post(page_of(second), data)
    second.refresh_from_db()
    data = {"decision": "noter", "noter-version": second.version, "noter-words": "Rappeler jeudi."}
    coordinator.post(page_of(second), data)
    html = coordinator.get(page_of(second)).content.decode()
    assert "Quelle école ?" in html
    assert "Rappeler jeudi." in html


@pytest.mark.parametrize("who", ["visitor", "relay", "animator", "delegate"])
def test_nobody_else_reads_a_proposal(request, db, who):
    proposal = make_proposal()
    client = request.getfixturevalue(who)
    assert client.get(page_of(proposal)).status_code in (302, 403)
    assert not JournalEntry.objects.filter(verb="groups.read_contribution").exists()


def test_a_draft_is_nobodys_business(coordinator):
    proposal = make_proposal()
    Contribution.objects.filter(pk=proposal.pk).update(state="draft", sent_at=None)
    assert coordinator.get(page_of(proposal)).status_code == 404


@pytest.mark.parametrize("many", [2, 30])
def test_the_page_asks_the_database_as_often_whatever_stands_near(coordinator, django_assert_max_num_queries, many):
    for number in range(many):
        make_group(f"Groupe {number}")
        make_proposal()
    proposal = make_proposal(name="Groupe")
    with django_assert_max_num_queries(24):
        coordinator.get(page_of(proposal))
