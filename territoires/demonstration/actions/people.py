"""Seat the cast: one account a part, with the mandates that make it meaningful."""

import datetime

from territoires.accounts.models import User
from territoires.demonstration.actions.groups import add_follow_up
from territoires.demonstration.queries import CAST
from territoires.groups.models import Animator, LocalGroup
from territoires.networks.models import Delegate, Network


def seat_cast(*, now: datetime.datetime) -> dict[str, User]:
    """Make the accounts once, then give Sophie the first group and Marc his network. Returns them by part."""
    people = {role.slug: _account(role.email, role.name, role.staff_role) for role in CAST if role.email}
    group = LocalGroup.objects.order_by("pk").first()
    network = Network.objects.filter(slug="fcsf").first() or Network.objects.order_by("pk").first()
    if group is not None:
        Animator.objects.get_or_create(group=group, user=people["animatrice"], until=None, defaults={"since": now})
        add_follow_up(group=group, by_id=people["coordination"].pk, now=now)
    if network is not None:
        Delegate.objects.get_or_create(network=network, user=people["referent"], until=None, defaults={"since": now})
    return people


def _account(email: str, name: str, staff_role: str) -> User:
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, name, staff_role=staff_role)
