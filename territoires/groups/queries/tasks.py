"""What waits for somebody: one line per thing to do, oldest first. Bound to the person who asks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.models import Invitation, User
from territoires.contributions.enums import Door
from territoires.contributions.models import Contribution
from territoires.groups.enums import Stage
from territoires.groups.models import Animator, FollowUp, LocalGroup, StageChange
from territoires.groups.permissions import (
    FOLLOW,
    GROUP_SCOPE,
    animated_groups,
    groups_for,
    messages_for,
    notes_for,
    proposals_for,
    reports_for,
    scopes_of,
)
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.life import AWAKE, with_signs


@dataclass(frozen=True)
class Task:
    """One thing to do. `kind` chooses the word and the pictogram; `url` is the page where one decides."""

    kind: str
    since: datetime.datetime
    what: str
    url: str
    age: str = ""
    door: str = ""
    about: str = ""
    notes: list[str] = field(default_factory=list)


def moment_of(day: datetime.date) -> datetime.datetime:
    """The beginning of a day, so that days and moments sort together."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def group_of_scopes(scopes: Iterable[str]) -> dict[str, LocalGroup]:
    """The groups that contributions name, by scope; one query."""
    keys = {scope.removeprefix(GROUP_SCOPE) for scope in scopes if scope.startswith(GROUP_SCOPE)}
    numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 18]
    rows = LocalGroup.objects.filter(pk__in=numbers).select_related("commune")
    return {f"{GROUP_SCOPE}{group.pk}": group for group in rows}


def waiting_contributions(user: User, now: datetime.datetime) -> QuerySet[Contribution]:
    """Sent, not decided, and this person's to handle, as far as groups are concerned."""
    rows = messages_for(user, now) | reports_for(user) | proposals_for(user)
    return rows.waiting().order_by("sent_at", "pk")  # type: ignore[attr-defined]


def door_of(contribution: Contribution) -> str:
    if contribution.door == Door.RELAY and contribution.relay_name:
        return _("par une personne relais, %s") % contribution.relay_name
    return str(contribution.get_door_display())


def steps_due(user: User, now: datetime.datetime) -> QuerySet[StageChange]:
    """Next steps announced with a stage move whose day has come: the coordination's."""
    if not user.is_coordinator:
        return StageChange.objects.none()
    return (
        StageChange.objects.filter(next_on__lte=timezone.localdate(now), next_done_at=None, undone_by=None, undoes=None)
        .select_related("group__commune")
        .order_by("next_on", "pk")
    )


def notes_due(user: User, now: datetime.datetime) -> QuerySet[FollowUp]:
    """Next dates of the log whose day has come."""
    return (
        notes_for(user)
        .filter(next_on__lte=timezone.localdate(now), done_at=None)
        .select_related("group__commune")
        .order_by("next_on", "pk")
    )


def groups_to_confirm(user: User, now: datetime.datetime) -> QuerySet[Any]:
    """The groups a person animates that nobody has said to be still true for a while; `said_on` is the last time
    somebody did. The coordination has its letters and its calls for the others."""
    last_day = timezone.localdate(now) - datetime.timedelta(days=settings.GROUPS_CONFIRM_EVERY_DAYS)
    rows = with_signs(animated_groups(user).filter(AWAKE, shown_since__isnull=False))
    return rows.filter(said_on__lte=last_day).select_related("commune").order_by("said_on", "pk")


def groups_left_alone(user: User, now: datetime.datetime) -> QuerySet[Any]:
    """Groups whose last animator left, while nobody is invited, for who looks after them. `alone_since` is that moment.
    A group that rests or has ended needs nobody."""
    running = Animator.objects.filter(group=OuterRef("pk"), until=None)
    invited = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now).values("scope")
    asked = scopes_of(LocalGroup.objects.all()).filter(key__in=invited).values("pk")
    return (
        groups_for(user, FOLLOW)
        .annotate(alone_since=Max("animators__until"))
        .filter(~Exists(running), alone_since__isnull=False, ended_on=None)
        .exclude(stage=Stage.ASLEEP)
        .exclude(pk__in=asked)
        .select_related("commune")
        .order_by("alone_since", "pk")
    )


def step_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    return [
        _due(user, change.group, change.next_on, change.next_step, now, f"#etape-{change.pk}")
        for change in steps_due(user, now)[:limit]
    ]


def note_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    return [
        _due(user, note.group, note.next_on, note.next_step, now, f"#note-{note.pk}")
        for note in notes_due(user, now)[:limit]
    ]


def _due(
    user: User, group: LocalGroup, day: datetime.date | None, step: str, now: datetime.datetime, anchor: str
) -> Task:
    assert day is not None
    what = step or _("Reprendre contact")
    return Task(
        "next-step",
        moment_of(day),
        what,
        file_address(user, group) + anchor,
        age_in_words(day, now),
        about=place_of(group),
    )


def file_address(user: User, group: LocalGroup) -> str:
    """Where this person reads everything about the group."""
    name = "groups:desk_group" if user.is_coordinator else "groups:space_group"
    return reverse(name, args=[group.slug])


def confirm_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    wait = datetime.timedelta(days=settings.GROUPS_CONFIRM_EVERY_DAYS)
    tasks = []
    for group in groups_to_confirm(user, now)[:limit]:
        day = group.said_on + wait
        url = reverse("groups:still_true", args=[group.slug])
        tasks.append(
            Task("to-confirm", moment_of(day), group.name, url, age_in_words(day, now), about=group.commune.name)
        )
    return tasks


def alone_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    return [
        Task(
            "alone", group.alone_since, group.name, reverse("groups:desk_animators", args=[group.slug]),
            age_in_words(group.alone_since, now), about=group.commune.name,
        )
        for group in groups_left_alone(user, now)[:limit]
    ]  # fmt: skip


def place_of(group: LocalGroup) -> str:
    return f"{group.name}, {group.commune.name}"


def counts_by_kind(rows: QuerySet[Contribution]) -> dict[str, int]:
    """How many wait, by kind; one query."""
    return dict(rows.order_by().values_list("kind").annotate(number=Count("pk")))
