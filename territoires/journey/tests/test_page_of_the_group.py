"""From the last step to a page everybody sees: the way of every group, and the path follows it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups.actions.review import accept_proposal, merge_proposal, refuse_proposal
from territoires.groups.models import LocalGroup
from territoires.journey.models import Journey
from territoires.journey.tests.factories import a_journey, write
from territoires.kit.actors import Actor
from territoires.places.models import Commune
from tests.world import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(reference):
    begun = a_journey(commune=Commune.objects.get(pk="59512"), territory_label="Autour de la gare")
    write(begun, "page", name="Le café des parents", about="Un café, le mardi.", carried_by="Le centre social")
    return Journey.objects.get(pk=begun.pk)


def main_of(client, journey):
    return client.get(reverse("journey:journey", args=[journey.token])).content.decode()


def check(journey):
    return reverse("journey:check_page", args=[journey.token])


def sent(visitor, journey) -> Contribution:
    """Ask, then answer what every group answers."""
    answer = visitor.post(check(journey))
    token = answer["Location"].split("/")[-2]
    step = lambda name: f"/groupes/creer/{token}/{name}/"  # noqa: E731
    visitor.post(step("vous"), {"role": "autre", "role_other": "Une voisine"})
    visitor.post(step("contact"), {"reach": "none", "first_name": "Samira"})
    visitor.post(step("accord"), {"show": "oui", "carried_by": "Le centre social"})
    page = visitor.get(step("verifier")).content.decode()
    assert "Le café des parents" in page
    visitor.post(step("verifier"))
    return Contribution.objects.get(kind="group-proposal")


def accept(proposal, people, **facts):
    return accept_proposal(
        contribution=proposal, version=proposal.version, name="Le café des parents",
        commune=Commune.objects.get(pk="59512"), stage="interested", by=Actor("user", people.coordinator.pk),
        now=timezone.now(), **facts,
    )  # fmt: skip


def test_the_page_is_read_again_before_it_is_asked_for(visitor, journey):
    words = visitor.get(check(journey)).content.decode()
    for line in ("Roubaix (Nord), Autour de la gare", "Le café des parents", "Un café, le mardi.", "Le centre social"):
        assert line in words


def test_without_place_nor_words_one_is_told_what_is_missing(visitor, reference):
    empty = a_journey()
    assert "Dites où est le groupe" in visitor.get(check(empty)).content.decode()
    assert visitor.post(check(empty)).status_code == 422


def test_the_last_step_keeps_the_place_and_goes_on(visitor, reference):
    journey = a_journey()
    data = {
        "state": "doing", "version": "0", "place": "Roubaix", "territory_label": "La gare", "name": "Le café",
        "about": "Un café.", "ask": "1",
    }  # fmt: skip
    answer = visitor.post(reverse("journey:step", args=[journey.token, "page"]), data)
    assert answer["Location"] == check(journey)
    journey.refresh_from_db()
    assert journey.commune.pk == "59512"


def test_the_path_says_that_the_request_is_begun_then_sent(visitor, journey):
    visitor.post(check(journey))
    assert "Finir la demande de page" in main_of(visitor, journey)
    Contribution.objects.all().delete()
    journey.refresh_from_db()
    proposal = sent(visitor, journey)
    assert proposal.state == State.SENT
    assert "La coordination lit votre demande" in main_of(visitor, journey)
    assert visitor.get(check(journey)).status_code == 302


def test_accepted_and_shown_the_page_is_online(visitor, journey, people):
    group = accept(sent(visitor, journey), people, shown_on=timezone.localdate(), shown_how="aloud")
    words = main_of(visitor, journey)
    assert "Votre page est en ligne" in words
    assert reverse("groups:group_page", args=[group.slug]) in words
    assert visitor.get(reverse("groups:group_page", args=[group.slug])).status_code == 200


def test_accepted_and_not_yet_shown_nothing_leaks(visitor, journey, people):
    group = accept(sent(visitor, journey), people)
    words = main_of(visitor, journey)
    assert "La coordination a dit oui" in words
    assert group.slug not in words


def test_refused_the_reason_is_told_and_one_may_ask_again(visitor, journey, people):
    proposal = sent(visitor, journey)
    by = Actor("user", people.coordinator.pk)
    refuse_proposal(
        contribution=proposal, version=proposal.version, reason="Parlons-en d'abord.", by=by, now=timezone.now()
    )
    assert "Parlons-en d" in main_of(visitor, journey)
    assert visitor.post(check(journey)).status_code == 302
    assert Contribution.objects.filter(kind="group-proposal").count() == 2


def test_joined_to_a_group_that_exists_the_path_says_which(visitor, journey, people):
    group = make_group("Groupe voisin", Commune.objects.get(pk="59512"), shown=True)
    proposal = sent(visitor, journey)
    by = Actor("user", people.coordinator.pk)
    merge_proposal(contribution=proposal, version=proposal.version, into=group, by=by, now=timezone.now())
    assert "Groupe voisin" in main_of(visitor, journey)


def test_the_coordination_finds_no_path_anywhere(coordinator, visitor, journey):
    sent(visitor, journey)
    for address in ("/coordination/", "/coordination/groupes/", "/coordination/journal/"):
        words = coordinator.get(address).content.decode()
        assert journey.reference not in words
        assert journey.token not in words
    assert not LocalGroup.objects.filter(journeys=journey).exists()


def test_a_hand_is_asked_for_and_the_reference_goes_only_when_one_agrees(visitor, journey):
    address = reverse("journey:ask_help", args=[journey.token])
    words = {"text": "Comment joindre l'école ?", "first_name": "Samira", "phone": "", "email": ""}
    assert visitor.post(address, words | {"text": ""}).status_code == 422
    visitor.post(address, words)
    without = Contribution.objects.get(kind="message")
    assert journey.reference not in str(without.answers)
    assert [consent.purpose for consent in without.consents.all()] == ["contact"]
    visitor.post(address, words | {"handed_over": "on"})
    handed = Contribution.objects.filter(kind="message").latest("pk")
    assert journey.reference in handed.answers["text"]
    assert {consent.purpose for consent in handed.consents.all()} == {"contact", "journey"}
    assert handed.scope == "coordination"
    visitor.post(address, words | {"handed_over": "on"})
    assert Contribution.objects.filter(kind="message").count() == 2
