"""What the coordination does with a group as a whole: write it down, show it, stop showing it."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.contributions.enums import ConsentGiven
from territoires.groups import rules
from territoires.groups.actions.asking import say_true
from territoires.groups.actions.refusals import CHANGED, Refused, lock_group, save_group
from territoires.groups.actions.stages import write_move
from territoires.groups.enums import Stage, StageSource
from territoires.groups.models import LocalGroup, StageChange
from territoires.groups.signals import group_changed
from territoires.kit.actors import Actor
from territoires.places.models import Commune

NO_LONGER_SHOWN = _("Le groupe ne souhaite plus être montré")
RESERVED = {"creer", "nouveau", "tableau"}  # addresses that are pages already
MANY = ("networks", "roles_present", "roles_missing", "themes", "languages", "other_communes")


class CannotCreate(Refused):
    """No group is made."""

    sayings: ClassVar = {
        "agreement": _("Notez l'accord du groupe : un groupe confirmé est toujours montré."),
        "future": _("La date de l'accord est aujourd'hui ou avant."),
        "how": _("Dites comment l'accord a été donné."),
    }


class CannotShow(Refused):
    """The group is neither shown nor hidden by this."""

    sayings: ClassVar = {
        "shown": _("Le groupe est déjà montré."),
        "hidden": _("Le groupe n'est déjà plus montré."),
        "future": _("La date de l'accord est aujourd'hui ou avant."),
        "how": _("Dites comment l'accord a été donné."),
        "changed": CHANGED,
    }


def free_slug(name: str, commune: Commune) -> str:
    """An address nobody has yet; it never changes afterwards, whatever the group's name becomes."""
    base = rules.make_slug(name) or rules.make_slug(f"groupe {commune.name}") or "groupe"
    taken = RESERVED | set(LocalGroup.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def free_position(commune: Commune, besides: LocalGroup | None = None) -> tuple[float, float]:
    """The centre of a commune, or the nearest place beside it where no other group stands."""
    others = LocalGroup.objects.filter(commune=commune)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    taken = {(round(lat, 5), round(lon, 5)) for lat, lon in others.values_list("lat", "lon")}
    for rank in range(len(taken) + 1):
        lat, lon = rules.spread(commune.lat, commune.lon, rank)
        if (round(lat, 5), round(lon, 5)) not in taken:
            break
    return lat, lon


def agreement_refusal(shown_on: datetime.date | None, shown_how: str, now: datetime.datetime) -> str:
    """Why a recorded agreement does not hold: "future" or "how"; empty when it does, or when there is none."""
    if shown_on is None:
        return ""
    if shown_on > timezone.localdate(now):
        return "future"
    return "" if shown_how in ConsentGiven.values else "how"


def create_group(
    *,
    name: str,
    commune: Commune,
    by: Actor,
    now: datetime.datetime,
    stage: str = Stage.FIRST_CONTACT,
    source: str = StageSource.CALL,
    reason: str = "",
    shown_on: datetime.date | None = None,
    shown_how: str = "",
    facts: Mapping[str, Any] | None = None,
) -> LocalGroup:
    """Write a group down, hidden unless its dated agreement to be shown is recorded. `facts` are other fields of
    LocalGroup, and lists of rows for its many-to-many fields.

    Errors: CannotCreate when a confirmed group did not agree, or its agreement lies in the future.
    """
    if code := agreement_refusal(shown_on, shown_how, now):
        raise CannotCreate(code)
    if stage == Stage.CONFIRMED and shown_on is None:
        raise CannotCreate("agreement")
    facts = dict(facts or {})
    lists: dict[str, Iterable[Model]] = {field: facts.pop(field) for field in MANY if field in facts}
    with transaction.atomic():
        lat, lon = free_position(commune)
        agreed = {"shown_since": shown_on, "shown_how": shown_how if shown_on else ""}
        group = LocalGroup.objects.create(
            slug=free_slug(name, commune), name=name, commune=commune, stage=stage, lat=lat, lon=lon,
            created_at=now, updated_at=now, last_confirmed_on=shown_on and timezone.localdate(now), **agreed, **facts,
        )  # fmt: skip
        for field, rows in lists.items():
            getattr(group, field).set(rows)
        StageChange.objects.create(
            group=group, to_stage=stage, at=now, by_id=by.user_id, source=source, reason=reason or str(_("Début"))
        )
        record(
            verb="groups.create_group", thing=group, by=by, now=now, detail={"stage": stage, "shown": bool(shown_on)}
        )
        group_changed.send(sender=LocalGroup, group_id=group.pk)
    return group


def show_group(
    *,
    group: LocalGroup,
    version: int | None,
    agreed_on: datetime.date,
    how: str,
    by: Actor,
    now: datetime.datetime,
) -> LocalGroup:
    """Show a group from now on: it agreed on that day, in that way (a ConsentGiven).

    Errors: CannotShow when it is shown already, when the date lies ahead, or when somebody changed it meanwhile.
    """
    if code := agreement_refusal(agreed_on, how, now):
        raise CannotShow(code)
    with transaction.atomic():
        locked = lock_group(group, version, CannotShow)
        if locked.shown_since is not None:
            raise CannotShow("shown")
        locked.shown_since, locked.shown_how = agreed_on, how
        say_true(locked, by=by, now=now)
        save_group(locked, ["shown_since", "shown_how"], now)
        detail = {"agreed_on": agreed_on.isoformat(), "how": how}
        record(verb="groups.show_group", thing=locked, by=by, now=now, detail=detail)
    return locked


def hide_group(
    *, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime, reason: str = ""
) -> LocalGroup:
    """Stop showing a group, at once and everywhere. A confirmed group becomes interested by the same stroke.

    Errors: CannotShow when it is hidden already or when somebody changed it meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotShow)
        if locked.shown_since is None:
            raise CannotShow("hidden")
        locked.shown_since, locked.shown_how = None, ""
        stage = rules.stage_once_hidden(locked.stage)
        if stage == locked.stage:
            save_group(locked, ["shown_since", "shown_how"], now)
        else:
            write_move(
                locked, stage, source=StageSource.GROUP, reason=reason or str(NO_LONGER_SHOWN),
                by=by, now=now, also=("shown_since", "shown_how"),
            )  # fmt: skip
        record(verb="groups.hide_group", thing=locked, by=by, now=now, detail={"stage": stage})
    return locked


def note_export(*, parts: list[str], by: Actor, now: datetime.datetime) -> None:
    """Somebody takes the table of groups away: the journal says so, with the names of the filters."""
    record(verb="groups.export_groups", thing="localgroup:", by=by, now=now, detail={"filters": parts})
