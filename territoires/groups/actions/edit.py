"""Change what a group's page says, confirm that it is still true, undo the last change."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups.actions.asking import say_true
from territoires.groups.actions.desk import MANY, free_position
from territoires.groups.actions.refusals import CHANGED, Refused, lock_group, save_group
from territoires.groups.models import LocalGroup, Revision
from territoires.groups.signals import group_changed
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber
from territoires.places.models import Commune

WORDS = (
    "name", "territory_label", "precision", "carried_by", "summary", "story", "children_part", "meets_when",
    "meets_where", "next_steps", "who_answers", "answer_days",
)  # fmt: skip
EDITABLE = frozenset({*WORDS, *MANY, "commune"})
REVISION_DAYS, REVISIONS_KEPT = 30, 10
LONGEST_PUBLIC_PHONE = datetime.timedelta(days=366)
KM_FROM_CENTRE = 40


class CannotEdit(Refused):
    """The page stays as it is."""

    sayings: ClassVar = {
        "changed": CHANGED,
        "nothing": _("Il n'y a pas de changement à annuler."),
        "gone": _("Un mot ou un lieu de cette version n'existe plus. Rien n'est annulé."),
    }


class CannotChoosePhone(Refused):
    """The phone's public choice stays as it is."""

    sayings: ClassVar = {
        "changed": CHANGED,
        "until": _("Choisissez une date de fin dans l'année qui vient."),
    }


def as_kept(value: Any) -> Any:
    """A value as a Revision keeps it: keys of rows, plain words otherwise."""
    return value.pk if isinstance(value, Commune) else value


def present_value(group: LocalGroup, field: str) -> Any:
    if field in MANY:
        return sorted(getattr(group, field).values_list("pk", flat=True))
    return as_kept(getattr(group, field))


def differing(group: LocalGroup, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Of the changes asked for, those that really change something; lists of rows come as lists of keys."""
    asked = {
        field: sorted(row.pk for row in value) if field in MANY else value
        for field, value in changes.items()
        if field in EDITABLE
    }
    return {field: value for field, value in asked.items() if as_kept(value) != present_value(group, field)}


def write_changes(locked: LocalGroup, changes: Mapping[str, Any], *, by: Actor, now: datetime.datetime) -> Revision:
    """Write changed fields of a locked group and keep what they were."""
    before = {field: present_value(locked, field) for field in changes}
    columns = [field for field in changes if field not in MANY]
    for field, value in changes.items():
        if field in MANY:
            getattr(locked, field).set(value)
        else:
            setattr(locked, field, value)
    if "commune" in changes and not locked.place_is_public:
        locked.lat, locked.lon = free_position(locked.commune, besides=locked)
        columns += ["lat", "lon"]
    save_group(locked, columns, now)
    revision = Revision.objects.create(
        group=locked, at=now, by_id=by.user_id, before=before, version=locked.version
    )  # fmt: skip
    old = locked.revisions.order_by("-at", "-pk").values_list("pk", flat=True)[REVISIONS_KEPT:]
    Revision.objects.filter(pk__in=list(old)).delete()
    return revision


def update_group(
    *, group: LocalGroup, version: int | None, changes: Mapping[str, Any], by: Actor, now: datetime.datetime
) -> LocalGroup:
    """Change the page of a group; whoever changes it also says that the rest is still true.

    `changes` maps fields of EDITABLE to values, rows for lists. What really changes is kept for an undo.
    Errors: CannotEdit when somebody else changed the group since the person opened it.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotEdit)
        real = differing(locked, changes)
        if not real:
            return locked
        say_true(locked, by=by, now=now)
        write_changes(locked, real, by=by, now=now)
        record(verb="groups.update_group", thing=locked, by=by, now=now, detail={"fields": sorted(real)})
    return locked


def undo_update(*, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime) -> LocalGroup:
    """Put the page back as it was before its last change; undoing twice puts the change back.

    Errors: CannotEdit when nothing can be undone, when the group changed since, or when a row the old page named is
    gone.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotEdit)
        last = locked.revisions.first()
        if last is None:
            raise CannotEdit("nothing")
        if last.version != locked.version:
            raise CannotEdit("changed")
        changes = dict(last.before)
        if "commune" in changes:
            changes["commune"] = Commune.objects.filter(pk=changes["commune"]).first()
            if changes["commune"] is None:
                raise CannotEdit("gone")
        for field in MANY:
            if field in changes and not _all_exist(field, changes[field]):
                raise CannotEdit("gone")
        write_changes(locked, changes, by=by, now=now)
        record(verb="groups.undo_update", thing=locked, by=by, now=now, detail={"fields": sorted(changes)})
    return locked


def _all_exist(field: str, keys: list[Any]) -> bool:
    rows = LocalGroup._meta.get_field(field).related_model
    return rows._default_manager.filter(pk__in=keys).count() == len(keys)  # type: ignore[union-attr]


def confirm_facts(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> None:
    """« Toujours vrai »: somebody who knows says so today. The version stays, so nobody's writing is disturbed."""
    with transaction.atomic():
        locked = lock_group(group, None, CannotEdit)
        if locked.last_confirmed_on != timezone.localdate(now) or locked.unsure_since is not None:
            say_true(locked, by=by, now=now)
            record(verb="groups.confirm_facts", thing=locked, by=by, now=now)
            group_changed.send(sender=LocalGroup, group_id=locked.pk)


def choose_phone(
    *,
    group: LocalGroup,
    version: int | None,
    phone: PhoneNumber | None,
    public_until: datetime.date | None,
    by: Actor,
    now: datetime.datetime,
) -> LocalGroup:
    """Keep the group's phone, and show it until a date, a year ahead at most; without date it is not shown.

    Errors: CannotChoosePhone when the date is past or too far, or when somebody changed the group meanwhile.
    """
    today = timezone.localdate(now)
    if public_until is not None and not today <= public_until <= today + LONGEST_PUBLIC_PHONE:
        raise CannotChoosePhone("until")
    with transaction.atomic():
        locked = lock_group(group, version, CannotChoosePhone)
        locked.phone, locked.phone_e164 = (phone.raw, phone.e164) if phone else ("", "")
        shown = phone is not None and public_until is not None
        locked.phone_public_since = today if shown else None
        locked.phone_public_until = public_until if shown else None
        fields = ["phone", "phone_e164", "phone_public_since", "phone_public_until"]
        save_group(locked, fields, now)
        record(verb="groups.choose_phone", thing=locked, by=by, now=now, detail={"public": shown})
    return locked


def choose_place(
    *,
    group: LocalGroup,
    version: int | None,
    position: tuple[float, float] | None,
    by: Actor,
    now: datetime.datetime,
) -> LocalGroup:
    """Put the group's point on its public meeting place, or, without position, back near the centre of its commune.

    Errors: CannotEdit when somebody changed the group meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotEdit)
        locked.place_is_public = position is not None
        locked.lat, locked.lon = position or free_position(locked.commune, besides=locked)
        save_group(locked, ["place_is_public", "lat", "lon"], now)
        record(verb="groups.choose_place", thing=locked, by=by, now=now, detail={"public": locked.place_is_public})
    return locked


def purge_revisions(*, now: datetime.datetime) -> int:
    """Forget what pages said more than thirty days ago."""
    return Revision.objects.filter(at__lt=now - datetime.timedelta(days=REVISION_DAYS)).delete()[0]
