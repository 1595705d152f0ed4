"""The facts of the life of groups as a table to take away: no name, number or address of anybody."""

import datetime
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.models import User
from territoires.groups.enums import Stage
from territoires.groups.permissions import FOLLOW, groups_for
from territoires.groups.queries.calls import due_calls, reason_words
from territoires.groups.queries.life import with_signs


def life_head() -> list[str]:
    return [
        _("Nom"), _("Commune"), _("Département"), _("Étape"), _("Dernière nouvelle"), _("Dernière rencontre"),
        _("Page relue le"), _("Dernier signe de vie"), _("À confirmer depuis"), _("Hors des listes depuis"),
        _("A pris fin le"), _("Dernier échange"), _("Raison d'appeler"), _("Depuis"),
    ]  # fmt: skip


def life_lines(user: User, now: datetime.datetime) -> Iterator[list[str]]:
    """One line for each group this person looks after."""
    reasons = {pk: (reason, since) for pk, reason, since in due_calls(user, now)}
    rows = with_signs(groups_for(user, FOLLOW)).annotate(called_at=Max("follow_ups__at"))
    for group in rows.select_related("commune__department").order_by("name", "pk").iterator(chunk_size=500):
        reason, since = reasons.get(group.pk, ("", None))
        yield [
            group.name, group.commune.name, group.commune.department.name, str(Stage(group.stage).label),
            _moment(group.last_entry_at), _day(group.last_met_on), _day(group.last_confirmed_on), _day(group.sign_on),
            _day(group.unsure_since), _day(group.faded_on), _day(group.ended_on), _moment(group.called_at),
            reason_words(reason), _day(since),
        ]  # fmt: skip


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime.datetime | None) -> str:
    return _day(timezone.localdate(moment)) if moment else ""
