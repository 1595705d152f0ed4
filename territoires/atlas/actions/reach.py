"""Reach whoever stands behind an entry, and say that it is no longer true. Addresses are never shown."""

import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from territoires.atlas import emails
from territoires.atlas.actions.refusals import CannotReach
from territoires.atlas.enums import ReportReason
from territoires.atlas.models import Resource
from territoires.audit.actions import thing_key
from territoires.contributions.actions import Relay, receive, receive_agreed
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.kit import limits
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber

TEXT_VERSION = "joindre-ressource-1"  # the words of atlas/consents/joindre-ressource-1.html
MESSAGES_A_DAY, A_DAY = 60, 24 * 3600  # for one resource, from everybody together


def answering(resource: Resource) -> str:
    """Who reads what is sent to a resource, in words."""
    if resource.contact_email:
        return _("%(who)s et la coordination nationale") % {"who": resource.proposed_by or resource.name}
    return _("la coordination nationale")


def write_to_resource(
    *,
    resource: Resource,
    first_name: str,
    text: str,
    email: str,
    phone: PhoneNumber | None,
    by: Actor,
    now: datetime.datetime,
    relay: Relay | None = None,
    held: bool = False,
) -> Contribution:
    """A message: by letter at once to the contact that the coordination keeps, and on the coordination's desk. `held`:
    it came in a flood, so it waits on the desk only.

    Errors: CannotReach when the resource is flooded.
    """
    with transaction.atomic():
        if not limits.allow("atlas-contact-one", str(resource.pk), MESSAGES_A_DAY, A_DAY, now):
            raise CannotReach("flood")
        sent = receive_agreed(
            text_version=TEXT_VERSION, kind="message", scope=thing_key(resource), answers={"text": text},
            said=[[_("Votre message"), text]], relay=relay, phone=phone,
            subject=_("la ressource « %s »") % resource.name, answered_by=answering(resource),
            answer_by_on=due_day(now, settings.COORDINATION_ANSWER_DAYS), speaker_name=first_name, email=email,
            by=by, now=now,
        )  # fmt: skip
        if not held:
            emails.message_arrived(contribution=sent, resource=resource, now=now)
    return sent


def report_entry(
    *,
    thing: models.Model,
    name: str,
    reason: ReportReason,
    text: str,
    by: Actor,
    now: datetime.datetime,
    held: bool = False,
) -> Contribution:
    """« Ce n'est plus vrai » about a resource or a sponsor. Nothing is hidden by it: a person looks first."""
    said = [[_("Ce qui ne va pas"), str(reason.label)], [_("Vos mots"), text]]
    answers = {"reason": str(reason.label), "code": reason.value, "text": text}
    with transaction.atomic():
        sent = receive(
            kind="report", scope=thing_key(thing), answers=answers, said=[line for line in said if line[1]],
            subject=_("la fiche « %s »") % name, answered_by=_("la coordination nationale"),
            answer_by_on=due_day(now, settings.COORDINATION_ANSWER_DAYS), by=by, now=now,
        )  # fmt: skip
        if reason == ReportReason.HURTS and not held:
            emails.report_arrived(contribution=sent, name=name, now=now)
    return sent
