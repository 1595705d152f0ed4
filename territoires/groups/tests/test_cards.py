"""Coming without account: a link, a printed card, the code on the wall."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.actions import accept_invitation
from territoires.audit.models import JournalEntry
from territoires.groups.actions import cards as verbs
from territoires.groups.actions.people import CannotJoin, Place
from territoires.groups.clock import tend_cards
from territoires.groups.models import Animator, Card, JoinLink, Member
from territoires.groups.permissions import fetch_card, is_inside
from territoires.groups.rules import CARD_MISSES, CARD_MISSES_OF_ALL, CARDS_WAITING, LINK_DAYS
from territoires.groups.tests.desk import NOW, by
from territoires.groups.tests.factories import make_group, make_role
from territoires.groups.tests.gathering import gather
from territoires.groups.tests.test_animators import token_of
from territoires.kit import limits
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


def card_page(card, name: str = "card") -> str:
    return reverse(f"groups:{name}", args=[card.code])


def make_link(people, group) -> JoinLink:
    return verbs.make_join_link(group=group, by=by(people.animator), now=timezone.now())


# -- the link ---------------------------------------------------------------------------------------------------------


def test_a_parent_joins_by_link_with_a_first_name_and_keeps_a_card(visitor, people):
    role = make_role()
    link = make_link(people, make_group())
    page = visitor.get(reverse("groups:join", args=[link.token]))
    assert "vous invite" in page.text
    assert "Sophie" in page.text
    told = {"first_name": "Fatou", "role": role.slug}
    kept = visitor.post(reverse("groups:join", args=[link.token]), told, follow=True)
    member = Member.objects.get()
    assert (member.first_name, member.role, member.user, member.came_by) == ("Fatou", role, None, "link")
    card = Card.objects.get()
    assert card.member == member
    assert card.spoken.lower() in kept.text
    assert "<svg" in kept.text
    assert not kept.cookies
    assert not visitor.cookies


def test_the_same_form_sent_twice_makes_one_member(visitor, people):
    link = make_link(people, make_group())
    for _time in range(2):
        visitor.post(reverse("groups:join", args=[link.token]), {"first_name": "Fatou"})
    assert Member.objects.count() == Card.objects.count() == 1


def test_a_name_is_asked_and_nothing_typed_is_lost(visitor, people):
    role = make_role()
    link = make_link(people, make_group())
    answer = visitor.post(reverse("groups:join", args=[link.token]), {"first_name": "", "role": role.slug})
    assert answer.status_code == 422
    assert f'value="{role.slug}" selected' in answer.text
    assert not Member.objects.exists()


def test_an_account_that_opens_the_link_joins_without_card(relay, people):
    group = make_group()
    link = make_link(people, group)
    answer = relay.post(reverse("groups:join", args=[link.token]), {"first_name": "Karim"})
    assert answer.url == reverse("groups:inside", args=[group.slug])
    assert is_inside(relay.user, group)
    assert not Card.objects.exists()
    assert relay.get(reverse("groups:join", args=[link.token])).status_code == 302


@pytest.mark.parametrize("why", ["revoked", "old", "used"])
def test_a_link_that_is_over_opens_nothing(visitor, people, why):
    group = make_group()
    link = make_link(people, group)
    change = {
        "revoked": {"revoked_at": NOW},
        "old": {"expires_at": timezone.now() - datetime.timedelta(seconds=1)},
        "used": {"uses": link.max_uses},
    }[why]
    JoinLink.objects.filter(pk=link.pk).update(**change)
    answer = visitor.post(reverse("groups:join", args=[link.token]), {"first_name": "Fatou"})
    assert answer.status_code == 404
    assert "n'ouvre plus rien" in answer.text
    with pytest.raises(CannotJoin):
        verbs.join_by_link(link=link, place=Place("Fatou"), by=VISITOR, now=timezone.now())
    assert not Member.objects.exists()


def test_a_new_link_takes_the_place_of_the_former(people):
    group = make_group()
    first, second = make_link(people, group), make_link(people, group)
    assert list(JoinLink.objects.open_at(timezone.now())) == [second]
    assert second.expires_at - second.made_at == datetime.timedelta(days=LINK_DAYS)
    assert first.token != second.token


def test_a_letter_turns_a_card_into_an_account_beside_it(visitor, people):
    gathering = gather(people)
    answer = visitor.post(card_page(gathering.card, "card_account"), {"email": "Fatou@exemple.fr"})
    assert "C'est envoyé" in answer.text
    user = accept_invitation(
        token=token_of(Letter.objects.get(to="fatou@exemple.fr")), display_name="Fatou", now=timezone.now()
    )
    gathering.fatou.refresh_from_db()
    assert gathering.fatou.user == user
    assert is_inside(user, gathering.group)
    assert visitor.get(card_page(gathering.card)).status_code == 200


def test_nobody_fills_a_mailbox_with_our_letters(visitor, people):
    gathering = gather(people)
    for _time in range(5):
        answer = visitor.post(card_page(gathering.card, "card_account"), {"email": "voisin@exemple.fr"})
    assert answer.status_code == 422
    assert Letter.objects.filter(to="voisin@exemple.fr").count() == 3


# -- the card ---------------------------------------------------------------------------------------------------------


def test_the_first_use_of_a_blank_card_asks_a_first_name_and_binds_it(visitor, people):
    gathering = gather(people)
    [card] = verbs.make_cards(group=gathering.group, number=1, by=by(people.animator), now=timezone.now())
    assert "Dites seulement votre prénom" in visitor.get(card_page(card)).text
    assert visitor.get(card_page(card, "card_place")).url == card_page(card)
    visitor.post(card_page(card), {"first_name": "Nadia"})
    card.refresh_from_db()
    assert card.member.first_name == "Nadia"
    assert card.member.came_by == "card"
    assert card.first_used_at is not None
    page = visitor.get(card_page(card))
    assert "Bonjour Nadia" in page.text
    assert not visitor.cookies


def test_two_people_with_one_blank_card_make_one_member(people):
    gathering = gather(people)
    [card] = verbs.make_cards(group=gathering.group, number=1, by=by(people.animator), now=timezone.now())
    verbs.use_card(card=card, place=Place("Nadia"), by=VISITOR, now=timezone.now())
    with pytest.raises(verbs.CannotUseCard):
        verbs.use_card(card=card, place=Place("Paul"), by=VISITOR, now=timezone.now())
    assert not Member.objects.filter(first_name="Paul").exists()


def test_a_card_page_is_kept_by_nobody(visitor, people):
    answer = visitor.get(card_page(gather(people).card))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert 'rel="canonical"' not in answer.text
    assert "og:url" not in answer.text


def closed_cards(people):
    """A code that never was, and codes that no longer open anything."""
    gathering = gather(people)
    make = {"group": gathering.group, "by": by(people.animator), "now": timezone.now()}
    old, taken, left = verbs.make_cards(number=3, **make)
    Card.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    verbs.revoke_card(card=taken, by=by(people.animator), now=timezone.now())
    member = verbs.use_card(card=left, place=Place("Léo"), by=VISITOR, now=timezone.now())
    Member.objects.filter(pk=member.pk).update(left_at=NOW)
    return ["abcdefghjkmn", "Nimporte-quoi_", old.code, taken.code, left.code]


def test_unknown_and_closed_cards_answer_alike(visitor, people):
    pages = []
    for code in closed_cards(people):
        with pytest.raises(Http404):
            fetch_card(code, timezone.now())
        answer = visitor.get(reverse("groups:card", args=[code]))
        pages.append((answer.status_code, answer["Cache-Control"], answer.text.replace(code, "…")))
    assert len(set(pages)) == 1
    assert pages[0][0] == 404
    assert "Cette carte n'ouvre rien" in pages[0][2]


@pytest.mark.parametrize("page", ["card_keep", "card_place", "card_contact", "card_account", "card_leave"])
def test_every_page_of_a_card_refuses_a_closed_one_and_the_one_on_the_wall(visitor, people, page):
    gathering = gather(people)
    wall = verbs.make_wall_card(group=gathering.group, by=by(people.animator), now=timezone.now())
    assert visitor.get(card_page(gathering.card, page)).status_code == 200
    assert visitor.get(card_page(wall, page)).url == card_page(wall)
    verbs.revoke_card(card=gathering.card, by=by(people.animator), now=timezone.now())
    assert visitor.get(card_page(gathering.card, page)).status_code == 404


def test_somebody_with_a_card_changes_their_name_and_leaves(visitor, people):
    gathering = gather(people)
    visitor.post(card_page(gathering.card, "card_place"), {"first_name": "Fatou D."})
    gathering.fatou.refresh_from_db()
    assert gathering.fatou.first_name == "Fatou D."
    assert gathering.fatou.name_shown is False
    answer = visitor.post(card_page(gathering.card, "card_leave"), {"forget_name": "on"})
    assert "Vous avez quitté le groupe" in answer.text
    gathering.fatou.refresh_from_db()
    assert gathering.fatou.left_at is not None
    assert gathering.fatou.first_name == ""
    assert visitor.get(card_page(gathering.card)).status_code == 404


# -- typing the words -------------------------------------------------------------------------------------------------


def test_the_words_of_a_card_typed_by_hand_open_it(visitor, people):
    card = gather(people).card
    typed = card.spoken.lower().replace("-", " ")
    assert visitor.post("/c/", {"code": typed}).url == card_page(card)
    assert visitor.post("/c/", {"code": ""}).status_code == 422
    assert visitor.post("/c/", {"code": "lune"}).status_code == 422


def test_guesses_of_one_network_stop_and_another_network_goes_on(visitor, people):
    card = gather(people).card
    for _time in range(CARD_MISSES):
        assert visitor.post("/c/", {"code": "lune tulipe balcon 4821"}).status_code == 422
    assert visitor.post("/c/", {"code": card.spoken}).status_code == 429
    assert visitor.post("/c/", {"code": card.spoken}, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert visitor.get(card_page(card)).status_code == 200


def test_guesses_of_everybody_together_are_bounded_and_addresses_go_on(visitor, people):
    card = gather(people).card
    now = timezone.now()
    for _time in range(CARD_MISSES_OF_ALL):
        limits.count("groups-card-miss", "everybody", 3600, now)
    assert visitor.post("/c/", {"code": card.spoken}).status_code == 429
    assert visitor.get(card_page(card)).status_code == 200


# -- making and closing -----------------------------------------------------------------------------------------------


def test_an_animator_prints_cards_and_sees_a_code_until_its_first_use(animator, people):
    gathering = gather(people)
    ways = reverse("groups:ways_in", args=[gathering.group.slug])
    sheet = animator.post(ways, {"number": "8"}, follow=True)
    blank = Card.objects.filter(first_used_at=None)
    assert blank.count() == 8
    assert all(card.spoken.lower() in sheet.text for card in blank)
    for page in (sheet.text, animator.get(ways).text):
        assert gathering.card.spoken.lower() not in page
        assert gathering.card.code not in page


def test_cards_do_not_pile_up(animator, people):
    gathering = gather(people)
    verbs.make_cards(group=gathering.group, number=CARDS_WAITING - 7, by=by(people.animator), now=timezone.now())
    answer = animator.post(reverse("groups:ways_in", args=[gathering.group.slug]), {"number": "8"})
    assert answer.status_code == 422
    assert Card.objects.blank().count() == CARDS_WAITING - 7


def test_a_lost_card_is_replaced_and_the_old_one_opens_nothing(animator, visitor, people):
    gathering = gather(people)
    animator.post(reverse("groups:person_card", args=[gathering.group.slug, gathering.fatou.pk]))
    new = Card.objects.get(member=gathering.fatou, revoked_at=None)
    assert visitor.get(card_page(gathering.card)).status_code == 404
    assert 'value="Fatoumatou"' in visitor.get(card_page(new)).text
    visitor.post(card_page(new), {"first_name": "Fatou"})
    assert "Bonjour Fatou" in visitor.get(card_page(new)).text
    assert Member.objects.filter(group=gathering.group).count() == 2


def test_a_card_is_renewed_for_a_year(animator, people):
    gathering = gather(people)
    Card.objects.update(expires_at=timezone.now() + datetime.timedelta(days=3))
    animator.post(reverse("groups:keep_card", args=[gathering.group.slug, gathering.card.pk]))
    gathering.card.refresh_from_db()
    assert (gathering.card.expires_at - timezone.now()).days >= 364


def test_one_code_on_the_wall_and_a_new_one_when_it_is_misused(animator, visitor, people):
    gathering = gather(people)
    make = reverse("groups:make_wall", args=[gathering.group.slug])
    animator.post(make)
    animator.post(make)
    wall = Card.objects.get(kind="wall")
    page = visitor.get(card_page(wall))
    assert "Vous avez lu le code sur le mur" in page.text
    assert "Fatoumatou" not in page.text
    animator.post(make, {"new": "1"})
    assert visitor.get(card_page(wall)).status_code == 404
    assert Card.objects.filter(kind="wall", revoked_at=None).count() == 1


def test_the_database_holds_what_a_card_is(people):
    gathering = gather(people)
    wall = verbs.make_wall_card(group=gathering.group, by=by(people.animator), now=timezone.now())
    for broken in ({"member": gathering.fatou}, {"kind": "member", "first_used_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Card.objects.filter(pk=wall.pk).update(**broken)


def test_time_forgets_closed_cards_and_keeps_the_wall_open_while_somebody_animates(people):
    gathering = gather(people)
    wall = verbs.make_wall_card(group=gathering.group, by=by(people.animator), now=timezone.now())
    link = make_link(people, gathering.group)
    later = timezone.now() + datetime.timedelta(days=300)
    tend_cards(later)
    wall.refresh_from_db()
    assert (wall.expires_at - later).days == 365
    assert not JoinLink.objects.filter(pk=link.pk).exists()
    assert Card.objects.filter(pk=gathering.card.pk).exists()
    Animator.objects.update(until=later)
    tend_cards(later + datetime.timedelta(days=400))
    assert not Card.objects.exists()
    assert JournalEntry.objects.filter(verb="groups.tidy_cards").count() == 2
