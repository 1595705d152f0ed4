"""Closing sessions."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from territoires.accounts.models import User
from territoires.audit.actions import record
from territoires.kit.actors import Actor


def end_sessions(*, user: User, now: datetime.datetime, by: Actor, but: str = "") -> int:
    """Close every session of an account, except the one whose key is `but`. Returns how many were closed.

    Without `but` the key inside the account changes too: no copy of a session survives, listed or not.
    """
    with transaction.atomic():
        keys = {key for key in _keys_of(user, now) if key != but}
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(user=user).exclude(session_key=but).delete()
        if not but:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        record(verb="accounts.end_sessions", thing=user, by=by, now=now, detail={"sessions": len(keys)})
    return len(keys)


def end_session(*, user: User, session_id: int, now: datetime.datetime, by: Actor) -> bool:
    """Close one listed session of an account. False when it is not one of theirs, or already closed."""
    with transaction.atomic():
        listed = UserSession.objects.filter(user=user, pk=session_id).first()
        if listed is None:
            return False
        Session.objects.filter(session_key=listed.session_key).delete()
        listed.delete()
        record(verb="accounts.end_sessions", thing=user, by=by, now=now, detail={"sessions": 1})
    return True


def _keys_of(user: User, now: datetime.datetime) -> set[str]:
    """Only people with an account have sessions, so looking into each one stays cheap."""
    mine = str(user.pk)
    living = Session.objects.filter(expire_date__gt=now).iterator()
    return {session.session_key for session in living if session.get_decoded().get("_auth_user_id") == mine}
