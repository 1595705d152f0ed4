"""Answering alone. No journal entry and no moment is kept: who answered, and when, is nobody's business."""

from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.groups.actions.refusals import Refused
from territoires.mirror.models import Answer, Mirror
from territoires.mirror.queries.personal_data import open_keys_of
from territoires.mirror.queries.rounds import key_of


class CannotAnswer(Refused):
    """Nothing is kept."""

    sayings: ClassVar = {
        "closed": _("Le groupe a déjà regardé ensemble. Vos mots ne sont pas envoyés. Dites-les à la rencontre."),
        "empty": _("Choisissez une image ou écrivez quelques mots."),
    }


def save_answer(*, mirror: Mirror, person: str, landmark: int, hand: str, words: str) -> None:
    """Keep what a person says of one landmark, in place of what they said before.

    Errors: CannotAnswer once the group has looked, or when nothing is said.
    """
    if not hand and not words:
        raise CannotAnswer("empty")
    with transaction.atomic():
        _lock_open(mirror)
        Answer.objects.update_or_create(
            mirror=mirror, landmark=landmark, respondent=key_of(mirror, person), defaults={"hand": hand, "words": words}
        )


def take_answer_back(*, mirror: Mirror, person: str, landmark: int) -> None:
    """Pass on a question, or take back what one said of it. Errors: CannotAnswer once the group has looked."""
    with transaction.atomic():
        _lock_open(mirror)
        Answer.objects.filter(mirror=mirror, landmark=landmark, respondent=key_of(mirror, person)).delete()


def forget_person(*, person: str, group_id: int) -> int:
    """Take away what somebody who leaves said in the open round. What was looked at belongs to nobody any more."""
    with transaction.atomic():
        mirror = Mirror.objects.select_for_update().filter(group_id=group_id, closed_at=None).first()
        if mirror is None:
            return 0
        return Answer.objects.filter(mirror=mirror, respondent=key_of(mirror, person)).delete()[0]


def forget_account(*, user_id: int) -> int:
    """Take away what an erased account said in rounds that are still open."""
    return Answer.objects.filter(respondent__in=list(open_keys_of(user_id))).delete()[0]


def _lock_open(mirror: Mirror) -> None:
    if not Mirror.objects.select_for_update().filter(pk=mirror.pk, closed_at=None).exists():
        raise CannotAnswer("closed")
