"""Whoever wrote down that somebody agreed has a copy, and is forgotten with their account; the agreement stays."""

import pytest
from django.utils import timezone

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.kit.actors import Actor
from territoires.media.actions import record_person_consent
from territoires.media.models import PersonConsent, Picture

pytestmark = pytest.mark.django_db
HEADING = "Accords que j'ai notés pour une photo ou une voix"


@pytest.fixture
def agreement(people):
    from_sophie = {"witness": "Sophie", "now": timezone.now(), "by": Actor("user", people.animator.pk)}
    picture = Picture.objects.create(owner="entry:1", received_at=timezone.now())
    return record_person_consent(medium=picture, designation="Fatou", given="aloud", **from_sophie)


def told_to(user) -> list[dict]:
    answers = collect_personal_data.send(sender=None, user_id=user.pk)
    return [line for _receiver, told in answers for line in (told or {}).get(HEADING, [])]


def test_the_one_who_noted_it_has_a_copy_without_the_name_of_the_person(people, agreement):
    (line,) = told_to(people.animator)
    assert line["witness"] == "Sophie"
    assert "Fatou" not in str(line)
    assert told_to(people.other_animator) == []


def test_an_erased_account_leaves_the_agreement_and_no_trace_of_itself(people, agreement):
    erase_personal_data.send(sender=None, user_id=people.animator.pk, now=timezone.now())
    kept = PersonConsent.objects.get()
    assert kept.designation == "Fatou"
    assert (kept.recorder, kept.witness) == ("", "nom effacé")
    assert told_to(people.animator) == []
