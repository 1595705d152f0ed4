"""Groups that rest, that ended, that nobody has heard of, and groups that accompany each other."""

import datetime

from territoires.groups.actions.buddies import accept_buddy, propose_buddy
from territoires.groups.actions.life import doubt_group, end_group, rest_group
from territoires.groups.enums import Side
from territoires.groups.models import LocalGroup
from territoires.kit.actors import CLOCK, INSTALLER

A_DAY = datetime.timedelta(days=1)
RESTING, ENDED, UNSURE, PAIRS = 2, 1, 2, 2


def pass_seasons(*, groups: list[LocalGroup], now: datetime.datetime) -> None:
    """The last of the lively groups change season; the first of them walk two by two."""
    if len(groups) < RESTING + ENDED + UNSURE + 2 * PAIRS + 2:
        return
    for group in groups[-RESTING:]:
        rest_group(group=group, version=None, by=INSTALLER, now=now - 15 * A_DAY)
    for group in groups[-RESTING - ENDED : -RESTING]:
        end_group(group=group, version=None, by=INSTALLER, now=now - 9 * A_DAY)
    for group in groups[-RESTING - ENDED - UNSURE : -RESTING - ENDED]:
        LocalGroup.objects.filter(pk=group.pk).update(last_confirmed_on=now.date() - 240 * A_DAY)
        doubt_group(group=group, faded=False, by=CLOCK, now=now - 20 * A_DAY)
    _walk_together(groups, now)


def _walk_together(groups: list[LocalGroup], now: datetime.datetime) -> None:
    """Sophie's group accompanies another; two more have said yes to each other, and one is asked."""
    for number in range(PAIRS):
        buddy = propose_buddy(
            experienced=groups[2 * number], newer=groups[2 * number + 1], proposed_from=Side.EXPERIENCED,
            by=INSTALLER, now=now - 40 * A_DAY,
        )  # fmt: skip
        accept_buddy(buddy=buddy, side=Side.NEWER, by=INSTALLER, now=now - 36 * A_DAY)
    propose_buddy(
        experienced=groups[2 * PAIRS], newer=groups[2 * PAIRS + 1], proposed_from=Side.COORDINATION,
        by=INSTALLER, now=now - 3 * A_DAY,
    )  # fmt: skip
