"""The coordination writes: add, save with a version check, undo the last save."""

import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.networks.models import Editable, Network, NetworkCategory, Partner, Sponsor
from territoires.networks.rules import pick_slug
from territoires.networks.signals import sponsor_changed

ADD_ATTEMPTS = 3
MANY = {"relations": ("kind", "start_on", "end_on", "note"), "former_names": ("name", "acronym", "until_on")}


class CannotOverwrite(Exception):
    """Somebody else saved first: nothing is written, and the page shows what they wrote."""


class CannotUndo(Exception):
    """There is nothing to come back to: the row was never saved here, or was already brought back."""


def add_network(*, values: dict[str, Any], now: datetime.datetime, by: Actor) -> Network:
    """Enter a network with its relations and former names."""
    return _add(Network, values["acronym"] or values["name"], values, "networks.add_network", now, by)


def add_partner(*, values: dict[str, Any], now: datetime.datetime, by: Actor) -> Partner:
    """Enter an institution that supports or accompanies."""
    return _add(Partner, values["acronym"] or values["name"], values, "networks.add_partner", now, by)


def add_sponsor(*, values: dict[str, Any], now: datetime.datetime, by: Actor) -> Sponsor:
    """Enter a public figure who agreed to lend a name."""
    return _add(Sponsor, values["name"], values, "networks.add_sponsor", now, by)


def add_category(*, values: dict[str, Any], now: datetime.datetime, by: Actor) -> NetworkCategory:
    """Open an eighth family of networks."""
    return _add(NetworkCategory, values["name"], values, "networks.add_category", now, by)


def save_category(
    *, category: NetworkCategory, version: int, values: dict[str, Any], now: datetime.datetime, by: Actor
) -> None:
    """Rename or describe a category. Errors: CannotOverwrite."""
    _save(category, version, values, "networks.save_category", now, by)


def save_network(*, network: Network, version: int, values: dict[str, Any], now: datetime.datetime, by: Actor) -> None:
    """Change a network, its relations and its former names together. Errors: CannotOverwrite."""
    _save(network, version, values, "networks.save_network", now, by)


def save_partner(*, partner: Partner, version: int, values: dict[str, Any], now: datetime.datetime, by: Actor) -> None:
    """Change a partner. Errors: CannotOverwrite."""
    _save(partner, version, values, "networks.save_partner", now, by)


def save_sponsor(*, sponsor: Sponsor, version: int, values: dict[str, Any], now: datetime.datetime, by: Actor) -> None:
    """Change a sponsor. Errors: CannotOverwrite."""
    _save(sponsor, version, values, "networks.save_sponsor", now, by)


def undo_save(*, thing: Editable, version: int, now: datetime.datetime, by: Actor) -> None:
    """Bring back the values from before the last save. What the undo replaces is kept too, so it can be redone.

    Errors: CannotUndo when nothing was saved yet; CannotOverwrite when `version` is not the present one.
    """
    with transaction.atomic():
        locked = _locked(thing, version)
        if not locked.previous:
            raise CannotUndo
        _write(locked, _thawed(locked), f"networks.undo_{thing._meta.model_name}", now, by)


def _add[T: Editable](
    model: type[T], name: str, values: dict[str, Any], verb: str, now: datetime.datetime, by: Actor
) -> T:
    """A new row at the end of its list; two people adding the same name at once get two addresses."""
    for attempts_left in reversed(range(ADD_ATTEMPTS)):
        thing: Any = model()
        thing.slug = _free_slug(model, name)
        if hasattr(thing, "position"):
            thing.position = model._default_manager.count()
        try:
            _write(thing, values, verb, now, by)
        except IntegrityError:
            if not attempts_left:
                raise
        else:
            break
    added: T = thing
    return added


def _save(thing: Editable, version: int, values: dict[str, Any], verb: str, now: datetime.datetime, by: Actor) -> None:
    with transaction.atomic():
        _write(_locked(thing, version), values, verb, now, by)


def _locked(thing: Editable, version: int) -> Editable:
    locked = type(thing)._default_manager.select_for_update().filter(pk=thing.pk).first()
    if locked is None or locked.version != version:
        raise CannotOverwrite
    return locked


def _write(thing: Any, values: dict[str, Any], verb: str, now: datetime.datetime, by: Actor) -> None:
    """Set plain columns, then what hangs on them; keep what was there before."""
    with transaction.atomic():
        is_new = thing.pk is None
        thing.previous = {} if is_new else _frozen(thing, values)
        thing.version = 2 if is_new else thing.version + 1  # written here: loading never touches it
        hanging = {name: values[name] for name in values if name in MANY or name == "other_categories"}
        for name, value in values.items():
            if name not in hanging:
                setattr(thing, name, value)
        thing.save()
        for name, content in hanging.items():
            related = getattr(thing, name)
            if name == "other_categories":
                related.set(content)
                continue
            related.all().delete()
            for row in content:
                related.create(**row)
        record(verb=verb, thing=thing, by=by, now=now, detail={"version": thing.version})
        if isinstance(thing, Sponsor):
            sponsor_changed.send(sender=Sponsor, sponsor_id=thing.pk)


def _frozen(thing: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The present values of the columns about to change, as JSON can hold them."""

    def freeze(value: Any) -> Any:
        if isinstance(value, datetime.date):
            return value.isoformat()
        return value.pk if isinstance(value, models.Model) else value

    kept: dict[str, Any] = {}
    for name in values:
        if name in MANY:
            rows = getattr(thing, name).values(*MANY[name])
            kept[name] = [{key: freeze(value) for key, value in row.items()} for row in rows]
        elif name == "other_categories":
            kept[name] = sorted(thing.other_categories.values_list("pk", flat=True))
        else:
            kept[name] = freeze(getattr(thing, name))
    return kept


def _thawed(thing: Any) -> dict[str, Any]:
    """The opposite of `_frozen`: keys become rows again, dates become dates."""

    def thaw(name: str, value: Any) -> Any:
        return datetime.date.fromisoformat(value) if value and name.endswith("_on") else value

    values: dict[str, Any] = {}
    for name, value in thing.previous.items():
        if name in MANY:
            values[name] = [{key: thaw(key, content) for key, content in row.items()} for row in value]
        elif name == "other_categories":
            values[name] = value
        else:
            field = thing._meta.get_field(name)
            values[name] = field.related_model._default_manager.filter(pk=value).first() if field.is_relation else value
            values[name] = thaw(name, values[name])
    return values


def _free_slug(model: type[models.Model], name: str) -> str:
    taken = set(model._default_manager.values_list("slug", flat=True))
    return pick_slug(slugify(name), taken, 60)
