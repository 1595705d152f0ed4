"""What the tests of the life of groups begin with: a group, its animator, days that pass."""

import datetime

from django.utils import timezone

from territoires.groups import clock
from territoires.groups.models import Asking
from territoires.groups.tests.factories import make_animator, make_group
from territoires.kit.actors import Actor
from territoires.mailer.models import Letter

START = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)  # a Monday
LIFE_KINDS = (
    "groups.still_true",
    "groups.still_true_again",
    "groups.still_true_last",
    "groups.out_of_lists",
    "groups.quiet",
)


def on(days: int) -> datetime.datetime:
    """So many days after the start."""
    return START + datetime.timedelta(days=days)


def day(days: int) -> datetime.date:
    return timezone.localdate(on(days))


def lively(people, name="Les Tilleuls", *, animated=True, **facts):
    """A shown group whose page was confirmed on the first day."""
    known = {"last_confirmed_on": day(0), "created_at": on(-400), "shown_since": day(-300)}
    group = make_group(name, **{**known, **facts})
    if animated:
        make_animator(group, people.animator)
    return group


def pass_days(first: int, last: int, *, twice: bool = False) -> None:
    """The clock of each morning and each night; `twice`: a clock killed in the middle runs its lines again."""
    for number in range(first, last + 1):
        for _run in range(2 if twice else 1):
            for line in (clock.doubt_groups, clock.ask_groups, clock.ask_quiet_groups, clock.forget_ended):
                line(on(number))


def letters(*kinds: str) -> list[Letter]:
    return list(Letter.objects.filter(kind__in=kinds or LIFE_KINDS).order_by("created_at", "pk"))


def sent_on(*kinds: str) -> list[int]:
    """On which day after the start each letter left."""
    return [(timezone.localdate(letter.created_at) - day(0)).days for letter in letters(*kinds)]


def by(user) -> Actor:
    return Actor("user", user.pk)


def open_asking(group) -> Asking:
    return group.askings.get(closed_at=None)
