"""The mirror of Sophie's group: a round seen three months ago, with its try, and one that is open today."""

import datetime

from django.utils import timezone

from territoires.accounts.models import User
from territoires.demonstration.rules.stories import HANDED, HANDS, SAYINGS, TRY
from territoires.groups.models import LocalGroup, Member
from territoires.kit.actors import Actor
from territoires.mirror.actions import (
    choose_try,
    hand_text,
    look_together,
    open_mirror,
    save_answer,
    save_tallies,
    write_text,
)
from territoires.mirror.enums import Hand
from territoires.mirror.models import Mirror
from territoires.mirror.permissions import person_of_member

SEEN_AGO, TRY_ENDED_AGO, OPEN_AGO = (datetime.timedelta(days=days) for days in (80, 4, 6))


def fill_mirror(*, group: LocalGroup, members: list[Member], sophie: User, now: datetime.datetime) -> None:
    by = Actor("user", sophie.pk)
    then = now - SEEN_AGO
    mirror = open_mirror(group=group, by=by, now=then)
    _answer(mirror, members, said=True)
    save_tallies(mirror=mirror, raised={(6, str(Hand.TRYING)): 4}, by=by, now=then)
    seen = look_together(mirror=mirror, by=by, now=then)
    day = timezone.localdate(now - TRY_ENDED_AGO)
    choose_try(mirror=seen, words=TRY, try_by=day, landmark=2, by=by, now=then)
    _answer(open_mirror(group=group, by=by, now=now - OPEN_AGO), members[1:4], said=False)
    text = write_text(group=group, words=HANDED, by=by, now=now - OPEN_AGO)
    hand_text(text=text, by=by, now=now - OPEN_AGO)


def _answer(mirror: Mirror, members: list[Member], *, said: bool) -> None:
    """Each member chooses a drawing; some write words."""
    drawings = list(Hand)
    for landmark, hands in enumerate(HANDS, 1):
        sayings = SAYINGS.get(landmark, ()) if said else ()
        for number, (member, hand) in enumerate(zip(members, hands, strict=False)):
            words = sayings[number] if number < len(sayings) else ""
            save_answer(
                mirror=mirror, person=person_of_member(member.pk), landmark=landmark,
                hand=str(drawings[hand]), words=words,
            )  # fmt: skip
