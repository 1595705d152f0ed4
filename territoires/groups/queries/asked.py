"""« Toujours vrai ? » to several groups at once: which ones, who would receive it, and which are left in peace."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.models import User
from territoires.groups.enums import AskingKind, Stage
from territoires.groups.models import Animator, LocalGroup
from territoires.groups.permissions import FOLLOW, groups_for
from territoires.groups.queries.desk_groups import Wish, groups_wished
from territoires.kit.words import in_words

AT_ONCE = 100


@dataclass(frozen=True)
class Line:
    """One group of the choice: who would receive the letter, or why none leaves."""

    group: LocalGroup
    recipients: list[str]
    why_not: str


@dataclass(frozen=True)
class Choice:
    """`more`: how many groups the filters find beyond those on the page."""

    lines: list[Line]
    more: int

    @property
    def to_ask(self) -> list[LocalGroup]:
        return [line.group for line in self.lines if not line.why_not]

    @property
    def letters(self) -> int:
        return sum(len(line.recipients) for line in self.lines if not line.why_not)


def choice_for(user: User, wish: Wish, now: datetime.datetime) -> Choice:
    """The groups of a wish that this person looks after, with what would happen to each; few queries."""
    running = Animator.objects.filter(until=None, user__is_active=True).select_related("user")
    rows = groups_wished(user, wish, now).filter(pk__in=groups_for(user, FOLLOW).values("pk"))
    asked = Max("askings__stepped_on", filter=Q(askings__kind=AskingKind.STILL_TRUE))
    rows = rows.annotate(asked_on=asked).prefetch_related(Prefetch("animators", queryset=running, to_attr="running"))
    return Choice([_line(group, now) for group in rows[:AT_ONCE]], max(0, rows.count() - AT_ONCE))


def _line(group: LocalGroup, now: datetime.datetime) -> Line:
    running: list[Animator] = group.running  # type: ignore[attr-defined]
    asked_on: datetime.date | None = group.asked_on  # type: ignore[attr-defined]
    return Line(group, [str(mandate.user) for mandate in running], _why_not(group, running, asked_on, now))


def _why_not(group: LocalGroup, running: list[Animator], asked_on: datetime.date | None, now: datetime.datetime) -> str:
    """Why nobody writes to this group now; empty when one may."""
    today = timezone.localdate(now)
    lately = today - datetime.timedelta(days=settings.GROUPS_CALL_AGAIN_AFTER_DAYS)
    if group.ended_on is not None:
        return _("a pris fin")
    if group.stage == Stage.ASLEEP:
        return _("se repose")
    if group.shown_since is None:
        return _("pas montré")
    if group.last_confirmed_on is not None and group.last_confirmed_on > lately:
        return _("relu le %s") % in_words(group.last_confirmed_on)
    if asked_on is not None and asked_on > lately:
        return _("déjà demandé le %s") % in_words(asked_on)
    return "" if running else _("personne à qui écrire")
