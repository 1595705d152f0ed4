"""The path hung up inside its group: by those who animate it and hold the reference, for the members only."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from territoires.groups.models import Animator
from territoires.journey.actions.journeys import empty_journey
from territoires.journey.models import Journey
from territoires.journey.panels import our_path
from territoires.journey.tests.factories import a_journey
from territoires.kit.actors import VISITOR
from territoires.places.models import Commune
from tests.world import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(reference, people):
    made = make_group("Le café", Commune.objects.get(pk="59512"), shown=True)
    Animator.objects.create(group=made, user=people.animator, since=timezone.now())
    return made


def address(group):
    return reverse("journey:group_journey", args=[group.slug])


def panel_for(user, group):
    request = RequestFactory().get("/")
    request.user = user
    return our_path(request, group)


def test_an_animator_with_the_reference_hangs_it_up_and_takes_it_down(animator, group, people):
    journey = a_journey()
    animator.post(address(group), {"reference": journey.reference})
    journey.refresh_from_db()
    assert journey.group == group
    assert panel_for(people.animator, group).context["journeys"] == [journey]
    animator.post(address(group), {"detacher": str(journey.pk)})
    journey.refresh_from_db()
    assert journey.group is None
    assert journey.emptied_at is None


def test_without_the_reference_nothing_happens(animator, group):
    assert animator.post(address(group), {"reference": "LUNE-LUNE-LUNE-4821"}).status_code == 422
    assert animator.post(address(group), {"reference": ""}).status_code == 422
    animator.post(address(group), {"detacher": "9" * 30})
    assert not Journey.objects.exclude(group=None).exists()


def test_a_path_of_another_group_cannot_be_taken_down(animator, group):
    other = make_group("Autre", Commune.objects.get(pk="59350"), shown=True)
    journey = a_journey()
    Journey.objects.update(group=other)
    animator.post(address(group), {"detacher": str(journey.pk)})
    journey.refresh_from_db()
    assert journey.group == other


def test_nobody_else_may_link_a_path_the_coordination_included(relay, coordinator, visitor, group):
    assert relay.get(address(group)).status_code in (403, 404)
    assert coordinator.get(address(group)).status_code in (403, 404)
    assert visitor.get(address(group)).status_code == 302


def test_the_panel_shows_nothing_to_the_coordination_nor_to_passers_by(group, people, animator):
    animator.post(address(group), {"reference": a_journey().reference})
    assert panel_for(people.coordinator, group) is None
    assert panel_for(people.relay, group) is None


def test_an_emptied_path_is_no_longer_inside(animator, group, people):
    journey = a_journey()
    animator.post(address(group), {"reference": journey.reference})
    journey.refresh_from_db()
    empty_journey(journey=journey, now=timezone.now(), by=VISITOR)
    assert panel_for(people.animator, group).context["journeys"] == []
