"""What the coordination and animators write to people. No letter leaves when the person left no address.

Subjects are ours; nothing that a stranger typed goes into a letter before somebody of ours has read it.
"""

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from territoires.contributions.models import Contribution
from territoires.groups.models import Animator, LocalGroup
from territoires.mailer.actions import write
from territoires.mailer.models import Letter


def page_address(group: LocalGroup) -> str:
    """Where everybody can read about the group; empty while it is not shown."""
    if group.shown_since is None:
        return ""
    return settings.SITE_URL + reverse("groups:group_page", args=[group.slug])


def _write(
    name: str, *, to: str, now: datetime.datetime, dedupe_key: str | None = None, **context: Any
) -> Letter | None:
    if not to:
        return None
    template = f"groups/letters/{name}.txt"
    return write(template=template, to=to, now=now, dedupe_key=dedupe_key, context=context)


def _about(contribution: Contribution) -> dict[str, str]:
    path = reverse("contributions:follow_one", args=[contribution.reference])
    return {"reference": contribution.reference, "follow": settings.SITE_URL + path}


def tell_accepted(*, contribution: Contribution, group: LocalGroup, now: datetime.datetime) -> Letter | None:
    return _write(
        "proposal_accepted", to=contribution.email, now=now, dedupe_key=f"proposal-decided:{contribution.pk}",
        group=group, page=page_address(group), **_about(contribution),
    )  # fmt: skip


def tell_refused(*, contribution: Contribution, now: datetime.datetime) -> Letter | None:
    return _write(
        "proposal_refused", to=contribution.email, now=now, dedupe_key=f"proposal-decided:{contribution.pk}",
        reason=contribution.reason, **_about(contribution),
    )  # fmt: skip


def tell_merged(*, contribution: Contribution, group: LocalGroup, now: datetime.datetime) -> Letter | None:
    return _write(
        "proposal_merged", to=contribution.email, now=now, dedupe_key=f"proposal-decided:{contribution.pk}",
        group=group, page=page_address(group), **_about(contribution),
    )  # fmt: skip


def ask(*, contribution: Contribution, question: str, now: datetime.datetime) -> Letter | None:
    return _write("proposal_question", to=contribution.email, now=now, question=question, **_about(contribution))


def answer(*, contribution: Contribution, words: str, signed: str, now: datetime.datetime) -> Letter | None:
    return _write(
        "answer", to=contribution.email, now=now, dedupe_key=f"answer:{contribution.pk}", words=words, signed=signed,
        **_about(contribution),
    )  # fmt: skip


def tell_mandate_ended(*, animator: Animator, now: datetime.datetime) -> Letter | None:
    return _write(
        "mandate_ended", to=animator.user.email, now=now, dedupe_key=f"mandate-ended:{animator.pk}",
        group=animator.group, since=animator.since,
    )  # fmt: skip
