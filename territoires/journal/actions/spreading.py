"""« Inspiré par »: name the group an idea came from, tell it once, take the name away."""

import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import LocalGroup
from territoires.journal.actions.entries import change_entry, write_entry
from territoires.journal.actions.refusals import save_entry
from territoires.journal.emails.spreading import tell_inspired
from territoires.journal.models import Entry, Lineage
from territoires.journal.queries.spreading import all_parents
from territoires.journal.rules.lineage import LOOP, OWN_GROUP, REFUSED, Source, refusal_to_inspire
from territoires.kit.actors import Actor

LETTERS_AT_ONCE = 100


class CannotInspire(Refused):
    """The entry names nobody new."""

    sayings: ClassVar = {
        "itself": _("Un récit ne peut pas venir de lui-même. Choisissez-en un autre."),
        OWN_GROUP: _("C'est votre groupe. Choisissez le groupe qui vous a donné l'idée."),
        LOOP: _("Ce récit vient déjà du vôtre. Choisissez-en un autre."),
        REFUSED: _("Ce groupe a préféré ne pas être cité ici."),
        "hidden": _("Ce récit n'est plus montré. Choisissez-en un autre."),
    }


def inspire(
    *, entry: Entry, from_group: LocalGroup, by: Actor, now: datetime.datetime, from_entry: Entry | None = None,
    why: str = "",
) -> Lineage:  # fmt: skip
    """The entry says what it was born of; a former source is named no more. The named group is told by the clock, once
    everybody can read the entry.

    Errors: CannotInspire for its own group, for what was born of it, for a group that asked not to be named here.
    """
    with transaction.atomic():
        Entry.objects.select_for_update().get(pk=entry.pk)
        known = {row.from_group_id: row for row in Lineage.objects.select_for_update().filter(entry=entry)}
        source = Source(from_group.pk, from_entry.pk if from_entry else None)
        refused = [group for group, row in known.items() if row.withdrawn_by_source]
        reason = refusal_to_inspire(
            entry=entry.pk, group=entry.group_id, source=source, parents=all_parents(), refused_by=refused
        )
        if reason:
            raise CannotInspire(reason)
        if why != entry.inspired_why:
            change_entry(entry=entry, version=None, told={"inspired_why": why}, now=now, by=by)
        Lineage.objects.standing().filter(entry=entry).exclude(from_group=from_group).update(withdrawn_at=now)
        made = known.get(from_group.pk) or Lineage(entry=entry, from_group=from_group, at=now)
        made.from_entry, made.withdrawn_at = from_entry, None
        made.save()
        record(verb="journal.inspire", thing=entry, by=by, now=now, detail={"lineage": made.pk})
    return made


def start_inspired_entry(
    *, group: LocalGroup, source: Entry, by: Actor, now: datetime.datetime
) -> Entry:  # fmt: skip
    """« Nous avons essayé aussi »: a draft that already says what it was born of.

    Errors: CannotInspire for a story of one's own group; CannotTell when the group has ended.
    """
    if source.group_id == group.pk:
        raise CannotInspire(OWN_GROUP)
    with transaction.atomic():
        entry = write_entry(group=group, told={}, by=by, now=now)
        inspire(entry=entry, from_group=source.group, from_entry=source, by=by, now=now)
    return entry


def withdraw_link(*, mention: Lineage, by_source: bool, by: Actor, now: datetime.datetime) -> None:
    """Either group takes the mention away. `by_source`: the named group asks for it, and cannot be named there again.
    Doing it twice has one effect."""
    with transaction.atomic():
        locked = Lineage.objects.select_for_update(of=("self",)).select_related("entry").get(pk=mention.pk)
        if locked.withdrawn_at is not None and (locked.withdrawn_by_source or not by_source):
            return
        locked.withdrawn_at, locked.withdrawn_by_source = now, by_source
        locked.save(update_fields=["withdrawn_at", "withdrawn_by_source"])
        _empty_why(locked.entry, now)
        record(verb="journal.withdraw_link", thing=locked, by=by, now=now, detail={"by_source": by_source})


def _empty_why(entry: Entry, now: datetime.datetime) -> None:
    """Those words may name the group: they go with the mention, and no undo brings them back."""
    locked = Entry.objects.select_for_update().get(pk=entry.pk)
    if locked.inspired_why:
        locked.inspired_why = ""
        save_entry(locked, ["inspired_why"], now=now)
    for version in locked.versions.filter(before__has_key="inspired_why"):
        version.before = {**version.before, "inspired_why": ""}
        version.save(update_fields=["before"])


def put_mention_away(*, mention: Lineage, by: Actor, now: datetime.datetime) -> None:
    """The line leaves the space of the named group; the mention stays."""
    with transaction.atomic():
        if Lineage.objects.filter(pk=mention.pk, seen_at=None).update(seen_at=now):
            record(verb="journal.put_mention_away", thing=mention, by=by, now=now)


def tell_sources(*, now: datetime.datetime, by: Actor, today: datetime.date) -> int:
    """One letter for each mention, once everybody can read the entry that makes it."""
    told = Entry.objects.public(today)
    rows = Lineage.objects.standing().filter(told_at=None, entry__in=told.values("pk"))
    waiting = rows.select_related("entry__group__commune", "from_group", "from_entry").order_by("pk")
    count = 0
    for mention in waiting[:LETTERS_AT_ONCE]:
        with transaction.atomic():
            if Lineage.objects.filter(pk=mention.pk, told_at=None).update(told_at=now):
                tell_inspired(mention=mention, now=now)
                record(verb="journal.tell_source", thing=mention, by=by, now=now)
                count += 1
    return count
