"""What the journal keeps about an account: told to its holder, forgotten with it."""

import datetime
from typing import Any

from django.dispatch import receiver

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.journal.actions.personal_data import forget_author
from territoires.journal.queries.personal_data import agreements_of, entries_of, meetings_of
from territoires.kit.actors import Actor
from territoires.media.actions import forget_recorder


@receiver(collect_personal_data, dispatch_uid="journal.personal_data")
def tell_entries(sender: Any, *, user_id: int, **facts: Any) -> dict[str, Any]:
    told = {
        "Nouvelles que j'ai écrites": entries_of(user_id),
        "Dates que j'ai annoncées": meetings_of(user_id),
        "Accords que j'ai notés pour une photo ou une voix": agreements_of(user_id),
    }
    return {title: lines for title, lines in told.items() if lines}


@receiver(erase_personal_data, dispatch_uid="journal.forget_author")
def forget_the_author(sender: Any, *, user_id: int, now: datetime.datetime, **facts: Any) -> None:
    forget_author(user_id=user_id)
    forget_recorder(recorder=Actor("user", user_id).label, now=now, by=Actor("user", user_id))
