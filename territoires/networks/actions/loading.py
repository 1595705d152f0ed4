"""Bring in the facts shipped with the site: categories, networks, partners, sponsors."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.networks.models import Network, NetworkCategory, Partner, Sponsor
from territoires.networks.signals import sponsor_changed

DATA = Path(__file__).resolve().parents[1] / "data"
DATES = ("start_on", "end_on", "until_on", "since_on")


def load_networks(*, now: datetime.datetime, by: Actor) -> int:
    """Bring in the shipped facts and return how many rows changed.

    Running it again is harmless: a row that the coordination saved (version above 1) is never touched.
    """
    with transaction.atomic():
        changed = sum(_load_row(NetworkCategory, at, row) for at, row in enumerate(_rows("categories.json")))
        categories = {category.slug: category for category in NetworkCategory.objects.all()}
        changed += sum(_load_network(row, categories) for row in _rows("networks.json"))
        changed += sum(_load_row(Partner, at, row) for at, row in enumerate(_rows("partners.json")))
        changed += sum(_load_row(Sponsor, at, row) for at, row in enumerate(_rows("sponsors.json")))
        if changed:
            record(verb="networks.load_networks", thing="networks", by=by, now=now, detail={"changed": changed})
    return changed


def _rows(name: str) -> list[dict[str, Any]]:
    def dated(row: dict[str, Any]) -> dict[str, Any]:
        return {key: datetime.date.fromisoformat(value) if key in DATES else value for key, value in row.items()}

    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text("utf-8"), object_hook=dated)
    return rows


def _load_row(model: Any, position: int, row: dict[str, Any]) -> bool:
    """Add one row, or bring an untouched one up to date; the order of a list is set once."""
    known: Any = model._default_manager.filter(slug=row["slug"]).first()
    if known is None:
        known = model._default_manager.create(position=position, **row)
    elif known.version > 1 or all(getattr(known, name) == value for name, value in row.items()):
        return False
    else:
        model._default_manager.filter(pk=known.pk).update(**row)
    if model is Sponsor:
        sponsor_changed.send(sender=Sponsor, sponsor_id=known.pk)
    return True


def _load_network(row: dict[str, Any], categories: dict[str, NetworkCategory]) -> bool:
    plain = {name: row[name] for name in ("acronym", "name", "signature", "founder", "to_reread", "sources")}
    plain["category"] = categories.get(row["category"])
    network = Network.objects.filter(slug=row["slug"]).first()
    if network is None:
        network = Network.objects.create(slug=row["slug"], **plain)
    elif network.version > 1 or all(getattr(network, name) == value for name, value in plain.items()):
        return False
    else:
        Network.objects.filter(pk=network.pk).update(**plain)
        network.relations.all().delete()
        network.former_names.all().delete()
    network.other_categories.set([categories[slug] for slug in row["other_categories"]])
    for relation in row["relations"]:
        network.relations.create(**relation)
    for former in row["former_names"]:
        network.former_names.create(**former)
    return True
