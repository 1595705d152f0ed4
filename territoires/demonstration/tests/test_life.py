"""The life of invented groups: people, stories, dates, ideas that travel, a mirror, paths, seasons; every part of it
through the real verbs, so the pages that tell it are true."""

import io
import time

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from territoires.demonstration.actions import build_demonstration
from territoires.demonstration.actions.life import LIVELY
from territoires.demonstration.queries import card_to_try, path_to_try
from territoires.demonstration.rules import tunes
from territoires.demonstration.rules.drawings import DRAWINGS, SIZE, draw
from territoires.demonstration.rules.stories import INSPIRED, SAYINGS, SHORT_STORIES, STORIES, TRY
from territoires.groups.models import Buddy, Card, LocalGroup, Member
from territoires.journal.models import Entry, Lineage, Meeting
from territoires.journey.models import Journey
from territoires.kit.wording import find_faults
from territoires.media.models import Picture, Sound
from territoires.mirror.models import Answer, HandedText, Mirror

EVERY_STORY = (*STORIES, *SHORT_STORIES, *INSPIRED)


@pytest.fixture(scope="module")
def drawn():
    return {name: draw(name) for name in DRAWINGS}


def test_every_drawing_is_a_picture_and_the_same_each_time(drawn):
    for name, made in drawn.items():
        assert Image.open(io.BytesIO(made)).size == SIZE
        assert draw(name) == made
    assert len(set(drawn.values())) == len(DRAWINGS)


def test_sounds_are_short_and_light():
    for made in (tunes.bell(), tunes.air()):
        assert made.startswith(b"RIFF")
        assert len(made) < 400_000


def test_invented_words_are_kind():
    for story in EVERY_STORY:
        assert not find_faults(story.words), story.words
        assert story.alt if story.drawing else not story.alt
        assert not story.drawing or story.drawing in DRAWINGS
    assert not [words for sayings in SAYINGS.values() for words in sayings if find_faults(words)]
    assert not find_faults(TRY)


@pytest.fixture
def built(reference):
    build_demonstration(groups=60, now=timezone.now())
    return LocalGroup.objects.order_by("pk").first()


def the_table_of_the_animator_has_people_and_cards(built):
    assert Member.objects.present().filter(group=built).count() >= 5
    assert Card.objects.filter(group=built, kind="wall").count() == 1
    assert Card.objects.blank().filter(group=built).exists()
    assert Member.objects.exclude(group=built).exists()


def stories_are_told_and_dates_are_to_come(built):
    today = timezone.localdate()
    assert Entry.objects.public(today).filter(group=built).count() == len(STORIES)
    assert Entry.objects.exclude(group=built).values("group").distinct().count() >= 10
    assert Meeting.objects.public().filter(group=built, on__gt=today).count() >= 3
    built.refresh_from_db()
    assert built.last_entry_at is not None
    assert not Entry.objects.filter(status="draft").exists(), "each was published at once"


def pictures_and_sounds_wait_for_the_decoder(built):
    assert 8 <= Picture.objects.count() <= 40
    assert Sound.objects.count() == 2
    assert not Picture.objects.filter(alt="").exists()


def ideas_travel_in_two_steps(built):
    origin = Entry.objects.get(group=built, words=STORIES[0].words)
    first = Lineage.objects.standing().filter(from_entry=origin)
    assert first.count() >= 3
    assert Lineage.objects.standing().filter(from_entry__in=first.values("entry")).exists()


def one_mirror_was_seen_and_one_is_open(built):
    seen = Mirror.objects.get(group=built, closed_at__isnull=False)
    assert seen.try_words == TRY
    assert not Answer.objects.filter(mirror=seen).exclude(respondent="").exists()
    assert Mirror.objects.filter(group=built, closed_at=None).exists()
    assert HandedText.objects.get().handed_at


def groups_rest_end_and_are_to_be_confirmed(built):
    assert LocalGroup.objects.filter(ended_on__isnull=False).exists()
    assert LocalGroup.objects.filter(unsure_since__isnull=False).exists()
    assert LocalGroup.objects.filter(stage="asleep", last_entry_at__isnull=False).exists()


def groups_walk_two_by_two(built):
    assert Buddy.objects.running().filter(experienced=built).exists()
    assert Buddy.objects.proposed().exists()


def the_cast_page_shows_a_card_and_a_path(built, visitor):
    page = visitor.get("/_demo/").content.decode()
    card, path = card_to_try(), path_to_try()
    assert card.group == built
    assert f"/c/{card.code}/" in page
    assert path.reference in page
    assert visitor.get(f"/c/{card.code}/").status_code == 200
    assert visitor.get(f"/c/{card.code}/miroir/").status_code == 200
    assert visitor.get(f"/chemin/{path.token}/").status_code == 200


def its_pages_answer(built, visitor, sign_in):
    for part in ("", "journal/", "rencontres/"):
        assert visitor.get(f"/groupes/{built.slug}/{part}").status_code == 200
    sophie = sign_in(built.animators.get().user)
    for part in ("", "entre-nous/", "miroir/"):
        assert sophie.get(f"/espace/groupes/{built.slug}/{part}").status_code == 200


# Building takes a while: one territory for everything that is looked at.
LOOKED_AT = (
    the_table_of_the_animator_has_people_and_cards,
    stories_are_told_and_dates_are_to_come,
    pictures_and_sounds_wait_for_the_decoder,
    ideas_travel_in_two_steps,
    one_mirror_was_seen_and_one_is_open,
    groups_rest_end_and_are_to_be_confirmed,
    groups_walk_two_by_two,
)


@pytest.mark.django_db
def test_groups_have_a_life(built):
    for look in LOOKED_AT:
        look(built)


@pytest.mark.django_db
def test_its_pages_answer(built, visitor, sign_in):
    the_cast_page_shows_a_card_and_a_path(built, visitor)
    its_pages_answer(built, visitor, sign_in)


@pytest.mark.django_db
def test_building_anew_leaves_nothing_of_the_former_life(reference):
    build_demonstration(groups=30, now=timezone.now())
    build_demonstration(groups=30, now=timezone.now(), again=True)
    assert Mirror.objects.filter(closed_at=None).count() == 1
    assert Journey.objects.living().count() == 2
    shown = Picture.objects.exclude(state="removed")
    owners = {f"entry:{pk}" for pk in Entry.objects.values_list("pk", flat=True)}
    assert set(shown.values_list("owner", flat=True)) <= owners


@pytest.mark.django_db
def test_few_groups_are_enough(reference):
    assert build_demonstration(groups=3, now=timezone.now()) >= 3


@pytest.mark.django_db
def test_sixty_groups_are_built_while_one_waits(reference):
    """Processor time, so that a busy machine tells the same."""
    started = time.process_time()
    call_command("build_demo", groups=60, verbosity=0)
    assert time.process_time() - started < 10
    assert LIVELY < 60
