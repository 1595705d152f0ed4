"""Who reads what, and how fast something withdrawn is gone: page, list, newspaper, feeds, files, kept pages."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from territoires.groups.models import LocalGroup, Member
from territoires.groups.signals import group_changed
from territoires.groups.tests.factories import make_group
from territoires.journal.actions.entries import withdraw_entry
from territoires.journal.actions.personal_data import forget_author
from territoires.journal.models import Entry
from territoires.journal.queries import newspaper
from territoires.journal.queries.personal_data import entries_of
from territoires.journal.tests.words import BY, JPEG, WORDS, animated, make_sound, published, shown_picture
from territoires.media.actions import revoke_person_consent, show
from territoires.media.models import PersonConsent
from territoires.networks.models import Delegate
from territoires.networks.tests.factories import make_network

pytestmark = pytest.mark.django_db
NOW = timezone.now


def text(response):
    return response.content.decode()


def journal(group):
    return reverse("journal:entries", args=[group.slug])


def page_of(entry):
    return reverse("journal:entry", args=[entry.group.slug, entry.key])


def month_of(entry):
    return reverse("journal:newspaper", args=[entry.group.slug, f"{entry.happened_on:%Y-%m}"])


def reads(client, entry):
    return client.get(page_of(entry)).status_code == 200 and entry.words in text(client.get(journal(entry.group)))


def test_everybody_reads_what_is_public(visitor):
    entry = published(make_group())
    assert reads(visitor, entry)
    page = text(visitor.get(page_of(entry)))
    assert "Faire passer le mot" in page
    assert "Les parents de l" in page
    assert WORDS in text(visitor.get(reverse("groups:group_page", args=[entry.group.slug])))


def test_people_of_any_group_and_delegates_read_what_is_for_the_networks(
    visitor, animator, delegate, coordinator, relay
):
    entry = published(make_group(), visibility="network")
    animated(animator.user, name="Les voisins", town="Lille")
    Delegate.objects.create(network=make_network("ATD"), user=delegate.user, since=NOW())
    assert reads(animator, entry)
    assert reads(delegate, entry)
    assert reads(coordinator, entry)
    assert not reads(relay, entry)
    assert not reads(visitor, entry)


def test_what_is_for_the_group_is_read_inside_and_nowhere_else(visitor, animator, coordinator, relay, sign_in, people):
    group = animated(animator.user)
    entry = published(group, visibility="group")
    Member.objects.create(group=group, user=relay.user, came_by="link", joined_at=NOW())
    assert reads(animator, entry)
    assert reads(relay, entry)
    assert not reads(coordinator, entry)
    assert not reads(visitor, entry)
    assert coordinator.get(page_of(entry)).status_code == 404


def test_a_hidden_group_shows_nothing_outside(visitor, animator):
    entry = published(animated(animator.user, shown=False))
    assert reads(animator, entry)
    assert visitor.get(page_of(entry)).status_code == 404
    assert visitor.get(journal(entry.group)).status_code == 404


@pytest.mark.parametrize("key", ["aaaaaaaaa", "x"])
def test_an_address_that_never_was(visitor, key):
    group = make_group()
    assert visitor.get(reverse("journal:entry", args=[group.slug, key])).status_code == 404


def test_a_withdrawn_entry_says_that_it_is_gone(visitor):
    entry = published(make_group())
    withdraw_entry(entry=entry, version=None, now=NOW(), by=BY)
    answer = visitor.get(page_of(entry))
    assert answer.status_code == 410
    assert WORDS not in text(answer)
    assert "retirée" in text(answer)


def test_what_was_never_for_everybody_does_not_say_that_it_was(visitor):
    entry = published(make_group(), visibility="group")
    withdraw_entry(entry=entry, version=None, now=NOW(), by=BY)
    assert visitor.get(page_of(entry)).status_code == 404


def test_the_coordination_hides_at_once(coordinator, animator, visitor):
    group = animated(animator.user)
    entry = published(group)
    address = reverse("journal:hide", args=[group.slug, entry.key])
    assert "Cacher tout de suite" in text(coordinator.get(page_of(entry)))
    assert animator.post(address).status_code == 404
    coordinator.post(address)
    assert not reads(visitor, entry)
    inside = published(group, "Entre nous.", visibility="group")
    assert coordinator.post(reverse("journal:hide", args=[group.slug, inside.key])).status_code == 404


def test_files_that_are_not_for_everybody_ask_who_one_is(visitor, animator, relay):
    group = animated(animator.user)
    entry = published(group, visibility="group")
    picture = shown_picture(entry)
    file = picture.renditions.first().name
    address = reverse("journal:entry_file", args=[group.slug, entry.key, picture.token, file])
    answer = animator.get(address)
    assert b"".join(answer) == JPEG
    assert visitor.get(address).status_code == 302
    assert relay.get(address).status_code == 404
    assert visitor.get(reverse("media:rendition", args=[picture.token, file])).status_code == 404
    other = published(make_group("Les voisins", "Lille"))
    elsewhere = reverse("journal:entry_file", args=[other.group.slug, other.key, picture.token, file])
    assert animator.get(elsewhere).status_code == 404


def test_a_group_that_is_hidden_closes_its_files_too(visitor):
    entry = published(make_group())
    picture = shown_picture(entry)
    address = reverse("media:rendition", args=[picture.token, picture.renditions.first().name])
    assert visitor.get(address).status_code == 200
    LocalGroup.objects.update(shown_since=None, stage="interested")
    group_changed.send(sender=LocalGroup, group_id=entry.group_id)
    assert visitor.get(address).status_code == 404
    LocalGroup.objects.update(shown_since=timezone.localdate())
    group_changed.send(sender=LocalGroup, group_id=entry.group_id)
    assert visitor.get(address).status_code == 200


def _places(entry):
    group = entry.group
    return [
        reverse("groups:group_page", args=[group.slug]), journal(group), page_of(entry), month_of(entry),
        reverse("journal:atom", args=[group.slug]),
    ]  # fmt: skip


@pytest.fixture
def pictured():
    entry = published(make_group())
    return entry, shown_picture(entry, people="adults")


def test_an_agreement_taken_back_hides_the_picture_at_the_next_request(visitor, pictured):
    entry, picture = pictured
    file = reverse("media:rendition", args=[picture.token, picture.renditions.first().name])
    shown_on = [place for place in _places(entry) if picture.token in text(visitor.get(place))]
    assert len(shown_on) == 4
    assert visitor.get(file).status_code == 200
    revoke_person_consent(consent=PersonConsent.objects.get(), now=NOW(), by=BY)
    for place in _places(entry):
        assert picture.token not in text(visitor.get(place))
        assert WORDS in text(visitor.get(place))
    assert visitor.get(file).status_code == 404
    day = entry.happened_on
    paper = newspaper.month(entry.group, day.year, day.month, AnonymousUser(), today=timezone.localdate())
    assert [piece.picture for piece in paper.pieces] == [None]


def test_an_agreement_that_ended_hides_the_picture_without_any_clock(visitor, pictured):
    entry, picture = pictured
    file = reverse("media:rendition", args=[picture.token, picture.renditions.first().name])
    PersonConsent.objects.update(until_on=timezone.localdate() - datetime.timedelta(days=1))
    for place in _places(entry):
        assert picture.token not in text(visitor.get(place))
    assert visitor.get(file).status_code == 404


def test_a_picture_not_agreed_for_paper_stays_off_the_wall(visitor, pictured):
    entry, picture = pictured
    PersonConsent.objects.update(for_print=False)
    assert picture.token in text(visitor.get(page_of(entry)))
    assert picture.token not in text(visitor.get(month_of(entry)))


def test_the_newspaper_of_the_month(visitor):
    group = make_group()
    entry = published(group)
    sound = make_sound(entry)
    show(medium=sound, everyone=True, now=NOW(), by=BY)
    published(group, "Pour nous.", visibility="group")
    published(group, "Pour les réseaux.", visibility="network")
    published(group, "L'an dernier.", happened_on=datetime.date(2025, 5, 5))
    page = text(visitor.get(month_of(entry)))
    assert WORDS in page
    for other in ("Pour nous.", "Pour les réseaux.", "L&#x27;an dernier."):
        assert other not in page
    assert "Écouter la voix" in page
    assert page.count("contributions-qr") == 2
    assert "L&#x27;an dernier." in text(visitor.get(reverse("journal:newspaper", args=[group.slug, "2025-05"])))


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "1999-01", "26-1"])
def test_a_month_that_never_was(visitor, month):
    group = make_group()
    assert visitor.get(f"/groupes/{group.slug}/journal/{month}/").status_code == 404


def test_an_empty_month_is_calm(visitor):
    group = make_group()
    assert visitor.get(reverse("journal:newspaper", args=[group.slug, "2026-01"])).status_code == 200


def test_people_of_a_group_not_shown_yet_print_their_own(animator, visitor):
    entry = published(animated(animator.user, shown=False))
    assert WORDS in text(animator.get(month_of(entry)))
    assert visitor.get(month_of(entry)).status_code == 404


def test_the_list_does_not_ask_more_for_more_entries(visitor, django_assert_max_num_queries):
    group = make_group()
    for number in range(13):
        shown_picture(published(group, f"Mots {number}."))
    with django_assert_max_num_queries(25):
        assert "Voir plus" in text(visitor.get(journal(group)))


def test_entries_stand_in_the_sitemap(visitor):
    entry = published(make_group())
    private = published(entry.group, "Entre nous.", visibility="group")
    found = text(visitor.get(reverse("front:sitemap")))
    assert page_of(entry) in found
    assert private.key not in found


def test_the_story_of_a_group_that_ended_stays(visitor):
    entry = published(make_group())
    LocalGroup.objects.update(ended_on=timezone.localdate())
    assert reads(visitor, entry)


def test_a_person_reads_and_forgets_what_they_wrote(animator):
    group = animated(animator.user)
    entry = published(group)
    Entry.objects.update(author=animator.user)
    assert entries_of(animator.user.pk)[0]["vos mots"] == WORDS
    forget_author(user_id=animator.user.pk)
    entry.refresh_from_db()
    assert (entry.author, entry.words) == (None, WORDS)
