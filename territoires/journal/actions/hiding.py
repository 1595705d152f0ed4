"""The coordination hides, at once, what could hurt somebody."""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.journal.actions.entries import withdraw_entry
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.emails.entries import tell_hidden
from territoires.journal.models import Entry
from territoires.kit.actors import Actor


def hide_entry(*, entry: Entry, now: datetime.datetime, by: Actor) -> bool:
    """Take a published entry away and tell those who animate the group. False when it was away already."""
    try:
        with transaction.atomic():
            withdrawn = withdraw_entry(entry=entry, version=None, now=now, by=by)
            record(verb="journal.hide_entry", thing=withdrawn, by=by, now=now)
            tell_hidden(entry=withdrawn, now=now)
    except CannotTell:
        return False
    return True
