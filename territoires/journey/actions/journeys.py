"""Begin a path, keep it, empty it."""

import datetime
import secrets

from django.db import IntegrityError, transaction

from territoires.audit.actions import record
from territoires.contributions.actions import withdraw
from territoires.contributions.enums import State
from territoires.contributions.queries import make_long_reference
from territoires.journey.models import Journey, JourneyStep
from territoires.kit.actors import Actor
from territoires.places.models import Commune


class CannotWrite(Exception):
    """The path was emptied meanwhile: nothing is written."""


def start_journey(
    *,
    now: datetime.datetime,
    by: Actor,
    commune: Commune | None = None,
    territory_label: str = "",
    first_name: str = "",
) -> Journey:
    """Open a path with its secret address and its reference."""
    for _attempt in range(20):
        try:
            with transaction.atomic():
                journey = Journey.objects.create(
                    reference=make_long_reference(),
                    token=secrets.token_urlsafe(24),
                    commune=commune,
                    territory_label=territory_label,
                    changed_by=first_name,
                    started_at=now,
                    changed_at=now,
                )
                record(verb="journey.start_journey", thing=journey, by=by, now=now)
                return journey
        except IntegrityError:
            continue
    raise RuntimeError("no free reference after 20 tries")


def hold_journey(journey: Journey) -> Journey:
    """The row as it is now, held until the end of the transaction.

    Errors: CannotWrite when it was emptied or is gone.
    """
    held = Journey.objects.select_for_update().filter(pk=journey.pk).first()
    if held is None or held.emptied_at is not None:
        raise CannotWrite
    return held


def touch_journey(held: Journey, *, first_name: str, now: datetime.datetime) -> None:
    """Somebody wrote: the silence begins again."""
    held.changed_at, held.changed_by = now, first_name
    held.save(update_fields=["changed_at", "changed_by", "commune", "territory_label", "proposal", "group"])


def say_place(
    *,
    journey: Journey,
    commune: Commune | None,
    territory_label: str,
    first_name: str,
    now: datetime.datetime,
    by: Actor,
) -> Journey:
    """Where it is, in the words of the group. Errors: CannotWrite."""
    with transaction.atomic():
        held = hold_journey(journey)
        held.commune, held.territory_label = commune, territory_label
        touch_journey(held, first_name=first_name, now=now)
        record(verb="journey.say_place", thing=held, by=by, now=now)
    return held


def keep_journey(*, journey: Journey, now: datetime.datetime, by: Actor) -> Journey:
    """« Nous y sommes encore »: eighteen months more. Errors: CannotWrite."""
    with transaction.atomic():
        held = hold_journey(journey)
        touch_journey(held, first_name=held.changed_by, now=now)
        record(verb="journey.keep_journey", thing=held, by=by, now=now)
    return held


def empty_journey(*, journey: Journey, now: datetime.datetime, by: Actor) -> Journey:
    """Erase every word at once, and withdraw the proposal begun from it that nobody has sent. Twice has one effect."""
    with transaction.atomic():
        held = Journey.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=journey.pk)
        if held.emptied_at is not None:
            return held
        if held.proposal is not None and held.proposal.state == State.DRAFT:
            withdraw(contribution=held.proposal, now=now, by=by)
        JourneyStep.objects.filter(journey=held).delete()
        held.paper_entries.all().delete()
        held.changed_by = held.territory_label = ""
        held.commune = held.group = held.proposal = None
        held.emptied_at = now
        held.save()
        record(verb="journey.empty_journey", thing=held, by=by, now=now)
    return held


def purge(
    *, silent_since: datetime.datetime, emptied_since: datetime.datetime, now: datetime.datetime, by: Actor
) -> dict[str, int]:
    """Forget the paths nobody has touched for long, and the empty rows. Says how many of each."""
    rows = {
        "silent": Journey.objects.silent_since(silent_since),
        "emptied": Journey.objects.emptied_before(emptied_since),
    }
    with transaction.atomic():
        counts = {name: found.delete()[1].get(Journey._meta.label, 0) for name, found in rows.items()}
        if any(counts.values()):
            record(verb="journey.purge_journeys", thing="journey:", by=by, now=now, detail=counts)
    return counts
