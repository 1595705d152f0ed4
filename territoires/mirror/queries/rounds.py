"""The rounds of a group: the open one, the last one looked at, those before. Never who answered, never how many."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.mirror.models import Answer, Mirror
from territoires.mirror.queries.landmarks import Landmark, landmarks
from territoires.mirror.rules import enough_to_look, opens_again_on, respondent_key

PAST = 24


@dataclass(frozen=True)
class Question:
    """One landmark before one person: what they said of it, and the next one."""

    landmark: Landmark
    answer: Answer | None
    following: int | None

    @property
    def answered(self) -> bool:
        return self.answer is not None


@dataclass(frozen=True)
class Rounds:
    """What a group's own page shows: `open` for answers, `last` looked at, the ones before it."""

    open: Mirror | None
    last: Mirror | None
    past: list[Mirror]
    opens_again_on: datetime.date | None


def rounds_of(group: LocalGroup, today: datetime.date) -> Rounds:
    rows = list(Mirror.objects.filter(group=group)[: PAST + 2])
    looked = [row for row in rows if row.closed_at]
    return Rounds(
        open=next((row for row in rows if row.closed_at is None), None),
        last=looked[0] if looked else None,
        past=looked[1:],
        opens_again_on=_next_opening(looked[0], today) if looked else None,
    )


def _next_opening(looked: Mirror, today: datetime.date) -> datetime.date | None:
    """The day a next round may open, when it is still to come."""
    day = opens_again_on(timezone.localdate(looked.closed_at), settings.MIRROR_DAYS_BETWEEN)
    return day if day > today else None


def open_round(group: LocalGroup) -> Mirror | None:
    return Mirror.objects.filter(group=group, closed_at=None).first()


def key_of(mirror: Mirror, person: str) -> str:
    """Under what a person's answers are kept in an open round."""
    return respondent_key(settings.SECRET_KEY, mirror.pk, person)


def questions_for(mirror: Mirror, person: str) -> list[Question]:
    """The seven questions with what this person said, and nobody else's words."""
    said = {row.landmark: row for row in Answer.objects.filter(mirror=mirror, respondent=key_of(mirror, person))}
    every = landmarks()
    following = [one.number for one in every[1:]] + [None]
    return [Question(one, said.get(one.number), after) for one, after in zip(every, following, strict=True)]


def can_look(mirror: Mirror) -> bool:
    """Whether enough people answered, or enough hands went up, to look without recognising anybody."""
    alone = Answer.objects.filter(mirror=mirror).values("respondent").distinct().count()
    raised: dict[int, int] = {}
    for number, count in mirror.tallies.values_list("landmark", "raised"):
        raised[number] = raised.get(number, 0) + count
    return enough_to_look(alone, max(raised.values(), default=0), settings.MIRROR_LEAST_ANSWERS)
