"""What the coordination decides that no context below can: networks that want to join, letters that did not leave."""

import datetime

from django.db import transaction

from territoires.atlas.actions.resources import confirm_resource
from territoires.atlas.models import Resource
from territoires.audit.actions import record
from territoires.contributions.actions import decide
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups.actions.messages import settle_report
from territoires.kit.actors import Actor
from territoires.mailer.actions import write
from territoires.mailer.models import Letter


def welcome_network(*, contribution: Contribution, version: int, by: Actor, now: datetime.datetime) -> Contribution:
    """A network is welcome: its page is then written by hand. Errors: CannotDecide when somebody was faster."""
    with transaction.atomic():
        decided = decide(contribution=contribution, state=State.ACCEPTED, version=version, by=by, now=now)
        _tell("join_welcome", decided, now)
    return decided


def decline_network(
    *, contribution: Contribution, version: int, reason: str, by: Actor, now: datetime.datetime
) -> Contribution:
    """Not now, and why: the reason is told to the person. Errors: CannotDecide when somebody was faster."""
    with transaction.atomic():
        decided = decide(contribution=contribution, state=State.REFUSED, version=version, reason=reason, by=by, now=now)
        _tell("join_declined", decided, now)
    return decided


def _tell(name: str, contribution: Contribution, now: datetime.datetime) -> None:
    if contribution.email:
        write(
            template=f"front/letters/{name}.txt",
            to=contribution.email,
            now=now,
            dedupe_key=f"join-decided:{contribution.pk}",
            context={"reason": contribution.reason, "reference": contribution.reference},
        )


def settle_resource_report(
    *,
    contribution: Contribution,
    version: int,
    still_true: bool,
    resource: Resource,
    by: Actor,
    now: datetime.datetime,
) -> None:
    """« Ce n'est plus vrai » about a resource was looked at: its page has just been read too.

    Errors: CannotDecide when somebody was faster.
    """
    with transaction.atomic():
        settle_report(contribution=contribution, version=version, still_true=still_true, by=by, now=now)
        shown = Resource.objects.visible().select_for_update().filter(pk=resource.pk).first()
        if shown is not None:
            confirm_resource(resource=shown, version=shown.version, by=by, now=now)


def see_letter(*, letter: Letter, verb: str, by: Actor, now: datetime.datetime) -> None:
    """Somebody looked at a letter that could not leave and told the person otherwise: it leaves the list."""
    record(verb=verb, thing=letter, by=by, now=now)
