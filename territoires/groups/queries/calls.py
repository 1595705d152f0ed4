"""« Qui appeler cette semaine »: at most ten groups, each with the reason in one sentence and the last exchange.

Made from facts only. A group with a delegate is left to them for two weeks before the coordination sees it. A call
noted in the log takes the group away; what was asked for or promised comes first.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.models import User
from territoires.groups.enums import AskingAnswer, AskingKind
from territoires.groups.models import Asking, FollowUp, LocalGroup
from territoires.groups.permissions import FOLLOW, groups_for
from territoires.groups.queries.life import AWAKE, with_signs
from territoires.groups.queries.tasks import groups_left_alone, notes_due, steps_due
from territoires.groups.rules import ALONE, HELP, REASONS, SILENT, STEP, UNSURE, Facts, reason_to_call
from territoires.kit.words import in_words
from territoires.networks.models import Delegate

A_WEEK, READ_AT_MOST = 10, 400
LEAVE_TO_DELEGATES_DAYS = 14
WISHES = (AskingAnswer.HELP, AskingAnswer.BUDDY)
type Days = dict[int, datetime.date]


@dataclass(frozen=True)
class Call:
    """One group to call: why, in one sentence, and when somebody last spoke with it."""

    group: LocalGroup
    reason: str
    since: datetime.date
    sentence: str
    called_on: datetime.date | None
    wants_buddy: bool = False


def calls_for(user: User, now: datetime.datetime) -> list[Call]:
    """The groups to call this week, first those that asked. The number of queries does not depend on how many."""
    found = due_calls(user, now)
    if not found:
        return []
    urgent = [row for row in found if row[1] in (HELP, STEP)]
    others = [row for row in found if row[1] not in (HELP, STEP)]
    room = max(0, A_WEEK - len(urgent) - _called_this_week(user, now))
    chosen = (urgent + others[:room])[:A_WEEK]
    rows = LocalGroup.objects.select_related("commune__department").in_bulk([row[0] for row in chosen])
    called = _called_on(rows)
    wishes = dict(open_wishes(user).filter(group__in=rows).values_list("group_id", "answer"))
    return [
        Call(
            rows[pk], reason, since, _sentence(reason, since, wishes.get(pk, "")), called.get(pk),
            wants_buddy=reason == HELP and wishes.get(pk) == AskingAnswer.BUDDY,
        )
        for pk, reason, since in chosen
        if pk in rows
    ]  # fmt: skip


def calls_left(user: User, now: datetime.datetime) -> int:
    """How many groups are to be called this week, apart from those that stand in « À faire » for another reason."""
    room = A_WEEK - _called_this_week(user, now)
    return min(max(0, room), len(due_calls(user, now, {SILENT, UNSURE}))) if room > 0 else 0


def due_calls(
    user: User, now: datetime.datetime, only: Collection[str] = REASONS
) -> list[tuple[int, str, datetime.date]]:
    """Every group with a reason to call: (key, reason, since), in the order in which one calls."""
    today = timezone.localdate(now)
    sources = {reason: days() if reason in only else {} for reason, days in _sources(user, now).items()}
    keys = {pk for days in sources.values() for pk in days}
    if not keys:
        return []
    awake = set(groups_for(user, FOLLOW).filter(AWAKE, pk__in=keys).values_list("pk", flat=True))
    called, late = _called_on(awake), _left_to_delegates(user, awake)
    found = []
    for pk in awake:
        facts = Facts(
            today=today,
            asked_help_on=sources[HELP].get(pk),
            step_on=sources[STEP].get(pk),
            alone_since=sources[ALONE].get(pk),
            silent_since=sources[SILENT].get(pk),
            true_on=sources[UNSURE].get(pk),
            called_on=called.get(pk),
        )
        reason = reason_to_call(
            facts,
            confirm_after=settings.GROUPS_CALL_UNSURE_AFTER_DAYS,
            answer_within=settings.GROUPS_REMIND_AFTER_DAYS,
            call_again_after=settings.GROUPS_CALL_AGAIN_AFTER_DAYS,
            leave_to_delegates=LEAVE_TO_DELEGATES_DAYS if pk in late else 0,
        )
        if reason is not None:
            found.append((pk, *reason))
    return sorted(found, key=lambda row: (REASONS.index(row[1]), row[2], row[0]))


def _sources(user: User, now: datetime.datetime) -> dict[str, Callable[[], Days]]:
    """For each reason, how to read the groups it may concern and since when."""
    today = timezone.localdate(now)
    silent = Asking.objects.filter(kind=AskingKind.QUIET, closed_at=None, group__in=groups_for(user, FOLLOW))
    last_day = today - datetime.timedelta(days=settings.GROUPS_CALL_UNSURE_AFTER_DAYS)
    unsure = with_signs(groups_for(user, FOLLOW).visible().filter(AWAKE)).filter(said_on__lte=last_day)  # type: ignore[attr-defined]
    alone = groups_left_alone(user, now)
    return {
        HELP: lambda: _days_of(open_wishes(user).values_list("group_id", "closed_at")),
        STEP: lambda: _earliest(notes_due(user, now)) | _earliest(steps_due(user, now)),
        ALONE: lambda: _days_of(alone.values_list("pk", "alone_since")[:READ_AT_MOST]),
        SILENT: lambda: dict(silent.order_by("opened_on").values_list("group_id", "opened_on")[:READ_AT_MOST]),
        UNSURE: lambda: dict(unsure.order_by("said_on").values_list("pk", "said_on")[:READ_AT_MOST]),
    }


def _days_of(rows: Iterable[tuple[int, datetime.datetime | None]]) -> Days:
    return {pk: timezone.localdate(at) for pk, at in rows if at is not None}


def _earliest(rows: QuerySet[Any]) -> Days:
    return dict(rows.order_by().values_list("group_id").annotate(first=Min("next_on")))


def open_wishes(user: User) -> QuerySet[Asking]:
    """Groups that asked for a hand or a buddy, while nobody called them nor found them one since."""
    rows = Asking.objects.filter(answer__in=WISHES, group__in=groups_for(user, FOLLOW).filter(AWAKE))
    return rows.without_answer_of_ours().order_by("closed_at", "pk")  # type: ignore[attr-defined]


def _called_on(keys: Iterable[int]) -> Days:
    """The last exchange of each group, whoever had it; only its day."""
    rows = FollowUp.objects.filter(group__in=list(keys)).order_by().values_list("group_id").annotate(last=Max("at"))
    return {pk: timezone.localdate(at) for pk, at in rows}


def _called_this_week(user: User, now: datetime.datetime) -> int:
    """How many groups this person already spoke with since Monday."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - datetime.timedelta(days=today.weekday())
    return FollowUp.objects.filter(by_id=user.pk, at__gte=monday).values("group").distinct().count()


