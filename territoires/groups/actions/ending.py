"""Thirty days after a group ended nobody can undo it: what was known of its people goes."""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.groups.actions.animators import end_mandate
from territoires.groups.actions.closing import close_cards
from territoires.groups.actions.people import leave_group
from territoires.groups.models import Card, LocalGroup, Member
from territoires.kit.actors import Actor

CONTACT = ("phone", "phone_e164", "who_answers")


def forget_people_of_ended(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> bool:
    """Members, cards, mandates and the group's own contact. Safe to run again; True when there was something."""
    with transaction.atomic():
        locked = LocalGroup.objects.select_for_update().get(pk=group.pk)
        if locked.ended_on is None:
            return False
        members = list(Member.objects.filter(group=locked, left_at=None))
        mandates = list(locked.animators.filter(until=None))
        contact = any(getattr(locked, field) for field in CONTACT)
        if not (members or mandates or contact):
            return False
        for member in members:
            leave_group(member=member, forget_name=True, by=by, now=now)
        close_cards(Card.objects.filter(group=locked), now=now)
        for mandate in mandates:
            end_mandate(animator=mandate, by=by, now=now)
        _empty_contact(locked)
        detail = {"members": len(members), "mandates": len(mandates)}
        record(verb="groups.forget_people_of_ended", thing=locked, by=by, now=now, detail=detail)
    return True


def _empty_contact(group: LocalGroup) -> None:
    for field in CONTACT:
        setattr(group, field, "")
    group.phone_public_since = group.phone_public_until = None
    group.save(update_fields=[*CONTACT, "phone_public_since", "phone_public_until"])
