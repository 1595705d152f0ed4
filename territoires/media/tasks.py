"""What a reception leaves behind: the file given to the decoder, once, in a process of its own. Safe to run twice."""

import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone

from territoires.audit.actions import record
from territoires.kit.actors import CLOCK
from territoires.kit.tasks import job
from territoires.media import files
from territoires.media.decoding import File, Made, decode
from territoires.media.enums import Kind, Refusal, State
from territoires.media.models import Picture, Rendition, Sound
from territoires.media.rules import TRIES
from territoires.media.signals import media_ready, media_refused

MODELS: dict[str, type[Picture] | type[Sound]] = {Kind.PICTURE: Picture, Kind.SOUND: Sound}


@job
def prepare(kind: str, medium_id: int) -> None:
    """Make one received file ready to be shown, or refuse it."""
    prepare_one(kind, medium_id, timezone.now())


def enqueue(kind: str, medium_id: int) -> None:
    prepare.enqueue(kind, medium_id)


def prepare_one(kind: str, medium_id: int, now: datetime.datetime) -> None:
    medium = take(kind, medium_id)
    if medium is None:
        return None
    if medium.attempts > TRIES:
        return settle_refused(medium, Refusal.TOO_HARD, now)
    with files.work_folder() as folder:
        outcome = decode(medium.kind, files.original_path(medium.original), folder)
        if isinstance(outcome, Refusal):
            return settle_refused(medium, outcome, now)
        return settle_ready(medium, outcome, folder, now)


def take(kind: str, medium_id: int) -> Picture | Sound | None:
    """One that still waits. The count of attempts rises with each try and is the fence of what follows."""
    model = MODELS[kind]
    medium: Picture | Sound | None = model.objects.waiting().filter(pk=medium_id).first()
    if medium is None or not mine(medium).update(attempts=medium.attempts + 1):
        return None
    medium.attempts += 1
    return medium


def mine(medium: Picture | Sound) -> QuerySet[Any]:
    """The row, unless another worker has taken it over or somebody removed it."""
    return type(medium).objects.waiting().filter(pk=medium.pk, attempts=medium.attempts)


def settle_refused(medium: Picture | Sound, refusal: Refusal, now: datetime.datetime) -> None:
    with transaction.atomic():
        if not mine(medium).update(
            state=State.REFUSED, refusal=refusal, decided_at=now, shown_since=None, for_everybody=False, **gone(now)
        ):
            return
        record(verb="media.refuse", thing=medium, by=CLOCK, now=now, detail={"refusal": str(refusal)})
        finish(medium, media_refused)


def settle_ready(medium: Picture | Sound, made: Made, folder: Path, now: datetime.datetime) -> None:
    """Rows and files together: when the row has changed hands meanwhile, nothing is kept."""
    rows = [rendition(medium, one, folder) for one in made.files]
    facts = {"width": made.width, "height": made.height} if medium.kind == Kind.PICTURE else {"seconds": made.seconds}
    with transaction.atomic():
        if not mine(medium).update(state=State.READY, decided_at=now, **facts, **gone(now)):
            return
        medium.renditions.all().delete()
        Rendition.objects.bulk_create(rows)
        files.take_in(medium.token, [folder / row.name for row in rows])
        record(verb="media.make_ready", thing=medium, by=CLOCK, now=now, detail={"count": len(rows)})
        finish(medium, media_ready)


def gone(now: datetime.datetime) -> dict[str, object]:
    return {"original": "", "original_deleted_at": now}


def finish(medium: Picture | Sound, signal: Signal) -> None:
    """The original goes, whatever was decided; then it is told."""
    transaction.on_commit(partial(files.delete_original, medium.original))
    facts = {"kind": medium.KIND, "medium_id": medium.pk, "owner": medium.owner}
    transaction.on_commit(partial(signal.send, sender=type(medium), **facts))


def rendition(medium: Picture | Sound, one: File, folder: Path) -> Rendition:
    path = folder / one.name
    return Rendition(
        **{medium.KIND: medium},
        name=one.name,
        format=one.format,
        width=one.width,
        height=one.height,
        weight=path.stat().st_size,
        digest=files.digest_of(path),
    )
