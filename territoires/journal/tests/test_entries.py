"""Writing, publishing, scheduling, taking back, throwing away: with a refusal beside each success."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.groups.tests.factories import make_group
from territoires.journal.actions import entries as verbs
from territoires.journal.actions.media import show_files
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.models import Entry
from territoires.journal.tests.words import BY, agree, animated, make_picture, published, written
from territoires.mailer.models import Letter
from territoires.media.actions import tell_expiring
from territoires.media.models import Picture
from territoires.media.signals import media_ready

pytestmark = pytest.mark.django_db
NOW = timezone.now


def refused(code, verb, **facts):
    with pytest.raises(CannotTell) as refusal:
        verb(now=NOW(), by=BY, **facts)
    assert refusal.value.code == code
    assert refusal.value.words


def test_a_draft_is_read_by_nobody():
    entry = written(make_group())
    assert entry.status == "draft"
    assert not Entry.objects.public(timezone.localdate()).exists()


def test_published_it_is_public_and_a_sign_of_life():
    group = make_group()
    entry = published(group)
    assert list(Entry.objects.public(timezone.localdate())) == [entry]
    assert LocalGroup.objects.get().last_entry_at == entry.published_at


def test_an_entry_wakes_a_resting_group():
    group = make_group(stage="asleep")
    published(group)
    group.refresh_from_db()
    assert group.stage != "asleep"


def test_a_group_that_is_not_shown_keeps_a_journal_that_nobody_outside_reads():
    published(make_group(shown=False, stage="interested"))
    assert not Entry.objects.public(timezone.localdate()).exists()


def test_a_group_that_ended_takes_nothing_new():
    group = make_group()
    entry = written(group)
    LocalGroup.objects.update(ended_on=timezone.localdate())
    group.refresh_from_db()
    refused("ended", verbs.write_entry, group=group, told={"words": "Encore un mot"})
    refused("ended", verbs.publish_entry, entry=entry, version=entry.version)


def test_nothing_is_published_without_words():
    entry = written(make_group(), "")
    refused("words", verbs.publish_entry, entry=entry, version=entry.version)
    refused("words", verbs.schedule_entry, entry=entry, version=entry.version, at=NOW() + datetime.timedelta(hours=3))


def test_two_people_at_once_get_one_result():
    entry = written(make_group())
    verbs.change_entry(entry=entry, version=entry.version, told={"words": "Autre chose"}, now=NOW(), by=BY)
    refused("changed", verbs.publish_entry, entry=entry, version=entry.version)
    refused("changed", verbs.change_entry, entry=entry, version=entry.version, told={"words": "Et encore"})


def test_a_change_is_undone_and_done_again():
    entry = published(make_group(), "Les premiers mots.")
    verbs.change_entry(
        entry=entry, version=None, told={"words": "D'autres mots.", "happened_on": datetime.date(2026, 1, 2)},
        now=NOW(), by=BY,
    )  # fmt: skip
    verbs.undo_change(entry=entry, version=None, now=NOW(), by=BY)
    entry.refresh_from_db()
    assert (entry.words, entry.happened_on) == ("Les premiers mots.", timezone.localdate())
    verbs.undo_change(entry=entry, version=None, now=NOW(), by=BY)
    entry.refresh_from_db()
    assert (entry.words, entry.happened_on) == ("D'autres mots.", datetime.date(2026, 1, 2))


def test_nothing_to_undo():
    refused("nothing", verbs.undo_change, entry=written(make_group()), version=None)


def test_a_published_entry_keeps_words():
    refused("words", verbs.change_entry, entry=published(make_group()), version=None, told={"words": ""})


def test_withdrawn_and_put_back():
    group = make_group()
    entry = published(group)
    verbs.withdraw_entry(entry=entry, version=entry.version, now=NOW(), by=BY)
    assert not Entry.objects.public(timezone.localdate()).exists()
    group.refresh_from_db()
    assert group.last_entry_at is None
    refused("state", verbs.withdraw_entry, entry=entry, version=None)
    verbs.publish_entry(entry=entry, version=None, now=NOW(), by=BY)
    assert Entry.objects.public(timezone.localdate()).exists()


def test_the_bin_keeps_thirty_days():
    group = make_group()
    entry = written(group)
    make_picture(entry)
    verbs.trash_entry(entry=entry, version=entry.version, now=NOW(), by=BY)
    verbs.forget_thrown(now=NOW() + datetime.timedelta(days=29))
    assert Entry.objects.exists()
    verbs.forget_thrown(now=NOW() + datetime.timedelta(days=31))
    assert not Entry.objects.exists()
    assert not Picture.objects.exclude(state="removed").exists()


def test_what_is_published_is_withdrawn_before_it_is_thrown_away():
    entry = published(make_group())
    refused("state", verbs.trash_entry, entry=entry, version=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(trashed_at=NOW())


def test_out_of_the_bin_as_it_was():
    entry = written(make_group())
    verbs.trash_entry(entry=entry, version=None, now=NOW(), by=BY)
    verbs.untrash_entry(entry=entry, version=None, now=NOW(), by=BY)
    entry.refresh_from_db()
    assert (entry.status, entry.trashed_at) == ("draft", None)


def test_scheduled_it_appears_by_itself():
    entry = written(make_group())
    at = NOW() + datetime.timedelta(hours=2)
    verbs.schedule_entry(entry=entry, version=entry.version, at=at, now=NOW(), by=BY)
    assert verbs.publish_due(now=NOW()) == 0
    assert verbs.publish_due(now=at) == 1
    assert verbs.publish_due(now=at) == 0
    entry.refresh_from_db()
    assert entry.status == "published"


@pytest.mark.parametrize("away", [datetime.timedelta(hours=-1), datetime.timedelta(days=500)])
def test_a_moment_that_is_over_or_too_far_is_refused(away):
    entry = written(make_group())
    refused("late", verbs.schedule_entry, entry=entry, version=entry.version, at=NOW() + away)


def test_a_scheduled_entry_that_may_not_appear_is_kept():
    entry = written(make_group())
    make_picture(entry, people="adults")
    at = NOW() + datetime.timedelta(hours=2)
    verbs.schedule_entry(entry=entry, version=entry.version, at=at, now=NOW(), by=BY)
    assert verbs.publish_due(now=at) == 0
    entry.refresh_from_db()
    assert entry.status == "draft"


def test_while_somebody_has_not_agreed_nothing_appears():
    entry = written(make_group())
    picture = make_picture(entry, people="adults")
    refused("consent", verbs.publish_entry, entry=entry, version=entry.version)
    agree(picture)
    verbs.publish_entry(entry=entry, version=None, now=NOW(), by=BY)
    picture.refresh_from_db()
    assert picture.shown_since
    assert picture.for_everybody


def test_the_words_alone_appear_in_one_tap_and_the_picture_later():
    entry = written(make_group())
    picture = make_picture(entry, people="adults")
    verbs.publish_entry(entry=entry, version=entry.version, without_media=True, now=NOW(), by=BY)
    picture.refresh_from_db()
    assert picture.shown_since is None
    agree(picture)
    show_files(entry=entry, version=None, now=NOW(), by=BY)
    picture.refresh_from_db()
    assert picture.shown_since


def test_for_the_group_alone_no_file_is_for_everybody():
    entry = written(make_group(), visibility="group")
    picture = make_picture(entry)
    verbs.publish_entry(entry=entry, version=None, now=NOW(), by=BY)
    picture.refresh_from_db()
    assert picture.shown_since
    assert not picture.for_everybody
    verbs.change_entry(entry=entry, version=None, told={"visibility": "public"}, now=NOW(), by=BY)
    picture.refresh_from_db()
    assert picture.for_everybody


def test_a_picture_made_ready_later_joins_its_entry():
    entry = written(make_group())
    picture = make_picture(entry, ready=False)
    verbs.publish_entry(entry=entry, version=None, now=NOW(), by=BY)
    Picture.objects.update(state="ready")
    media_ready.send(sender=Picture, kind="picture", medium_id=picture.pk, owner=entry.media_key)
    picture.refresh_from_db()
    assert picture.shown_since


def test_versions_are_forgotten_after_thirty_days():
    entry = published(make_group())
    verbs.change_entry(entry=entry, version=None, told={"words": "Autre chose."}, now=NOW(), by=BY)
    verbs.forget_thrown(now=NOW() + datetime.timedelta(days=31))
    assert not entry.versions.exists()


def test_the_group_is_told_once_that_an_agreement_ends_soon(people):
    entry = published(animated(people.animator))
    consent = agree(make_picture(entry, people="adults"), until_on=timezone.localdate() + datetime.timedelta(days=20))
    for _run in range(2):
        tell_expiring(now=NOW(), today=timezone.localdate(), by=BY)
    letter = Letter.objects.get()
    assert letter.to == people.animator.email
    assert consent.designation not in letter.text


def test_nobody_is_told_of_an_entry_that_is_not_shown(people):
    entry = written(animated(people.animator))
    agree(make_picture(entry, people="adults"), until_on=timezone.localdate() + datetime.timedelta(days=20))
    tell_expiring(now=NOW(), today=timezone.localdate(), by=BY)
    assert not Letter.objects.exists()
