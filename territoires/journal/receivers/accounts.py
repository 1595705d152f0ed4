"""What the journal keeps about an account: told to its holder, forgotten with it."""

from typing import Any

from django.dispatch import receiver

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.journal.actions.personal_data import forget_author
from territoires.journal.queries.personal_data import entries_of


@receiver(collect_personal_data, dispatch_uid="journal.personal_data")
def tell_entries(sender: Any, *, user_id: int, **facts: Any) -> dict[str, Any]:
    lines = entries_of(user_id)
    return {"Nouvelles que j'ai écrites": lines} if lines else {}


@receiver(erase_personal_data, dispatch_uid="journal.forget_author")
def forget_the_author(sender: Any, *, user_id: int, **facts: Any) -> None:
    forget_author(user_id=user_id)
