"""« Ce n'est plus vrai »: anybody may say it, and hear what became of it by the reference."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from territoires.audit.actions import thing_key
from territoires.contributions.actions import receive
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.groups import emails
from territoires.groups.enums import ReportReason
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import REPORT
from territoires.kit.actors import Actor


def report_group(
    *,
    group: LocalGroup,
    reason: ReportReason,
    text: str,
    by: Actor,
    now: datetime.datetime,
    held: bool = False,
) -> Contribution:
    """Tell the coordination and the animators that the page says something untrue. Nothing is hidden by it: a person
    looks first. What may hurt somebody also leaves as a letter, at once, save in a flood (`held`)."""
    said = [[_("Ce qui ne va pas"), str(reason.label)], [_("Vos mots"), text]]
    answers = {"reason": str(reason.label), "code": reason.value, "text": text}
    with transaction.atomic():
        sent = receive(
            kind=REPORT, scope=thing_key(group), answers=answers,
            said=[line for line in said if line[1]], subject=_("le groupe « %s »") % group.name,
            answered_by=_("la coordination nationale"),
            answer_by_on=due_day(now, settings.COORDINATION_ANSWER_DAYS), by=by, now=now,
        )  # fmt: skip
        if reason == ReportReason.HURTS and not held:
            emails.report_arrived(contribution=sent, group=group, now=now)
    return sent
