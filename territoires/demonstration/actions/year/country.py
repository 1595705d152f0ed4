"""The invented country of the year: groups with a temper, people who animate them, delegates, a coordination."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from territoires.accounts.enums import StaffRole
from territoires.accounts.models import User
from territoires.atlas.actions.points import rebuild_points
from territoires.demonstration.actions.groups import add_groups, clear_groups
from territoires.demonstration.actions.year.assumptions import DELEGATED_NETWORKS, TEMPERS, Temper
from territoires.groups.actions.animators import begin_mandate
from territoires.groups.actions.life import note_entry
from territoires.groups.models import LocalGroup
from territoires.kit.actors import INSTALLER, Actor
from territoires.networks.models import Delegate, Network


@dataclass
class Country:
    """`tempers` by the key of the group; `now` is the moment of the day that is being lived."""

    rng: random.Random
    now: datetime.datetime
    coordinator: User
    delegates: list[User]
    tempers: dict[int, Temper] = field(default_factory=dict)
    people: int = 0

    def happens(self, times: float, days: float = 365.0) -> bool:
        """Does something that happens so many times in so many days happen today?"""
        return self.rng.random() < times / days

    def person(self) -> User:
        """One more account, with a name that says what it is."""
        self.people += 1
        return User.objects.create_user(f"anim{self.people:04}@exemple.fr", f"Animatrice {self.people}")

    def choose[T](self, choices: tuple[tuple[T, int], ...]) -> T:
        return self.rng.choices([one for one, _weight in choices], [weight for _one, weight in choices])[0]

    def settle(self, group: LocalGroup) -> None:
        """A group finds its temper and one or two people who animate it."""
        self.tempers[group.pk] = self.choose(tuple((temper, temper.share) for temper in TEMPERS))
        for _person in range(1 + (self.rng.random() < 0.35)):
            begin_mandate(group=group, user_id=self.person().pk, by=INSTALLER, now=self.now)


def found_country(
    *, rng: random.Random, groups: int, now: datetime.datetime, progress: Callable[[str], None]
) -> Country:
    """Invented on the places, words and networks that are loaded."""
    clear_groups()
    add_groups(rng=rng, count=groups, now=now, progress=progress)
    coordinator = User.objects.create_user(
        "coordination.annee@exemple.fr", "Claire", staff_role=StaffRole.COORDINATOR
    )  # fmt: skip
    country = Country(rng, now, coordinator, _delegates(now))
    for group in LocalGroup.objects.order_by("pk"):
        country.settle(group)
        days = rng.uniform(0, min(country.tempers[group.pk].entry_every, 200))
        note_entry(group=group, at=now - datetime.timedelta(days=days), now=now, by=INSTALLER)
    rebuild_points(now=now, by=INSTALLER)
    return country


def _delegates(now: datetime.datetime) -> list[User]:
    found = []
    for number, network in enumerate(Network.objects.members_on(now.date()).order_by("pk")[:DELEGATED_NETWORKS]):
        user = User.objects.create_user(f"referent{number}@exemple.fr", f"Référent {number}")
        Delegate.objects.create(network=network, user=user, since=now)
        found.append(user)
    return found


def acting(user: User) -> Actor:
    return Actor("user", user.pk)
