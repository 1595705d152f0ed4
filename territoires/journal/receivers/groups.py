"""A group is shown to everybody, or no longer: so are the files of its journal. Somebody leaves and asks for their
name to go."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from territoires.groups.signals import group_changed, member_left
from territoires.journal.actions.card import forget_member_name
from territoires.journal.actions.media import keep_media_in_step
from territoires.kit.actors import CLOCK


@receiver(group_changed, dispatch_uid="journal.keep_media_in_step")
def open_or_close_files(sender: Any, *, group_id: int, **facts: Any) -> None:
    keep_media_in_step(group_id, now=timezone.now())


@receiver(member_left, dispatch_uid="journal.forget_member_name")
def forget_the_name(sender: Any, *, member_id: int, forget_name: bool, **facts: Any) -> None:
    if forget_name:
        forget_member_name(member_id=member_id, now=timezone.now(), by=CLOCK)
