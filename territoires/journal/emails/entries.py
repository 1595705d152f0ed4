"""What the journal writes: to animators, that words wait to be read; to whoever sent them, what became of them.

A letter holds nothing that a stranger typed before somebody of the group has read it.
"""

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.models import Contribution
from territoires.groups.models import Animator, LocalGroup
from territoires.journal.models import Entry
from territoires.kit import limits
from territoires.mailer.actions import write

LETTERS_A_DAY, A_DAY = 3, 24 * 3600


def words_wait(*, group: LocalGroup, now: datetime.datetime) -> None:
    """To those who animate the group: something waits to be read. One letter a day at most, whatever arrives."""
    day = timezone.localdate(now).isoformat()
    page = settings.SITE_URL + reverse("journal:desk", args=[group.slug])
    _tell_animators(group, "words_wait", f"journal-words:{group.pk}:{day}", now, page=page)


def tell_hidden(*, entry: Entry, now: datetime.datetime) -> None:
    """To those who animate the group: the coordination has hidden an entry, and whom to talk to."""
    page = settings.SITE_URL + reverse("journal:written", args=[entry.group.slug, entry.key])
    _tell_animators(entry.group, "hidden", f"journal-hidden:{entry.pk}:{entry.version}", now, page=page)


def tell_expiring(*, entry: Entry, consent_id: int, until_on: datetime.date, now: datetime.datetime) -> None:
    """To those who animate the group: somebody's agreement to be seen or heard ends soon; nobody is named."""
    page = settings.SITE_URL + reverse("journal:written", args=[entry.group.slug, entry.key])
    key = f"journal-expiring:{consent_id}:{until_on.isoformat()}"
    _tell_animators(entry.group, "expiring", key, now, page=page, day=until_on)


def _tell_animators(group: LocalGroup, name: str, key: str, now: datetime.datetime, **words: Any) -> None:
    for mandate in Animator.objects.filter(group=group, until=None, user__is_active=True).select_related("user"):
        write(
            template=f"journal/letters/{name}.txt",
            to=mandate.user.email,
            now=now,
            dedupe_key=f"{key}:{mandate.user_id}",
            context={"group": group, **words},
        )


def tell_published(*, contribution: Contribution, entry: Entry, now: datetime.datetime) -> None:
    """To the person, if they left an address: their words appear, as they were read back."""
    page = reverse("journal:entry", args=[entry.group.slug, entry.key]) if entry.is_open_to_all else ""
    _tell("published", contribution, entry, now, page=settings.SITE_URL + page if page else "", words=entry.words)


def tell_refused(*, contribution: Contribution, entry: Entry, now: datetime.datetime) -> None:
    _tell("refused", contribution, entry, now, reason=contribution.reason)


def _tell(name: str, contribution: Contribution, entry: Entry, now: datetime.datetime, **words: str) -> None:
    to = contribution.email
    if not to or not limits.allow("journal-letter", to.casefold(), LETTERS_A_DAY, A_DAY, now):
        return
    follow = settings.SITE_URL + reverse("contributions:follow_one", args=[contribution.reference])
    write(
        template=f"journal/letters/{name}.txt",
        to=to,
        now=now,
        dedupe_key=f"journal-decided:{contribution.pk}",
        context={"group": entry.group, "reference": contribution.reference, "follow": follow, **words},
    )
