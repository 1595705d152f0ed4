"""What the site writes to those who animate a group, about the life of the group. One-tap links, no tracker."""

import datetime

from django.conf import settings
from django.urls import reverse

from territoires.accounts.models import User
from territoires.groups.emails.desk import page_address
from territoires.groups.enums import AskingKind, Tap
from territoires.groups.models import Animator, Asking, LocalGroup
from territoires.groups.permissions.links import make_tap
from territoires.mailer.actions import write
from territoires.mailer.models import Letter

STILL_TRUE = ("still_true", "still_true_again", "still_true_last", "out_of_lists")


def running_animators(group: LocalGroup) -> list[User]:
    """Those who animate the group today; nobody else is asked about its life."""
    mandates = Animator.objects.filter(group=group, until=None, user__is_active=True).select_related("user")
    return [mandate.user for mandate in mandates]


def letter_key(asking: Asking) -> str:
    """One letter of one question: each recipient gets it once, whatever happens."""
    return f"asking:{asking.pk}:{asking.step}"


def asking_letter(*, asking: Asking, user: User, now: datetime.datetime) -> Letter:
    """The letter of the step the question has reached, to one animator."""
    quiet = asking.kind == AskingKind.QUIET
    name = "quiet" if quiet else STILL_TRUE[min(asking.step, len(STILL_TRUE)) - 1]
    until = now + datetime.timedelta(days=settings.GROUPS_LINK_DAYS)
    return write(
        template=f"groups/letters/{name}.txt",
        to=user.email,
        now=now,
        dedupe_key=f"{letter_key(asking)}:{user.pk}",
        useful_until=until,
        context={
            "group": asking.group,
            "asking": asking,
            "page": page_address(asking.group),
            "links": {tap.name: _address(tap, asking, user, now) for tap in Tap},
        },
    )


def _address(tap: Tap, asking: Asking, user: User, now: datetime.datetime) -> str:
    link = make_tap(purpose=tap, asking=asking, user=user, now=now)
    return settings.SITE_URL + reverse("groups:one_tap", args=[link])
