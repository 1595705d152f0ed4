"""Things people brought in, ready for a test."""

import datetime

from django.utils import timezone

from territoires.contributions import actions
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.kit.actors import VISITOR, Actor

COORDINATION = Actor("user", None)
NOW = timezone.make_aware(datetime.datetime(2026, 3, 3, 10, 0))


def make_sent(kind: str = "message", now: datetime.datetime = NOW, **columns) -> Contribution:
    known = {
        "answers": {"text": "Bonjour"}, "said": [["Votre message", "Bonjour"]], "subject": "le groupe « Alma »",
        "speaker_name": "Fatou", "email": "fatou@exemple.fr", "phone": "06 12 34 56 21", "phone_e164": "+33612345621",
    }  # fmt: skip
    return actions.receive(kind=kind, now=now, by=VISITOR, **{**known, **columns})


def make_decided(state: State, now: datetime.datetime = NOW, **columns) -> Contribution:
    sent = make_sent(now=now, **columns)
    reason = "Ce n'est pas pour nous." if state == State.REFUSED else ""
    return actions.decide(
        contribution=sent, state=state, version=sent.version, reason=reason, now=now, by=COORDINATION, outcome="x:1"
    )
