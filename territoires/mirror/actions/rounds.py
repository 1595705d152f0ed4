"""Open a round, look together, give it up, type in the hands raised on paper."""

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import LocalGroup
from territoires.kit.actors import Actor
from territoires.mirror.models import Answer, HandedText, Mirror, Tally
from territoires.mirror.queries.rounds import can_look, rounds_of
from territoires.mirror.rules import shuffled

BATCH = 500


class CannotOpen(Refused):
    """No round is opened."""

    sayings: ClassVar = {
        "open": _("Le miroir est déjà ouvert."),
        "soon": _("Vous venez de regarder ensemble. Laissez passer un peu de temps."),
    }


class CannotSee(Refused):
    """The round stays as it was."""

    sayings: ClassVar = {
        "few": _("Il faut encore quelques réponses. Ainsi, personne n'est reconnu."),
        "closed": _("Le groupe a déjà regardé ensemble."),
    }


def open_mirror(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> Mirror:
    """Begin a round. Errors: CannotOpen while one is open, or soon after the last."""
    rounds = rounds_of(group, timezone.localdate(now))
    if rounds.open:
        raise CannotOpen("open")
    if rounds.opens_again_on:
        raise CannotOpen("soon")
    try:
        with transaction.atomic():
            mirror = Mirror.objects.create(group=group, opened_at=now, opened_by_id=by.user_id)
            record(verb="mirror.open_mirror", thing=mirror, by=by, now=now, detail={"group": group.pk})
    except IntegrityError as late:  # two people opened at the same moment
        raise CannotOpen("open") from late
    return mirror


def look_together(*, mirror: Mirror, by: Actor, now: datetime.datetime) -> Mirror:
    """The group looks: nothing changes any more, and nothing leads from an answer to a person.

    Errors: CannotSee while answers are too few, or when it was done before.
    """
    with transaction.atomic():
        locked = _lock(mirror)
        if not can_look(locked):
            raise CannotSee("few")
        locked.closed_at = now
        locked.save(update_fields=["closed_at"])
        _cut_from_people(locked)
        record(verb="mirror.look_together", thing=locked, by=by, now=now, detail={"group": locked.group_id})
    return locked


def _cut_from_people(mirror: Mirror) -> None:
    """Write the answers anew without their keys, each landmark in an order of its own: neither a key nor the numbers
    of the rows say any more what one person said."""
    rows: dict[int, dict[str, list[Answer]]] = {}
    for row in mirror.answers.all():
        rows.setdefault(row.landmark, {}).setdefault(f"{row.hand}\x1f{row.words}", []).append(row)
    fresh = [
        Answer(mirror=mirror, landmark=number, hand=row.hand, words=row.words)
        for number, sayings in sorted(rows.items())
        for saying in shuffled(sayings, f"{mirror.pk}:{number}")
        for row in sayings[saying]
    ]
    mirror.answers.all().delete()
    Answer.objects.bulk_create(fresh, batch_size=BATCH)


def give_up_round(*, mirror: Mirror, by: Actor, now: datetime.datetime) -> None:
    """Close a round without looking: every answer is erased unseen. Errors: CannotSee when the group has looked."""
    with transaction.atomic():
        locked = _lock(mirror)
        record(verb="mirror.give_up_round", thing=locked, by=by, now=now, detail={"group": locked.group_id})
        locked.delete()


def save_tallies(*, mirror: Mirror, raised: Mapping[tuple[int, str], int], by: Actor, now: datetime.datetime) -> None:
    """Type in the hands counted on paper, in place of those typed before.

    Errors: CannotSee when the group has looked.
    """
    with transaction.atomic():
        locked = _lock(mirror)
        locked.tallies.all().delete()
        Tally.objects.bulk_create(
            Tally(mirror=locked, landmark=landmark, hand=hand, raised=count)
            for (landmark, hand), count in sorted(raised.items())
            if count
        )
        record(verb="mirror.save_tallies", thing=locked, by=by, now=now, detail={"group": locked.group_id})


def forget_old_rounds(*, now: datetime.datetime, by: Actor) -> int:
    """After two years the answers, tries and texts of a round go, and an open one that nobody ever looked at."""
    limit = now - datetime.timedelta(days=settings.MIRROR_KEPT_DAYS)
    with transaction.atomic():
        old = Mirror.objects.filter(Q(closed_at__lt=limit) | Q(closed_at=None, opened_at__lt=limit))
        count = old.count() + HandedText.objects.filter(written_at__lt=limit).count()
        if count:
            old.delete()
            HandedText.objects.filter(written_at__lt=limit).delete()
            record(verb="mirror.forget_old_rounds", thing="mirror:", by=by, now=now, detail={"count": count})
    return count


def _lock(mirror: Mirror) -> Mirror:
    locked = Mirror.objects.select_for_update().filter(pk=mirror.pk, closed_at=None).first()
    if locked is None:
        raise CannotSee("closed")
    return locked
