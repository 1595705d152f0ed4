"""What anybody brings to the coordination: each becomes a contribution with its reference."""

import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from territoires.contributions.actions import Relay, receive_agreed
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.kit.actors import Actor

SCOPE = "coordination"
TEXT_VERSION, JOIN_TEXT_VERSION = "coordination-1", "rejoindre-1"  # templates of front/consents/


def send_message(*, topic: str, words: dict[str, Any], now: datetime.datetime, by: Actor) -> Contribution:
    """A message to the coordination. `topic` is "" on the contact page, else "raconter" or "demander".

    Typed for somebody else, `words` also says who typed ("relay_name", "relay_contact") and how the person agreed.
    """
    return _receive(
        kind="message",
        answers={"text": words["text"], "topic": topic},
        said=[[_("Votre message"), words["text"]]],
        scope=SCOPE,
        words=words,
        now=now,
        by=by,
    )


def ask_call_back(*, words: dict[str, Any], best_moment: str, now: datetime.datetime, by: Actor) -> Contribution:
    """A first name, a number and the best moment, in words, for the coordination to call."""
    return _receive(
        kind="call-back",
        answers={"best_moment": best_moment},
        said=[[_("Le meilleur moment"), best_moment]],
        scope=SCOPE,
        words=words,
        now=now,
        by=by,
    )


def ask_to_join(*, words: dict[str, Any], now: datetime.datetime, by: Actor) -> Contribution:
    """A network asks to become a member; the coordination decides after talking with its people."""
    asked = ("name", "signature", "website", "why", "role")
    labels = (_("Le réseau"), _("Ce qu'il fait"), _("Son site"), _("Pourquoi"), _("Votre rôle"))
    return _receive(
        kind="network-join",
        answers={key: words[key] for key in asked},
        said=[[label, words[key]] for key, label in zip(asked, labels, strict=True) if words[key]],
        scope="",
        words=words,
        now=now,
        by=by,
        text_version=JOIN_TEXT_VERSION,
    )


def _receive(
    *, words: dict[str, Any], now: datetime.datetime, by: Actor, text_version: str = TEXT_VERSION, **what: Any
) -> Contribution:
    relay = words.get("relay_name", "")
    return receive_agreed(
        text_version=text_version,
        relay=Relay(relay, words.get("relay_contact", ""), words["agreed"]) if relay else None,
        phone=words.get("phone"),
        subject=_("la coordination nationale"),
        answered_by=_("la coordination nationale"),
        answer_by_on=due_day(now, settings.COORDINATION_ANSWER_DAYS),
        speaker_name=words.get("first_name", ""),
        email=words.get("email", ""),
        now=now,
        by=by,
        **what,
    )
