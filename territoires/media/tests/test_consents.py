"""Nothing is seen or heard while an agreement is missing; one taken back or ended hides at the next request."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from territoires.audit.models import JournalEntry
from territoires.kit.actors import CLOCK, VISITOR
from territoires.media import actions, clock, queries
from territoires.media.enums import Lack, State, Use
from territoires.media.models import PersonConsent, Picture
from territoires.media.signals import consent_expiring, media_withdrawn
from territoires.media.tests.factories import agree, ready_picture, ready_sound, receive_picture, shown_picture

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def show(medium, **options):
    actions.show(medium=medium, now=NOW, by=VISITOR, **options)


def lack(medium):
    with pytest.raises(actions.CannotShow) as refused:
        show(medium)
    return refused.value.lack


def status(client, medium, name=""):
    name = name or ("photo-480.jpeg" if medium.KIND == "picture" else "son.m4a")
    return client.get(reverse("media:rendition", args=[medium.token, name])).status_code


@pytest.fixture
def withdrawn():
    told = []

    def note(**facts):
        told.append((facts["kind"], facts["medium_id"], facts["owner"]))

    media_withdrawn.connect(note)
    yield told
    media_withdrawn.disconnect(note)


# -- before it is shown ---------------------------------------------------------------------------------------------
def test_a_picture_without_anybody_is_shown_once_described(visitor):
    picture = ready_picture()
    show(picture)
    assert status(visitor, picture) == 200


def test_a_picture_is_not_shown_without_description_nor_answer():
    assert lack(ready_picture(alt="")) == Lack.DESCRIPTION
    assert lack(ready_picture(alt="  ")) == Lack.DESCRIPTION
    assert lack(ready_picture(people="")) == Lack.PEOPLE
    show(ready_picture(alt="", decorative=True))


def test_a_picture_of_adults_waits_for_each_of_them(visitor):
    picture = ready_picture(people="adults")
    assert lack(picture) == Lack.CONSENT
    agree(picture, "Fatou")
    open_one = actions.ask_person_consent(medium=picture, designation="un monsieur", now=NOW, by=VISITOR)
    assert lack(picture) == Lack.CONSENT
    actions.renew_person_consent(consent=open_one, given="paper", witness="Sophie", now=NOW, by=VISITOR)
    show(picture)
    assert status(visitor, picture) == 200


def test_a_voice_is_always_somebody_s():
    sound = ready_sound()
    assert lack(sound) == Lack.CONSENT
    agree(sound)
    show(sound)


def test_a_child_s_face_stays_between_us(settings):
    picture = ready_picture(people="child")
    assert lack(picture) == Lack.CHILD
    with pytest.raises(actions.CannotRecord):
        agree(picture, is_child=True, both_parents_agreed=True, child_agreed=True)
    settings.MEDIA_CHILDREN_FACES = True
    for missing in ({"both_parents_agreed": True}, {"child_agreed": True}):
        with pytest.raises(actions.CannotRecord):
            agree(picture, is_child=True, **missing)
    agree(picture, is_child=True, both_parents_agreed=True, child_agreed=True)
    show(picture)
    settings.MEDIA_CHILDREN_FACES = False
    assert queries.lack_of(picture, NOW) == Lack.CHILD


def test_the_database_holds_the_agreement_of_a_child():
    picture = ready_picture()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonConsent.objects.create(
            picture=picture, designation="Lina", is_child=True, given="aloud", witness="S", given_at=NOW, until_on=TODAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonConsent.objects.create(picture=picture, designation="Lina", given_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonConsent.objects.create(designation="Lina")


def test_what_is_gone_cannot_be_shown():
    picture = ready_picture()
    actions.remove(medium=picture, now=NOW, by=VISITOR)
    assert lack(picture) == Lack.GONE
    with pytest.raises(actions.CannotRecord):
        agree(picture)


def test_one_may_say_show_before_the_file_is_ready(visitor):
    picture = receive_picture()
    show(picture)
    piece = queries.media_of("entry:1").pictures[0]
    assert piece.waiting
    assert not piece.src
    assert status(visitor, picture) == 404


def test_three_years_unless_said_otherwise(settings):
    assert agree(ready_picture()).until_on == NOW.date() + datetime.timedelta(days=1095)
    settings.MEDIA_CONSENT_DAYS = 10
    assert agree(ready_picture()).until_on == NOW.date() + datetime.timedelta(days=10)
    assert agree(ready_picture(), until_on=TODAY).until_on == TODAY


# -- taken back -----------------------------------------------------------------------------------------------------
def test_an_agreement_taken_back_hides_at_the_next_request(visitor, withdrawn):
    picture = ready_picture(people="adults")
    consent = agree(picture)
    show(picture)
    assert status(visitor, picture) == 200
    actions.revoke_person_consent(consent=consent, now=NOW, by=VISITOR)
    assert status(visitor, picture) == 404
    assert not queries.media_of("entry:1")
    assert queries.picture_file(picture) is None
    assert withdrawn == [("picture", picture.pk, "entry:1")]
    assert lack(picture) == Lack.CONSENT
    actions.revoke_person_consent(consent=consent, now=NOW, by=VISITOR)
    assert JournalEntry.objects.filter(verb="media.revoke_person_consent").count() == 1


def test_an_agreement_that_ended_hides_before_any_clock(visitor, monkeypatch):
    picture = ready_picture(people="adults")
    agree(picture, until_on=TODAY)
    show(picture)
    assert status(visitor, picture) == 200
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY + DAY)
    assert status(visitor, picture) == 404
    assert not queries.media_of("entry:1")
    picture.refresh_from_db()
    assert picture.shown_since is not None  # the clock has not passed yet


def test_the_clock_puts_away_what_ended_and_tells_it_once(withdrawn):
    ended, kept = ready_picture(people="adults"), ready_picture("entry:2", people="adults")
    agree(ended, until_on=TODAY)
    agree(kept, until_on=TODAY + DAY)
    show(ended)
    show(kept)
    assert clock.end_agreements(NOW) == 0
    assert clock.end_agreements(NOW + DAY) == 1
    assert clock.end_agreements(NOW + DAY) == 0
    assert withdrawn == [("picture", ended.pk, "entry:1")]
    assert Picture.objects.exclude(shown_since=None).get() == kept


def test_an_agreement_for_the_site_says_nothing_of_paper():
    picture = ready_picture(people="adults")
    agree(picture, uses=[Use.SITE])
    show(picture)
    assert queries.media_of("entry:1")
    assert not queries.media_of("entry:1", use=Use.PRINT)
    assert queries.picture_file(picture) is None
    assert queries.picture_file(picture, use=Use.SITE).name == "photo-1600.jpeg"


def test_a_person_may_ask_for_the_name_to_go():
    picture = ready_picture(people="adults")
    consent = agree(picture, "Fatou")
    show(picture)
    actions.forget_person(consent=consent, now=NOW, by=VISITOR)
    consent.refresh_from_db()
    picture.refresh_from_db()
    assert "Fatou" not in consent.designation
    assert picture.shown_since is None


def test_an_account_that_leaves_is_forgotten_and_the_agreement_stays():
    picture = ready_picture(people="adults")
    agree(picture)
    assert actions.forget_recorder(recorder=VISITOR.label, now=NOW, by=CLOCK) == 1
    assert actions.forget_recorder(recorder=VISITOR.label, now=NOW, by=CLOCK) == 0
    show(picture)
    assert queries.consents_recorded_by("user:1") == []


# -- asked again ----------------------------------------------------------------------------------------------------
def test_an_agreement_is_asked_again_once_a_month_before_its_end():
    told = []

    def note(**facts):
        told.append((facts["consent_id"], facts["owner"]))

    picture = ready_picture(people="adults")
    soon = agree(picture, until_on=TODAY + 30 * DAY)
    agree(picture, until_on=TODAY + 31 * DAY)
    consent_expiring.connect(note)
    try:
        assert clock.ask_again(NOW) == 1
        assert clock.ask_again(NOW) == 0
        actions.renew_person_consent(consent=soon, given="aloud", witness="S", now=NOW, by=VISITOR)
        assert clock.ask_again(NOW) == 0
    finally:
        consent_expiring.disconnect(note)
    assert told == [(soon.pk, "entry:1")]


# -- hidden and described -------------------------------------------------------------------------------------------
def test_hiding_is_told_once_and_can_be_undone(visitor, withdrawn):
    picture = shown_picture()
    actions.hide(medium=picture, now=NOW, by=VISITOR)
    actions.hide(medium=picture, now=NOW, by=VISITOR)
    assert status(visitor, picture) == 404
    assert withdrawn == [("picture", picture.pk, "entry:1")]
    show(picture)
    assert status(visitor, picture) == 200


def test_a_shown_picture_keeps_a_description():
    picture = shown_picture()
    with pytest.raises(actions.CannotShow):
        actions.describe_picture(picture=picture, alt="", decorative=False, people="nobody", now=NOW, by=VISITOR)
    row = actions.describe_picture(picture=picture, alt="", decorative=True, people="nobody", now=NOW, by=VISITOR)
    assert (row.alt, row.decorative) == ("", True)


def test_saying_that_one_recognises_somebody_hides_until_they_agree(visitor):
    picture = shown_picture()
    actions.describe_picture(picture=picture, alt="Deux mains", decorative=False, people="adults", now=NOW, by=VISITOR)
    assert status(visitor, picture) == 404


def test_words_of_a_sound_are_written_and_a_medium_moves():
    sound = ready_sound()
    actions.write_transcript(sound=sound, transcript="Bonjour à tous", now=NOW, by=VISITOR)
    actions.give_to(medium=sound, owner="entry:9", now=NOW, by=VISITOR)
    sound.refresh_from_db()
    assert (sound.transcript, sound.owner, sound.state) == ("Bonjour à tous", "entry:9", State.READY)
