"""A group accompanies another: both say yes, either stops, nobody says why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.groups.actions import buddies as verbs
from territoires.groups.enums import Side
from territoires.groups.models import Animator, Buddy
from territoires.groups.tests.desk import by
from territoires.groups.tests.factories import make_group
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(people):
    """Sophie animates the group that begins, Nadia the one that has walked for a while."""
    newer, older = make_group(), make_group("Les anciens", "Lille")
    Animator.objects.create(group=newer, user=people.animator, since=timezone.now())
    Animator.objects.create(group=older, user=people.other_animator, since=timezone.now())
    return newer, older


def test_one_proposes_the_other_says_yes_and_both_pages_say_it(animator, visitor, people, sign_in, pair):
    newer, older = pair
    page = reverse("groups:buddies", args=[newer.slug])
    assert "Les anciens" in animator.get(page).text
    animator.post(page, {"other": older.slug, "way": "newer"})
    buddy = Buddy.objects.get()
    assert (buddy.experienced, buddy.newer, buddy.since) == (older, newer, None)
    assert [letter.to for letter in Letter.objects.filter(kind="groups.buddy_proposed")] == ["nadia@exemple.fr"]
    assert "Accompagné par" not in visitor.get(reverse("groups:group_page", args=[newer.slug])).text
    sign_in(people.other_animator).post(reverse("groups:buddy", args=[buddy.pk]), {"yes": "1"})
    buddy.refresh_from_db()
    assert buddy.since is not None
    assert Letter.objects.filter(kind="groups.buddy_began").count() == 2
    assert "Accompagné par" in visitor.get(reverse("groups:group_page", args=[newer.slug])).text
    assert "Accompagne" in visitor.get(reverse("groups:group_page", args=[older.slug])).text


def test_nobody_says_yes_for_the_other_group(animator, people, pair):
    newer, older = pair
    buddy = verbs.propose_buddy(
        experienced=older, newer=newer, proposed_from=Side.NEWER, by=by(people.animator), now=timezone.now()
    )
    animator.post(reverse("groups:buddy", args=[buddy.pk]), {"yes": "1"})
    buddy.refresh_from_db()
    assert buddy.experienced_accepted_at is None
    assert buddy.since is None


def test_the_coordination_proposes_and_says_yes_for_nobody(coordinator, people, sign_in, pair):
    newer, older = pair
    coordinator.post(reverse("groups:buddies", args=[newer.slug]), {"other": older.slug, "way": "newer"})
    buddy = Buddy.objects.get()
    assert buddy.proposed_from == "coordination"
    coordinator.post(reverse("groups:buddy", args=[buddy.pk]), {"yes": "1"})
    buddy.refresh_from_db()
    assert (buddy.experienced_accepted_at, buddy.newer_accepted_at) == (None, None)
    for person in (people.animator, people.other_animator):
        sign_in(person).post(reverse("groups:buddy", args=[buddy.pk]), {"yes": "1"})
    buddy.refresh_from_db()
    assert buddy.since is not None
    assert Letter.objects.filter(kind="groups.buddy_proposed").count() == 2


def test_either_stops_without_a_reason_and_the_page_says_nothing_more(visitor, people, sign_in, pair):
    newer, older = pair
    now = timezone.now()
    buddy = verbs.propose_buddy(
        experienced=older, newer=newer, proposed_from=Side.NEWER, by=by(people.animator), now=now
    )
    verbs.accept_buddy(buddy=buddy, side=Side.EXPERIENCED, by=by(people.other_animator), now=now)
    sign_in(people.other_animator).post(reverse("groups:buddy", args=[buddy.pk]), {"stop": "1"})
    assert "Accompagné par" not in visitor.get(reverse("groups:group_page", args=[newer.slug])).text
    with pytest.raises(verbs.CannotPair):
        verbs.accept_buddy(buddy=buddy, side=Side.NEWER, by=by(people.animator), now=now)
    again = verbs.propose_buddy(
        experienced=older, newer=newer, proposed_from=Side.NEWER, by=by(people.animator), now=now
    )
    assert again.pk != buddy.pk


def test_a_pair_is_proposed_once_whichever_way_and_never_with_oneself(people, pair):
    newer, older = pair
    told = {"proposed_from": Side.NEWER, "by": by(people.animator), "now": timezone.now()}
    verbs.propose_buddy(experienced=older, newer=newer, **told)
    for one, other, code in ((older, newer, "already"), (newer, older, "already"), (newer, newer, "same")):
        with pytest.raises(verbs.CannotPair) as refused:
            verbs.propose_buddy(experienced=one, newer=other, **told)
        assert refused.value.code == code


def test_a_hidden_group_is_named_on_no_page(visitor, people, pair):
    newer, _older = pair
    hidden = make_group("Groupe discret", "Tourcoing", shown=False, stage="interested")
    now = timezone.now()
    buddy = verbs.propose_buddy(
        experienced=hidden, newer=newer, proposed_from=Side.NEWER, by=by(people.animator), now=now
    )
    verbs.accept_buddy(buddy=buddy, side=Side.EXPERIENCED, by=by(people.coordinator), now=now)
    assert "Groupe discret" not in visitor.get(reverse("groups:group_page", args=[newer.slug])).text


def test_others_do_not_know_of_a_proposal(delegate, people, pair):
    newer, older = pair
    buddy = verbs.propose_buddy(
        experienced=older, newer=newer, proposed_from=Side.NEWER, by=by(people.animator), now=timezone.now()
    )
    assert delegate.get(reverse("groups:buddy", args=[buddy.pk])).status_code == 404
    assert delegate.get(reverse("groups:buddies", args=[newer.slug])).status_code == 403


def test_an_odd_wish_is_refused_in_words(animator, people, pair):
    newer, _older = pair
    answer = animator.post(reverse("groups:buddies", args=[newer.slug]), {"other": newer.slug, "way": "lune"})
    assert answer.status_code == 422
    assert not Buddy.objects.exists()
