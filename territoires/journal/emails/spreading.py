"""What the journal writes when an idea travelled."""

import datetime

from django.conf import settings
from django.urls import reverse

from territoires.groups.models import Animator
from territoires.journal.models import Lineage
from territoires.mailer.actions import write


def tell_inspired(*, mention: Lineage, now: datetime.datetime) -> None:
    """To those who animate the named group, once: somebody tried their idea. How to read it, how to take the name
    away."""
    entry = mention.entry
    mandates = Animator.objects.filter(group=mention.from_group, until=None, user__is_active=True)
    for mandate in mandates.select_related("user"):
        write(
            template="journal/letters/inspired.txt",
            to=mandate.user.email,
            now=now,
            dedupe_key=f"journal-inspired:{mention.pk}:{mandate.user_id}",
            context={
                "group": mention.from_group,
                "theirs": entry.group,
                "own": mention.from_entry,
                "page": settings.SITE_URL + reverse("journal:entry", args=[entry.group.slug, entry.key]),
                "withdraw": settings.SITE_URL + reverse("journal:withdraw_mention", args=[mention.pk]),
            },
        )
