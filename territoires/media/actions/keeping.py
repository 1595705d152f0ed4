"""What time does to files and rows: originals do not stay, unfinished work is taken up, what is past its time goes."""

import datetime
import shutil

from django.db import transaction

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.media import files, tasks
from territoires.media.actions.media import remove
from territoires.media.enums import State
from territoires.media.models import Picture, Sound
from territoires.media.queries import held_key
from territoires.media.rules import LEFT_BEHIND_AFTER, PROOF_DAYS, TRY_AGAIN_AFTER

REFUSED_KEPT = datetime.timedelta(days=30)
MODELS = (Picture, Sound)


def take_up_again(*, now: datetime.datetime) -> int:
    """Hand over anew what was received a while ago and never decided on: a worker was killed at it."""
    late = [
        (m.KIND, m.pk)
        for model in MODELS
        for m in model.objects.waiting().filter(received_at__lt=now - TRY_AGAIN_AFTER)
    ]
    for kind, number in late:
        tasks.enqueue(kind, number)
    return len(late)


def delete_leftovers(*, now: datetime.datetime, by: Actor) -> int:
    """Delete originals that no waiting row names, and folders that a killed decoder left."""
    waited_for = {name for model in MODELS for name in model.objects.waiting().values_list("original", flat=True)}
    old = files.older_than(files.ORIGINALS, LEFT_BEHIND_AFTER.total_seconds())
    left = [path for path in old if path.name not in waited_for]
    for path in left:
        path.unlink(missing_ok=True)
    for path in files.older_than(files.WORK, LEFT_BEHIND_AFTER.total_seconds()):
        shutil.rmtree(path, ignore_errors=True)
    if left:
        with transaction.atomic():
            record(verb="media.delete_leftovers", thing="original:", by=by, now=now, detail={"count": len(left)})
    return len(left)


def remove_held(*, now: datetime.datetime, by: Actor) -> int:
    """Remove what waited a day for a form that was never sent again."""
    edge = now - LEFT_BEHIND_AFTER
    left = [m for model in MODELS for m in model.objects.filter(owner__startswith=held_key(""), received_at__lt=edge)]
    for medium in left:
        remove(medium=medium, now=now, by=by)
    return len(left)


def forget_removed(*, now: datetime.datetime, by: Actor) -> int:
    """Forget refused files after a month, removed ones and their agreements after a year."""
    refused, removed = now - REFUSED_KEPT, now - datetime.timedelta(days=PROOF_DAYS)
    count = 0
    with transaction.atomic():
        for model in MODELS:
            count += (
                model.objects.filter(state=State.REFUSED, decided_at__lt=refused).delete()[1].get(model._meta.label, 0)
            )
            count += (
                model.objects.filter(state=State.REMOVED, removed_at__lt=removed).delete()[1].get(model._meta.label, 0)
            )
        if count:
            record(verb="media.forget_removed", thing="media:", by=by, now=now, detail={"count": count})
    return count