def _left_to_delegates(user: User, keys: set[int]) -> set[int]:
    """For the coordination: the groups of a network that somebody follows."""
    if not user.is_coordinator:
        return set()
    followed = Delegate.objects.filter(until=None, user__is_active=True).values("network_id")
    return set(LocalGroup.objects.filter(pk__in=keys, networks__in=followed).values_list("pk", flat=True))


def reason_words(reason: str) -> str:
    """The reason without its date; empty when there is none."""
    words = {
        HELP: _("demande un coup de main ou un groupe ami"),
        STEP: _("une suite était prévue"),
        ALONE: _("plus personne n'anime"),
        SILENT: _("lettre restée sans réponse"),
        UNSURE: _("page pas relue depuis longtemps"),
    }
    return words.get(reason, "")


def _sentence(reason: str, since: datetime.date, wish: str) -> str:
    day = in_words(since)
    if reason == HELP and wish == AskingAnswer.BUDDY:
        return _("Le groupe voudrait un groupe ami. Il l'a dit le %s.") % day
    sentences = {
        HELP: _("Le groupe demande un coup de main depuis le %s."),
        STEP: _("Une suite était prévue pour le %s."),
        ALONE: _("Plus personne n'anime le groupe depuis le %s."),
        SILENT: _("Sans nouvelles : notre lettre du %s reste sans réponse."),
        UNSURE: _("Personne n'a relu sa page depuis le %s."),
    }
    return sentences[reason] % day
