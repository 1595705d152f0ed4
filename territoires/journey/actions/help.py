"""« Un coup de main »: the coordination is asked, and reads the path only when its reference is handed over."""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from territoires.contributions.actions import CONSENT_DAYS, receive_agreed
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.journey.models import Journey
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber

SCOPE = "coordination"
TEXT_VERSION = "chemin-aide-1"  # journey/consents/chemin-aide-1.html


def ask_for_help(
    *,
    journey: Journey,
    first_name: str,
    text: str,
    phone: PhoneNumber | None,
    email: str,
    handed_over: bool,
    now: datetime.datetime,
    by: Actor,
) -> Contribution:
    """A message to the coordination. `handed_over`: the person agrees that it carries the reference of the path."""
    if handed_over:
        text = f"{text}\n\n{_('Référence de notre chemin : %s') % journey.reference}"
    purposes = {"contact": CONSENT_DAYS} | ({"journey": CONSENT_DAYS} if handed_over else {})
    return receive_agreed(
        kind="message",
        scope=SCOPE,
        answers={"text": text, "topic": "chemin"},
        said=[[_("Votre message"), text]],
        subject=_("la coordination nationale"),
        answered_by=_("la coordination nationale"),
        answer_by_on=due_day(now, settings.COORDINATION_ANSWER_DAYS),
        speaker_name=first_name,
        phone=phone,
        email=email,
        purposes=purposes,
        text_version=TEXT_VERSION,
        now=now,
        by=by,
    )
