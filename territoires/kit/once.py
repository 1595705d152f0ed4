"""The same form sent twice has one effect and one answer: a nervous double tap, a retry after a lost connection.

The key comes from the content, so no hidden token is needed and cached pages can carry the form.
"""

import datetime
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.http import HttpRequest

from territoires.kit.limits import network_of
from territoires.kit.models import OnceKey

WINDOW = datetime.timedelta(minutes=10)
CLAIM_SQL = (
    "INSERT INTO kit_oncekey (key, outcome, expires_at) VALUES (%s, %s, %s)"
    " ON CONFLICT (key) DO UPDATE SET outcome = excluded.outcome, expires_at = excluded.expires_at"
    " WHERE kit_oncekey.expires_at <= %s RETURNING key"
)


class AlreadyDone(Exception):
    """The same form was received a moment ago; `outcome` is what it led to."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


def _plain(value: Any) -> Any:
    return f"{value._meta.label}:{value.pk}" if isinstance(value, models.Model) else str(value)


def once_key(request: HttpRequest, form_name: str, data: Mapping[str, Any]) -> str:
    """Two requests with the same key are the same wish: same form, same cleaned words, same network or same account."""
    user = getattr(request, "user", None)
    who = f"user:{user.pk}" if user is not None and user.is_authenticated else network_of(request)
    text = json.dumps([form_name, who, data], default=_plain, sort_keys=True).encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"once\x1f" + text, hashlib.sha256).hexdigest()


def outcome_of(key: str, now: datetime.datetime) -> str | None:
    """What this key led to in the last ten minutes; None when it is new."""
    found = OnceKey.objects.filter(key=key, expires_at__gt=now).values_list("outcome", flat=True).first()
    return found or None


def remember(key: str, outcome: str, now: datetime.datetime) -> None:
    """Keep the outcome. Call it in the transaction of the effect.

    Errors: AlreadyDone when another request with the key was faster: let it roll the transaction back.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SQL, [key, outcome, now + WINDOW, now])
        if cursor.fetchone() is None:
            raise AlreadyDone(outcome_of(key, now) or outcome)


def perform(key: str, effect: Callable[[], str], now: datetime.datetime) -> str:
    """Run `effect` at most once per key and return its outcome (an address to go to): the preferred way.

    The claim is inserted first, in the transaction of the effect: the same request arriving meanwhile waits for
    it, then reads its outcome. When the effect fails the claim disappears with it.
    """
    if known := outcome_of(key, now):
        return known
    try:
        with transaction.atomic():
            remember(key, "", now)
            outcome = effect()
            OnceKey.objects.filter(key=key).update(outcome=outcome)
            return outcome
    except AlreadyDone as done:
        return done.outcome


def purge(now: datetime.datetime) -> int:
    """Forget keys whose ten minutes are over; called by the clock."""
    return OnceKey.objects.filter(expires_at__lt=now).delete()[0]
