"""What the door keeps of a journal is true to the moment: must show 4, asked of kept pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.actions import withdraw
from territoires.contributions.models import Contribution
from territoires.groups.tests.factories import make_group
from territoires.journal.actions.card import accept_words, receive_words
from territoires.journal.actions.entries import withdraw_entry
from territoires.journal.tests.words import BY, WORDS, published, shown_picture
from territoires.kit.actors import VISITOR
from territoires.kit.tests.edge_client import ask, make_edge
from territoires.media.actions import revoke_person_consent
from territoires.media.models import PersonConsent

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now


@pytest.fixture
def edge(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
    return make_edge()


def places(entry):
    slug = entry.group.slug
    return [
        reverse("groups:group_page", args=[slug]),
        reverse("journal:entries", args=[slug]),
        reverse("journal:entry", args=[slug, entry.key]),
        reverse("journal:newspaper", args=[slug, f"{entry.happened_on:%Y-%m}"]),
        reverse("journal:atom", args=[slug]),
    ]


def kept(edge, paths, words):
    """Each page is asked twice, so that the second comes from memory."""
    for path in [*paths, *paths]:
        assert words in ask(edge, path).text, path
    assert len(edge.store.plain.pages) >= 4


def test_an_agreement_taken_back_leaves_no_kept_page(edge):
    entry = published(make_group())
    picture = shown_picture(entry, people="adults")
    pages = places(entry)[:4]
    kept(edge, pages, picture.token)
    revoke_person_consent(consent=PersonConsent.objects.get(), now=NOW(), by=BY)
    assert not [path for path in pages if picture.token in ask(edge, path).text]


def test_an_agreement_that_ends_leaves_no_kept_page(edge):
    entry = published(make_group())
    picture = shown_picture(entry, people="adults")
    pages = places(entry)[:4]
    kept(edge, pages, picture.token)
    PersonConsent.objects.update(until_on=timezone.localdate() - datetime.timedelta(days=1))
    assert not [path for path in pages if picture.token in ask(edge, path).text]


def test_a_withdrawn_entry_leaves_no_kept_page(edge):
    entry = published(make_group())
    kept(edge, places(entry), WORDS)
    withdraw_entry(entry=entry, version=None, now=NOW(), by=BY)
    assert not [path for path in places(entry) if WORDS in ask(edge, path).text]
    assert ask(edge, places(entry)[2]).status == 410


def test_words_taken_back_by_their_reference_leave_no_kept_page(edge):
    group = make_group()
    sent = receive_words(group=group, words=WORDS, first_name="Awa", visibility="public", now=NOW(), by=VISITOR)
    entry = accept_words(
        entry=sent.entry, version=1, sent_version=sent.contribution.version, words=WORDS, said_by="Awa",
        visibility="public", now=NOW(), by=BY,
    )  # fmt: skip
    kept(edge, places(entry), WORDS)
    withdraw(contribution=Contribution.objects.get(), now=NOW(), by=VISITOR)
    assert not [path for path in places(entry) if WORDS in ask(edge, path).text]


def test_control_a_page_that_did_not_change_is_still_the_same(edge):
    """Negative control: without anybody taking anything back, the words stay."""
    entry = published(make_group())
    kept(edge, places(entry), WORDS)
    assert all(WORDS in ask(edge, path).text for path in places(entry))
