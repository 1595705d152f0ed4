"""The coordination reviews what was proposed, edits, hides and confirms resources."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from territoires.atlas import emails
from territoires.atlas.actions.points import refresh_point
from territoires.atlas.actions.refusals import CannotEdit
from territoires.atlas.enums import Layer
from territoires.atlas.models import Resource
from territoires.atlas.queries.truth import sort_name
from territoires.audit.actions import record, thing_key
from territoires.contributions.actions import CannotDecide, decide
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.kit.actors import Actor
from territoires.mailer.actions import forget_about

HIDDEN_DAYS = 30  # then the contact of an entry that is no longer shown is erased
RESERVED = {"proposer"}  # addresses that are pages already
LETTERS = ("resource-received", "resource-arrived", "resource-decided", "resource-message", "entry-reported")


def accept_resource(
    *, contribution: Contribution, version: int, facts: Mapping[str, Any], by: Actor, now: datetime.datetime
) -> Resource:
    """Make a resource of a proposal and show it. `facts` are the fields as the coordination reread them.

    Errors: CannotDecide when somebody decided first or the text changed: nothing is written then.
    """
    with transaction.atomic():
        _hold(contribution, version)
        fields = dict(facts)
        themes = fields.pop("themes")
        commune = fields["commune"]
        today = timezone.localdate(now)
        resource = Resource.objects.create(
            slug=free_slug(fields["name"]), lat=commune.lat, lon=commune.lon, shown_since=today,
            last_confirmed_on=today, made_from=contribution, created_at=now, updated_at=now, **fields,
        )  # fmt: skip
        resource.themes.set(themes)
        decided = decide(
            contribution=contribution,
            state=State.ACCEPTED,
            version=version,
            outcome=thing_key(resource),
            by=by,
            now=now,
        )
        record(verb="atlas.accept_resource", thing=resource, by=by, now=now, detail={"contribution": contribution.pk})
        refresh_point(layer=Layer.RESOURCES, object_id=resource.pk)
        emails.tell_accepted(contribution=decided, resource=resource, now=now)
    return resource


def merge_resource(
    *, contribution: Contribution, version: int, into: Resource, by: Actor, now: datetime.datetime
) -> Contribution:
    """The resource is there already: the proposal joins it, and the person learns where. Errors: CannotDecide."""
    with transaction.atomic():
        _hold(contribution, version)
        decided = decide(
            contribution=contribution, state=State.MERGED, version=version, outcome=thing_key(into), by=by, now=now
        )
        emails.tell_merged(contribution=decided, resource=into, now=now)
    return decided


def refuse_resource(
    *, contribution: Contribution, version: int, reason: str, by: Actor, now: datetime.datetime
) -> Contribution:
    """Say no, with a reason that is told to the person. Errors: CannotDecide."""
    with transaction.atomic():
        decided = decide(contribution=contribution, state=State.REFUSED, version=version, reason=reason, by=by, now=now)
        emails.tell_refused(contribution=decided, now=now)
    return decided


def _hold(contribution: Contribution, version: int) -> None:
    """Keep the proposal for this transaction, if it still is as the person read it. Errors: CannotDecide."""
    locked = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if locked is None or locked.state != State.SENT or locked.version != version:
        raise CannotDecide


def free_slug(name: str) -> str:
    """An address nobody has yet; it never changes afterwards."""
    base = sort_name(name)[:100].strip("-~") or "ressource"
    taken = RESERVED | set(Resource.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _lock(resource: Resource, version: int) -> Resource:
    locked = Resource.objects.select_for_update().get(pk=resource.pk)
    if locked.version != version:
        raise CannotEdit("changed")
    if locked.merged_into_id is not None:
        raise CannotEdit("merged")
    return locked


def _save(resource: Resource, verb: str, by: Actor, now: datetime.datetime) -> None:
    resource.version += 1
    resource.updated_at = now
    resource.save()
    record(verb=f"atlas.{verb}", thing=resource, by=by, now=now, detail={"version": resource.version})
    refresh_point(layer=Layer.RESOURCES, object_id=resource.pk)


def edit_resource(
    *, resource: Resource, version: int, facts: Mapping[str, Any], by: Actor, now: datetime.datetime
) -> Resource:
    """Change what the page of a resource says; somebody who knows has then just read it.

    Errors: CannotEdit when somebody changed it meanwhile, or when it was joined to another.
    """
    with transaction.atomic():
        locked = _lock(resource, version)
        fields = dict(facts)
        themes = fields.pop("themes")
        moved = fields["commune"].pk != locked.commune_id
        for name, value in fields.items():
            setattr(locked, name, value)
        if moved:
            locked.lat, locked.lon = locked.commune.lat, locked.commune.lon
        locked.last_confirmed_on = timezone.localdate(now)
        locked.themes.set(themes)
        _save(locked, "edit_resource", by, now)
    return locked


def show_resource(*, resource: Resource, version: int, shown: bool, by: Actor, now: datetime.datetime) -> Resource:
    """Show a resource, or hide it at once and everywhere. Errors: CannotEdit."""
    with transaction.atomic():
        locked = _lock(resource, version)
        locked.shown_since = (locked.shown_since or timezone.localdate(now)) if shown else None
        _save(locked, "show_resource" if shown else "hide_resource", by, now)
    return locked


def confirm_resource(*, resource: Resource, version: int, by: Actor, now: datetime.datetime) -> Resource:
    """Somebody who knows says that the page is still true. Errors: CannotEdit."""
    with transaction.atomic():
        locked = _lock(resource, version)
        locked.last_confirmed_on = timezone.localdate(now)
        _save(locked, "confirm_resource", by, now)
    return locked


def join_resources(*, resource: Resource, into: Resource, version: int, by: Actor, now: datetime.datetime) -> Resource:
    """Two entries say the same: one stays, the address of the other leads to it. Errors: CannotEdit."""
    with transaction.atomic():
        locked = _lock(resource, version)
        if into.pk == locked.pk or into.merged_into_id is not None:
            raise CannotEdit("merged")
        Resource.objects.filter(merged_into=locked).update(merged_into=into)
        locked.merged_into = into
        _save(locked, "join_resources", by, now)
    return locked


def forget_proposal(*, contribution_id: int, by: Actor, now: datetime.datetime) -> None:
    """A person took their words back: the letters about it are emptied, and the resource made of it is hidden, without
    its contact nor the name of who proposed it. Called inside the transaction of the withdrawal."""
    with transaction.atomic():
        forget_about(keys=[f"{name}:{contribution_id}" for name in LETTERS], now=now)
        for resource in Resource.objects.select_for_update().filter(made_from_id=contribution_id):
            resource.shown_since = None
            resource.contact_email = resource.contact_phone = resource.proposed_by = ""
            _save(resource, "forget_proposal", by, now)


def note_reading(*, contribution: Contribution, by: Actor, now: datetime.datetime) -> None:
    """Somebody opened the words and the contact of a person: the journal says so."""
    record(verb="atlas.read_proposal", thing=contribution, by=by, now=now)


def forget_hidden_contacts(*, now: datetime.datetime, by: Actor) -> int:
    """Nobody is reached through a page that has not been shown for a while: its contact is erased."""
    limit = now - datetime.timedelta(days=HIDDEN_DAYS)
    kept = Resource.objects.filter(Q(shown_since=None) | Q(merged_into__isnull=False), updated_at__lt=limit)
    with transaction.atomic():
        forgotten = kept.exclude(contact_email="", contact_phone="").update(contact_email="", contact_phone="")
        if forgotten:
            record(verb="atlas.forget_contacts", thing="resource:", by=by, now=now, detail={"count": forgotten})
    return forgotten
