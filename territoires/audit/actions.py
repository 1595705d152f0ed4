"""Write the journal."""

import datetime
from typing import Any

from django.db import models

from territoires.audit.models import JournalEntry
from territoires.audit.rules import is_impersonal
from territoires.kit.actors import Actor
from territoires.kit.logs import current_request_id


def thing_key(thing: models.Model | str) -> str:
    """The journal's name of a thing: "localgroup:12"."""
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.model_name}:{thing.pk}"


def record(
    *, verb: str, thing: models.Model | str, by: Actor, now: datetime.datetime, detail: dict[str, Any] | None = None
) -> JournalEntry:
    """Add an entry, inside the transaction of the action. `verb` is "context.verb_noun".

    Errors: ValueError when `detail` holds more than numbers, states and names of fields: rows of the journal cannot be
    erased, so nobody's words may enter.
    """
    if not is_impersonal(detail):
        raise ValueError(f"{verb}: the journal keeps numbers and states only, got the keys {sorted(detail or {})}")
    return JournalEntry.objects.create(
        at=now,
        actor_kind=by.kind,
        actor_id=by.user_id,
        verb=verb,
        thing=thing_key(thing),
        detail=detail or {},
        request_id=current_request_id(),
    )
