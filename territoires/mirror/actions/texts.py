"""A text that the group writes for the coordination: between its people until they hand it over; taken back at will."""

import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import LocalGroup
from territoires.kit.actors import Actor
from territoires.mirror.models import HandedText


class CannotHand(Refused):
    """The text stays where it was."""

    sayings: ClassVar = {
        "handed": _("Ce texte est déjà remis. Reprenez-le d'abord pour le changer."),
        "not-handed": _("Ce texte n'est pas remis à la coordination."),
    }


def write_text(
    *, group: LocalGroup, words: str, by: Actor, now: datetime.datetime, text: HandedText | None = None
) -> HandedText:
    """Write a text between members, or change one. Errors: CannotHand while the coordination reads it."""
    with transaction.atomic():
        if text is None:
            kept = HandedText.objects.create(group=group, words=words, written_at=now, written_by_id=by.user_id)
        else:
            kept = _lock(text)
            if is_handed(kept):
                raise CannotHand("handed")
            kept.words = words
            kept.save(update_fields=["words"])
        record(verb="mirror.write_text", thing=kept, by=by, now=now, detail={"group": group.pk})
    return kept


def hand_text(*, text: HandedText, by: Actor, now: datetime.datetime) -> HandedText:
    """Let the coordination read it. Errors: CannotHand when it does already."""
    with transaction.atomic():
        locked = _lock(text)
        if is_handed(locked):
            raise CannotHand("handed")
        locked.handed_at, locked.taken_back_at, locked.read_at = now, None, None
        locked.save(update_fields=["handed_at", "taken_back_at", "read_at"])
        record(verb="mirror.hand_text", thing=locked, by=by, now=now, detail={"group": locked.group_id})
    return locked


def take_text_back(*, text: HandedText, by: Actor, now: datetime.datetime) -> HandedText:
    """From this moment the coordination no longer reads it. Errors: CannotHand when it was not handed."""
    with transaction.atomic():
        locked = _lock(text)
        if not is_handed(locked):
            raise CannotHand("not-handed")
        locked.taken_back_at = now
        locked.save(update_fields=["taken_back_at"])
        record(verb="mirror.take_text_back", thing=locked, by=by, now=now, detail={"group": locked.group_id})
    return locked


def read_text(*, text: HandedText, by: Actor, now: datetime.datetime) -> None:
    """The coordination says that it has read. Saying it twice has one effect. Errors: CannotHand when taken back."""
    with transaction.atomic():
        locked = _lock(text)
        if not is_handed(locked):
            raise CannotHand("not-handed")
        if locked.read_at is None:
            locked.read_at = now
            locked.save(update_fields=["read_at"])
            record(verb="mirror.read_text", thing=locked, by=by, now=now, detail={"group": locked.group_id})


def remove_text(*, text: HandedText, by: Actor, now: datetime.datetime) -> None:
    """Erase a text, for the coordination too."""
    with transaction.atomic():
        locked = _lock(text)
        record(verb="mirror.remove_text", thing=locked, by=by, now=now, detail={"group": locked.group_id})
        locked.delete()


def forget_writer(*, user_id: int) -> None:
    """An account is erased: what its person wrote stays, as the group's words, without the person."""
    HandedText.objects.filter(written_by_id=user_id).update(written_by=None)


def is_handed(text: HandedText) -> bool:
    return text.handed_at is not None and text.taken_back_at is None


def _lock(text: HandedText) -> HandedText:
    return HandedText.objects.select_for_update().get(pk=text.pk)
