"""A group that has walked for a while and one that begins: proposed by either or by the coordination, said yes to by
both. Saying no needs no reason."""

import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups import emails
from territoires.groups.actions.refusals import Refused
from territoires.groups.enums import Side
from territoires.groups.models import Buddy, LocalGroup
from territoires.kit.actors import Actor


class CannotPair(Refused):
    """The groups stay as they are."""

    sayings: ClassVar = {
        "same": _("Choisissez un autre groupe : celui-ci est le vôtre."),
        "already": _("Ces deux groupes se sont déjà trouvés, ou l'un a déjà proposé."),
    }


def propose_buddy(
    *, experienced: LocalGroup, newer: LocalGroup, proposed_from: Side, by: Actor, now: datetime.datetime
) -> Buddy:
    """Ask the group, or the two groups, that have not spoken yet. Errors: CannotPair."""
    if experienced.pk == newer.pk:
        raise CannotPair("same")
    try:
        with transaction.atomic():
            _no_pair_yet(experienced, newer)
            buddy = Buddy.objects.create(
                experienced=experienced, newer=newer, proposed_by_id=by.user_id, proposed_from=proposed_from,
                proposed_at=now, **dict.fromkeys(_accepted_fields(proposed_from), now),
            )  # fmt: skip
            record(verb="groups.propose_buddy", thing=newer, by=by, now=now, detail={"buddy": buddy.pk})
            emails.tell_buddy_proposed(buddy=buddy, now=now)
    except IntegrityError as error:  # both asked in the same instant
        raise CannotPair("already") from error
    return buddy


def _no_pair_yet(one: LocalGroup, other: LocalGroup) -> None:
    """Whichever accompanies the other."""
    if Buddy.objects.filter(until=None, experienced__in=(one, other), newer__in=(one, other)).exists():
        raise CannotPair("already")


def _accepted_fields(side: str) -> list[str]:
    return [] if side == Side.COORDINATION else [f"{side}_accepted_at"]


def accept_buddy(*, buddy: Buddy, side: Side, by: Actor, now: datetime.datetime) -> None:
    """One side says yes; when both have, they are buddies and both learn it. Saying it twice has one effect.

    Errors: CannotPair when it was declined meanwhile.
    """
    with transaction.atomic():
        locked = _lock(buddy)
        if locked.until is not None:
            raise CannotPair("over")
        for field in _accepted_fields(side):
            setattr(locked, field, getattr(locked, field) or now)
        begins = locked.since is None and locked.experienced_accepted_at and locked.newer_accepted_at
        locked.since = timezone.localdate(now) if begins else locked.since
        locked.save()
        detail = {"buddy": locked.pk, "side": str(side)}
        record(verb="groups.accept_buddy", thing=locked.newer, by=by, now=now, detail=detail)
        if begins:
            emails.tell_buddies_began(buddy=locked, now=now)


def end_buddy(*, buddy: Buddy, by: Actor, now: datetime.datetime) -> None:
    """Decline a proposal, or say that the time together is over. Saying it twice has one effect."""
    with transaction.atomic():
        locked = _lock(buddy)
        if locked.until is None:
            locked.until = timezone.localdate(now)
            locked.save(update_fields=["until"])
            record(verb="groups.end_buddy", thing=locked.newer, by=by, now=now, detail={"buddy": locked.pk})
            emails.tell_buddy_ended(buddy=locked, now=now)


def _lock(buddy: Buddy) -> Buddy:
    rows = Buddy.objects.select_for_update(of=("self",)).select_related("experienced", "newer")
    return rows.get(pk=buddy.pk)
