"""Doors for facts from below: what a person said leaves with them as long as it can be told to be theirs."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.groups.signals import member_left
from territoires.mirror.actions import forget_person
from territoires.mirror.actions.answers import forget_account
from territoires.mirror.actions.texts import forget_writer
from territoires.mirror.permissions import person_of_member
from territoires.mirror.queries.personal_data import open_answers_of, texts_of


@receiver(collect_personal_data, dispatch_uid="mirror.personal_data")
def tell_answers(sender: Any, *, user_id: int, **facts: Any) -> dict[str, Any]:
    """For that person alone: what still leads to them."""
    told = {
        str(_("Mes réponses au miroir, tant que le groupe n'a pas regardé")): open_answers_of(user_id),
        str(_("Textes que j'ai écrits pour la coordination")): texts_of(user_id),
    }
    return {heading: lines for heading, lines in told.items() if lines}


@receiver(erase_personal_data, dispatch_uid="mirror.forget_account")
def forget_the_account(sender: Any, *, user_id: int, now: datetime.datetime, **facts: Any) -> None:
    forget_account(user_id=user_id)
    forget_writer(user_id=user_id)


@receiver(member_left, dispatch_uid="mirror.forget_member")
def forget_who_left(sender: Any, *, group_id: int, member_id: int, **facts: Any) -> None:
    forget_person(person=person_of_member(member_id), group_id=group_id)
