"""The role passed on in two taps, told to everybody it concerns, undone within 72 hours and never after."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.models import Invitation
from territoires.groups.actions import handover as verbs
from territoires.groups.models import Animator, HandOver
from territoires.groups.tests.desk import by
from territoires.groups.tests.factories import make_group
from territoires.groups.tests.gathering import gather
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


def pass_on(gathering, people, *, together: bool = False, now=None) -> HandOver:
    return verbs.hand_over(
        group=gathering.group, giver=gathering.mandate, to=gathering.samira, together=together,
        by=by(people.animator), now=now or timezone.now(),
    )  # fmt: skip


def running(group) -> set[int]:
    return set(group.animators.filter(until=None).values_list("user_id", flat=True))


def test_two_taps_and_the_role_is_in_other_hands(animator, relay, people):
    gathering = gather(people)
    assert people.coordinator
    first = animator.get(reverse("groups:pass_on", args=[gathering.group.slug]))
    second = reverse("groups:pass_on_to", args=[gathering.group.slug, gathering.samira.pk])
    assert second in first.text
    assert "Passer le relais à Samira" in animator.get(second).text
    animator.post(second, {"together": "no"})
    assert running(gathering.group) == {people.relay.pk}
    assert animator.get(reverse("groups:inside", args=[gathering.group.slug])).status_code == 403
    assert relay.get(reverse("groups:people", args=[gathering.group.slug])).status_code == 200
    told = dict(Letter.objects.filter(kind__startswith="groups.hand_over").values_list("to", "kind"))
    assert told == {
        people.relay.email: "groups.hand_over_taken",
        people.animator.email: "groups.hand_over_given",
        people.coordinator.email: "groups.hand_over_told",
    }
    assert not any("Fatoumatou" in letter.text for letter in Letter.objects.all())


def test_animating_together_keeps_both(animator, people):
    gathering = gather(people)
    page = reverse("groups:pass_on_to", args=[gathering.group.slug, gathering.samira.pk])
    animator.post(page, {"together": "yes"})
    assert running(gathering.group) == {people.relay.pk, people.animator.pk}
    assert animator.post(page, {"together": "yes"}).status_code == 422
    assert HandOver.objects.count() == 1


def test_a_choice_is_asked_and_nothing_happens_without_it(animator, people):
    gathering = gather(people)
    page = reverse("groups:pass_on_to", args=[gathering.group.slug, gathering.samira.pk])
    assert animator.post(page, {"together": "peut-être"}).status_code == 422
    assert running(gathering.group) == {people.animator.pk}


def test_the_same_wish_twice_has_one_effect(people):
    gathering = gather(people)
    pass_on(gathering, people)
    with pytest.raises(verbs.CannotHandOver):
        pass_on(gathering, people)
    assert HandOver.objects.count() == 1
    assert running(gathering.group) == {people.relay.pk}


def test_somebody_without_account_is_invited_first(animator, people):
    gathering = gather(people)
    with pytest.raises(verbs.CannotHandOver) as refused:
        verbs.hand_over(
            group=gathering.group, giver=gathering.mandate, to=gathering.fatou, together=False,
            by=by(people.animator), now=timezone.now(),
        )  # fmt: skip
    assert refused.value.code == "account"
    animator.post(reverse("groups:pass_on", args=[gathering.group.slug]), {"email": "fatou@exemple.fr"})
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.scope) == ("animator", f"localgroup:{gathering.group.pk}")


def test_a_mandate_that_is_over_gives_nothing(people):
    gathering = gather(people)
    Animator.objects.update(until=timezone.now())
    with pytest.raises(verbs.CannotHandOver) as refused:
        pass_on(gathering, people)
    assert refused.value.code == "over"


@pytest.mark.parametrize("who", ["animator", "relay", "coordinator", "other_animator"])
def test_whoever_it_concerns_undoes_it_within_72_hours(who, people, sign_in):
    gathering = gather(people)
    if who == "other_animator":
        Animator.objects.create(group=gathering.group, user=people.other_animator, since=timezone.now())
    done = pass_on(gathering, people)
    before = running(gathering.group)
    client = sign_in(getattr(people, who))
    page = reverse("groups:undo_hand_over", args=[done.pk])
    assert "Tout remettre comme avant" in client.get(page).text
    client.post(page)
    assert running(gathering.group) == (before - {people.relay.pk}) | {people.animator.pk}
    gathering.mandate.refresh_from_db()
    assert gathering.mandate.until is None
    assert Letter.objects.filter(kind="groups.hand_over_undone").count() >= 2
    assert client.post(page).status_code == 404


@pytest.mark.parametrize("who", ["delegate", "other_animator"])
def test_nobody_else_undoes_it(who, people, sign_in):
    gathering = gather(people)
    Animator.objects.create(group=make_group("Voisins", "Lille"), user=people.other_animator, since=timezone.now())
    done = pass_on(gathering, people)
    client = sign_in(getattr(people, who))
    assert client.post(reverse("groups:undo_hand_over", args=[done.pk])).status_code == 404
    assert running(gathering.group) == {people.relay.pk}


def test_after_72_hours_it_stands(people, sign_in):
    gathering = gather(people)
    long_ago = timezone.now() - datetime.timedelta(hours=72, seconds=1)
    done = pass_on(gathering, people, now=long_ago)
    page = reverse("groups:undo_hand_over", args=[done.pk])
    for person in (people.animator, people.relay, people.coordinator):
        assert sign_in(person).post(page).status_code == 404
    with pytest.raises(verbs.CannotHandOver) as refused:
        verbs.undo_hand_over(hand_over=done, by=by(people.coordinator), now=timezone.now())
    assert refused.value.code == "late"
    assert running(gathering.group) == {people.relay.pk}


def test_without_the_delay_it_would_be_undone(people, monkeypatch):
    """Negative control: the delay is what holds the test above."""
    gathering = gather(people)
    done = pass_on(gathering, people, now=timezone.now() - datetime.timedelta(hours=73))
    monkeypatch.setattr(verbs, "can_undo_hand_over", lambda *, at, now: True)
    verbs.undo_hand_over(hand_over=done, by=by(people.coordinator), now=timezone.now())
    assert running(gathering.group) == {people.animator.pk}


def test_undoing_twice_has_one_effect(people):
    gathering = gather(people)
    done = pass_on(gathering, people)
    for _time in range(2):
        verbs.undo_hand_over(hand_over=done, by=by(people.animator), now=timezone.now())
    assert running(gathering.group) == {people.animator.pk}
    assert Letter.objects.filter(to=people.relay.email, kind="groups.hand_over_undone").count() == 1


def test_the_database_holds_one_open_hand_over_for_a_mandate(people):
    gathering = gather(people)
    done = pass_on(gathering, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(group=gathering.group, giver=done.giver, taker=done.taker, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(group=gathering.group, giver=done.giver, taker=done.giver, at=timezone.now())
