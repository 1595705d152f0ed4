"""What every verb of groups refuses in the same way, and how a group is taken in hand to be changed."""

import datetime
from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoires.groups.models import LocalGroup
from territoires.groups.signals import group_changed

CHANGED = _("Quelqu'un a changé cette fiche pendant ce temps. Rien n'est enregistré. Relisez, puis recommencez.")


class Refused(Exception):
    """The action did nothing; `code` says why to the program, `words` to the person."""

    sayings: ClassVar[Mapping[str, str | Promise]] = {}

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def words(self) -> str:
        return str(self.sayings.get(self.code, CHANGED))


def lock_group(group: LocalGroup, version: int | None, refusal: type[Refused]) -> LocalGroup:
    """The row as it is now, kept for this transaction. `version` is the one the person had on screen; None for
    facts that hold whatever the group has become.

    Errors: `refusal` with the code "changed" when somebody was faster.
    """
    locked = LocalGroup.objects.select_for_update().get(pk=group.pk)
    if version is not None and locked.version != version:
        raise refusal("changed")
    return locked


def save_group(group: LocalGroup, fields: Iterable[str], now: datetime.datetime) -> None:
    """Write the fields of a locked group, count the change and announce it."""
    group.version += 1
    group.updated_at = now
    group.save(update_fields=[*fields, "version", "updated_at"])
    group_changed.send(sender=LocalGroup, group_id=group.pk)
