"""What groups tell: words, drawings, sounds, dates to come, and where an idea came from."""

import datetime
import random
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from territoires.accounts.models import User
from territoires.demonstration.rules import tunes
from territoires.demonstration.rules.drawings import draw
from territoires.demonstration.rules.stories import (
    BETWEEN_US,
    INSPIRED,
    MEETINGS,
    SHORT_STORIES,
    STORIES,
    TRANSCRIPTS,
    Story,
)
from territoires.groups.models import LocalGroup
from territoires.journal.actions.composing import compose_entry
from territoires.journal.actions.meetings import announce_meetings
from territoires.journal.actions.spreading import inspire
from territoires.journal.models import Entry
from territoires.kit.actors import INSTALLER, Actor
from territoires.media.actions.given import GivenPicture, GivenSound
from territoires.media.enums import ConsentGiven

A_WEEK, A_DAY = datetime.timedelta(days=7), datetime.timedelta(days=1)
FIRST_TELLS = len(STORIES)
WITH_DRAWING = 9  # groups, after the first, whose newest story has a picture: each one is worked on once


def keep_journals(
    *, rng: random.Random, groups: list[LocalGroup], sophie: User, now: datetime.datetime
) -> None:  # fmt: skip
    """Sophie's group told much, the others a little."""
    first, by = groups[0], Actor("user", sophie.pk)
    for number, story in enumerate(STORIES[:FIRST_TELLS]):
        _tell(first, story, now - A_DAY * (3 + 11 * number), by)
    _tell(first, BETWEEN_US, now - A_DAY * 2, by)
    _announce(first, now, by, weeks=6)
    for number, group in enumerate(groups[1:], 1):
        _tell(group, rng.choice(SHORT_STORIES), now - A_DAY * rng.randrange(20, 55), INSTALLER)
        if number <= WITH_DRAWING:
            _tell(group, _without_sound(STORIES[number % len(STORIES)]), now - A_DAY * rng.randrange(1, 19), INSTALLER)
        _announce(group, now, INSTALLER, weeks=2)


def _without_sound(story: Story) -> Story:
    return Story(story.words, story.moment, story.drawing, story.alt)


def _tell(group: LocalGroup, story: Story, at: datetime.datetime, by: Actor) -> Entry:
    told = {
        "words": story.words, "moment": story.moment, "said_by": story.said_by, "visibility": story.visibility,
        "happened_on": at.date(),
    }  # fmt: skip
    composed = compose_entry(
        group=group,
        told=told,
        picture=_picture(story),
        sound=_sound(story),
        witness="Sophie, animatrice",
        keep=False,
        now=at,
        by=by,
    )
    return composed.entry


def _picture(story: Story) -> GivenPicture | None:
    if not story.drawing:
        return None
    file = SimpleUploadedFile(f"{story.drawing}.jpg", _drawn(story.drawing), "image/jpeg")
    return GivenPicture(file=file, alt=story.alt)


def _sound(story: Story) -> GivenSound | None:
    if not story.sound:
        return None
    file = SimpleUploadedFile(f"{story.sound}.wav", _played(story.sound), "audio/wav")
    told = TRANSCRIPTS[story.sound]
    return GivenSound(file=file, transcript=told, person="l'école", given=ConsentGiven.ALOUD)


@cache
def _drawn(name: str) -> bytes:
    return draw(name)


@cache
def _played(name: str) -> bytes:
    return tunes.bell() if name == "bell" else tunes.air()


def _announce(group: LocalGroup, now: datetime.datetime, by: Actor, *, weeks: int) -> None:
    """The coming weeks: the usual meeting on Tuesdays, and one date apart."""
    what, hour, where = MEETINGS[0]
    tuesday = now.date() + A_DAY * ((1 - now.weekday()) % 7 or 7)
    facts = {
        "what": what, "starts_at": datetime.time(hour), "ends_at": datetime.time(hour + 2), "where": where,
        "is_free": True, "with_children": True,
    }  # fmt: skip
    announce_meetings(group=group, facts=facts, days=[tuesday + A_WEEK * n for n in range(0, weeks, 2)], by=by, now=now)
    what, hour, where = MEETINGS[1 + group.pk % (len(MEETINGS) - 1)]
    apart = {**facts, "what": what, "starts_at": datetime.time(hour), "ends_at": None, "where": where}
    announce_meetings(group=group, facts=apart, days=[tuesday + A_DAY * 4], by=by, now=now)


def spread_ideas(*, groups: list[LocalGroup], now: datetime.datetime) -> None:
    """The café of the first group goes to four others, and from one of them to two more, far away."""
    origin = Entry.objects.filter(group=groups[0], words=STORIES[0].words).first()
    takers = groups[1::3]
    if origin is None or not takers:
        return
    children = [
        _inspired(group, INSPIRED[number % len(INSPIRED)], origin, now - A_DAY * (30 - 3 * number))
        for number, group in enumerate(takers[:4])
    ]
    for number, group in enumerate(takers[4:6]):
        _inspired(group, INSPIRED[(number + 1) % len(INSPIRED)], children[0], now - A_DAY * (12 - 5 * number))


def _inspired(group: LocalGroup, story: Story, source: Entry, at: datetime.datetime) -> Entry:
    entry = _tell(group, story, at, INSTALLER)
    why = "Leur récit nous a donné envie."
    inspire(entry=entry, from_group=source.group, from_entry=source, why=why, by=INSTALLER, now=at)
    return entry
