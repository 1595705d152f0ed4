"""What time does to accounts: nothing is kept longer than docs/personal-data.toml says."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from territoires.accounts import emails, rules
from territoires.accounts.actions.data import CannotErase, erase_account
from territoires.accounts.models import Invitation, User
from territoires.audit.actions import record
from territoires.kit.actors import CLOCK


def forget_invitations(now: datetime.datetime) -> int:
    """Delete invitations thirty days after they were accepted, taken back or over."""
    limit = now - rules.INVITATION_KEPT
    ended = Q(accepted_at__lt=limit) | Q(revoked_at__lt=limit) | Q(expires_at__lt=limit)
    return Invitation.objects.filter(ended).delete()[0]


def forget_sessions(now: datetime.datetime) -> int:
    """Delete sessions that are over, and the lines of the list that led to them."""
    ended = Session.objects.filter(expire_date__lt=now).delete()[0]
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive)).delete()
    return ended


def warn_sleeping_accounts(now: datetime.datetime) -> int:
    """Write to accounts asleep for almost three years, once: thirty days remain to come back."""
    erased_on = (now + rules.SLEEP_WARNING).date()
    warned = 0
    for user in _asleep_since(rules.when_to_warn(now)).filter(sleep_warned_at=None):
        with transaction.atomic():
            user.sleep_warned_at = now
            user.save(update_fields=["sleep_warned_at"])
            emails.sleeping_account(user=user, erased_on=erased_on, now=now)
            record(verb="accounts.warn_sleeping", thing=user, by=CLOCK, now=now)
        warned += 1
    return warned


def erase_sleeping_accounts(now: datetime.datetime) -> int:
    """Empty accounts asleep for three years that were warned thirty days ago. The last administrator stays."""
    erased = 0
    warned_before = now - rules.SLEEP_WARNING
    for user in _asleep_since(now - rules.SLEEP_AFTER).filter(sleep_warned_at__lte=warned_before):
        try:
            erase_account(user=user, by=CLOCK, now=now)
        except CannotErase:
            continue
        erased += 1
    return erased


def _asleep_since(moment: datetime.datetime) -> QuerySet[User]:
    seen = User.objects.filter(is_active=True).annotate(seen_at=Coalesce("last_login", "created_at"))
    return seen.filter(seen_at__lt=moment).order_by("pk")
