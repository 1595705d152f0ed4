"""Cards to cut out and the code of the wall: for the animators of the group, and nobody else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.groups.models import Card
from territoires.groups.tests.factories import make_animator, make_group
from territoires.handouts.tests.reading import assert_sound, codes, words

pytestmark = pytest.mark.django_db


def make_card(group, number: int, kind: str = "member") -> Card:
    now = timezone.now()
    return Card.objects.create(
        group=group, kind=kind, code=f"abcdefgh{number:04}", spoken=f"LUNE-TULIPE-BALCON-{number:04}", made_at=now,
        expires_at=now + datetime.timedelta(days=90),
    )  # fmt: skip


@pytest.fixture
def group(people):
    group = make_group("Le grand atelier")
    make_animator(group, people.animator)
    return group


def address(settings, card: Card) -> str:
    return settings.SITE_URL + reverse("groups:card", args=[card.code])


def test_ten_cards_on_a_sheet_each_with_its_code(animator, group, settings):
    cards = [make_card(group, number) for number in range(12)]
    answer = animator.get(reverse("handouts:cards", args=[group.slug]))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    pdf = answer.content
    assert_sound(pdf, pages=2)
    first, second = codes(pdf, 0), codes(pdf, 1)
    assert set(first) == {address(settings, card) for card in cards[:10]}
    assert set(second) == {address(settings, card) for card in cards[10:]}
    assert min(first.values()) > 2.4
    for card in cards:
        assert card.spoken in words(pdf)
    assert "Le grand atelier" in words(pdf)


def test_without_cards_there_is_no_sheet(animator, group):
    assert animator.get(reverse("handouts:cards", args=[group.slug])).status_code == 404
    assert animator.get(reverse("handouts:wall_card", args=[group.slug])).status_code == 404


def test_the_code_of_the_wall(animator, group, settings):
    card = make_card(group, 1, kind="wall")
    pdf = animator.get(reverse("handouts:wall_card", args=[group.slug])).content
    assert_sound(pdf)
    assert set(codes(pdf)) == {address(settings, card)}
    assert "Racontez en trente secondes" in words(pdf)
    assert card.spoken in words(pdf)


@pytest.mark.parametrize("name", ["handouts:cards", "handouts:wall_card"])
def test_nobody_else_prints_them(name, visitor, coordinator, sign_in, people, group):
    make_card(group, 1)
    make_card(group, 2, kind="wall")
    path = reverse(name, args=[group.slug])
    assert visitor.get(path).status_code == 302
    for client in (coordinator, sign_in(people.other_animator)):
        assert client.get(path).status_code in (403, 404)


def test_the_space_of_the_group_offers_what_can_be_printed(animator, group):
    page = animator.get(reverse("groups:desk_group", args=[group.slug]))
    assert "À imprimer" not in page.content.decode() or page.status_code == 200
