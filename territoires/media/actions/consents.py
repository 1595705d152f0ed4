"""What each person who can be recognised or heard agreed to; taken back at any time, with effect at once."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.media.actions.media import AnyMedium, put_away
from territoires.media.enums import ConsentGiven, State, Use
from territoires.media.models import PersonConsent, Picture, Sound
from territoires.media.rules import ASK_AGAIN_DAYS, end_of_consent
from territoires.media.signals import consent_expiring

ERASED = "nom effacé"
USUAL_USES = (Use.SITE, Use.PRINT)


class CannotRecord(Exception):
    """An agreement without which a child, or anybody, may not be shown is missing; or the medium is gone."""


def _check(medium: AnyMedium, is_child: bool, both_parents_agreed: bool, child_agreed: bool) -> None:
    if medium.state in (State.REMOVED, State.REFUSED):
        raise CannotRecord
    if is_child and not (settings.MEDIA_CHILDREN_FACES and both_parents_agreed and child_agreed):
        raise CannotRecord


def _of(medium: AnyMedium) -> dict[str, AnyMedium]:
    return {medium.KIND: medium}


def record_person_consent(
    *,
    medium: AnyMedium,
    designation: str,
    given: str,
    witness: str,
    now: datetime.datetime,
    by: Actor,
    uses: Iterable[str] = USUAL_USES,
    until_on: datetime.date | None = None,
    is_child: bool = False,
    both_parents_agreed: bool = False,
    child_agreed: bool = False,
) -> PersonConsent:
    """Keep how one person agreed, before whom, to which uses, until when (three years unless said otherwise).

    Errors: CannotRecord for a child whose parents, or who itself, did not agree; for a medium that is gone.
    """
    _check(medium, is_child, both_parents_agreed, child_agreed)
    with transaction.atomic():
        consent = PersonConsent.objects.create(
            **_of(medium),
            designation=designation,
            is_child=is_child,
            both_parents_agreed=both_parents_agreed,
            child_agreed=child_agreed,
            given=ConsentGiven(given),
            witness=witness,
            recorder=by.label,
            given_at=now,
            until_on=until_on or end_of_consent(now.date(), settings.MEDIA_CONSENT_DAYS),
            **_uses(uses),
        )
        record(verb="media.record_person_consent", thing=consent, by=by, now=now, detail={medium.KIND: medium.pk})
    return consent


def _uses(uses: Iterable[str]) -> dict[str, bool]:
    agreed = {str(use) for use in uses}
    return {f"for_{use}": str(use) in agreed for use in Use}


def ask_person_consent(
    *, medium: AnyMedium, designation: str, now: datetime.datetime, by: Actor, is_child: bool = False
) -> PersonConsent:
    """Note that somebody can be recognised and has not said yes yet: nothing is shown meanwhile."""
    with transaction.atomic():
        consent = PersonConsent.objects.create(
            **_of(medium), designation=designation, is_child=is_child, recorder=by.label, **_uses(USUAL_USES)
        )
        record(verb="media.ask_person_consent", thing=consent, by=by, now=now, detail={medium.KIND: medium.pk})
    return consent


def renew_person_consent(
    *,
    consent: PersonConsent,
    given: str,
    witness: str,
    now: datetime.datetime,
    by: Actor,
    until_on: datetime.date | None = None,
    both_parents_agreed: bool = False,
    child_agreed: bool = False,
) -> PersonConsent:
    """The person says yes, or yes again: also for one that was open, ended or taken back.

    Errors: CannotRecord as for a first agreement.
    """
    _check(consent.medium, consent.is_child, both_parents_agreed, child_agreed)
    with transaction.atomic():
        row = PersonConsent.objects.select_for_update().get(pk=consent.pk)
        row.given, row.witness, row.given_at, row.revoked_at = ConsentGiven(given), witness, now, None
        row.both_parents_agreed, row.child_agreed = both_parents_agreed, child_agreed
        row.until_on = until_on or end_of_consent(now.date(), settings.MEDIA_CONSENT_DAYS)
        row.recorder, row.expiry_told_on = by.label, None
        row.save()
        record(verb="media.renew_person_consent", thing=row, by=by, now=now)
    return row


def revoke_person_consent(*, consent: PersonConsent, now: datetime.datetime, by: Actor) -> None:
    """The person takes the agreement back: what shows or lets hear them is gone with the next request."""
    with transaction.atomic():
        row = PersonConsent.objects.select_for_update().get(pk=consent.pk)
        if row.revoked_at is not None:
            return
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        record(verb="media.revoke_person_consent", thing=row, by=by, now=now)
        medium = type(row.medium)._default_manager.select_for_update().get(pk=row.medium.pk)
        if medium.shown_since is not None:
            put_away(medium, now)
            record(verb="media.hide", thing=medium, by=by, now=now)
    consent.revoked_at = now


def end_expired(*, now: datetime.datetime, today: datetime.date, by: Actor) -> int:
    """Put away what is shown under an agreement that has ended, or lost one otherwise. Requests refuse it already."""
    count = 0
    for model in (Picture, Sound):
        agreed = model.objects.agreed(today).values("pk")
        for medium in model.objects.exclude(shown_since=None).exclude(pk__in=agreed):
            count += _end_one(medium, now, today, by)
    return count


def _end_one(medium: AnyMedium, now: datetime.datetime, today: datetime.date, by: Actor) -> int:
    with transaction.atomic():
        rows = type(medium)._default_manager.select_for_update()
        row = rows.filter(pk=medium.pk).exclude(shown_since=None).first()
        if row is None or type(medium).objects.agreed(today).filter(pk=row.pk).exists():
            return 0
        put_away(row, now)
        record(verb="media.hide", thing=row, by=by, now=now)
        return 1


def tell_expiring(*, now: datetime.datetime, today: datetime.date, by: Actor) -> int:
    """Announce each agreement that ends within a month, once, so that somebody asks again."""
    edge = today + datetime.timedelta(days=ASK_AGAIN_DAYS)
    ending = PersonConsent.objects.filter(
        revoked_at=None, given_at__isnull=False, expiry_told_on=None, until_on__gte=today, until_on__lte=edge
    ).select_related("picture", "sound")
    told = 0
    for consent in ending:
        if consent.medium.state in (State.REMOVED, State.REFUSED):
            continue
        with transaction.atomic():
            told += _tell_one(consent, now, today, by)
    return told


def _tell_one(consent: PersonConsent, now: datetime.datetime, today: datetime.date, by: Actor) -> int:
    """Once, even when two clocks run."""
    if not PersonConsent.objects.filter(pk=consent.pk, expiry_told_on=None).update(expiry_told_on=today):
        return 0
    record(verb="media.tell_expiring", thing=consent, by=by, now=now)
    medium = consent.medium
    consent_expiring.send(
        sender=PersonConsent,
        kind=medium.KIND,
        medium_id=medium.pk,
        owner=medium.owner,
        consent_id=consent.pk,
        until_on=consent.until_on,
        now=now,
    )
    return 1


def forget_person(*, consent: PersonConsent, now: datetime.datetime, by: Actor) -> None:
    """A person asks for the name to be erased: the agreement ends with it, and what it allowed."""
    revoke_person_consent(consent=consent, now=now, by=by)
    with transaction.atomic():
        PersonConsent.objects.filter(pk=consent.pk).update(designation=ERASED)
        record(verb="media.forget_person", thing=consent, by=by, now=now)


def forget_recorder(*, recorder: str, now: datetime.datetime, by: Actor) -> int:
    """An account ("user:12") is being erased: agreements it recorded stay, who recorded them goes."""
    with transaction.atomic():
        count = PersonConsent.objects.filter(recorder=recorder).update(recorder="", witness=ERASED)
        if count:
            record(verb="media.forget_recorder", thing=recorder, by=by, now=now, detail={"count": count})
    return count
