"""The coordination's list of groups, shown and hidden, and its table to take away."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.models import User
from territoires.groups.enums import Stage
from territoires.groups.models import Animator
from territoires.groups.permissions import READ, groups_for
from territoires.groups.queries.life import AWAKE, with_signs
from territoires.groups.rules import plain
from territoires.networks.models import Network

PER_PAGE = 40


@dataclass(frozen=True)
class Wish:
    """What the list is asked for; every part may be empty."""

    words: str = ""
    stage: str = ""
    department: str = ""
    network: str = ""
    to_confirm: bool = False
    no_animator: bool = False
    showing: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """As it stands in an address, without what is empty."""
        told = {
            "q": self.words,
            "etape": self.stage,
            "departement": self.department,
            "reseau": self.network,
            "a_confirmer": "1" if self.to_confirm else "",
            "sans_animation": "1" if self.no_animator else "",
            "montre": self.showing,
        }
        return {key: value for key, value in told.items() if value}

    @property
    def filters(self) -> bool:
        """True when more than words is asked for."""
        return bool(self.parts.keys() - {"q"})

    @property
    def address(self) -> str:
        return urlencode(self.parts)


@dataclass(frozen=True)
class DeskGroups:
    page: Page
    count: int
    wish: Wish


def groups_wished(user: User, wish: Wish, now: datetime.datetime) -> QuerySet[Any]:
    """The groups of a wish, bound to who asks; `animated` and `unsure` say the two things to look after."""
    last_day = timezone.localdate(now) - datetime.timedelta(days=settings.GROUPS_CONFIRM_EVERY_DAYS)
    unsure = Q(shown_since__isnull=False, said_on__lte=last_day) & AWAKE
    animated = Exists(Animator.objects.filter(group=OuterRef("pk"), until=None))
    rows = with_signs(groups_for(user, READ)).annotate(animated=animated, unsure=unsure)
    for given, condition in (
        (wish.stage, Q(stage=wish.stage)),
        (wish.department, Q(commune__department_id=wish.department)),
        (wish.to_confirm, Q(unsure=True)),
        (wish.no_animator, Q(animated=False)),
        (wish.showing == "oui", Q(shown_since__isnull=False)),
        (wish.showing == "non", Q(shown_since=None)),
    ):
        if given:
            rows = rows.filter(condition)
    if wish.network:
        rows = rows.filter(pk__in=Network.objects.filter(slug=wish.network).values("groups"))
    if wish.words:
        rows = rows.filter(pk__in=_keys_with(rows, wish.words))
    return rows.select_related("commune__department").order_by("name", "pk")


def _keys_with(rows: QuerySet[Any], words: str) -> list[int]:
    """Groups in whose name or place every word stands, accents and case aside."""
    wanted = plain(words).split()[:8]
    texts = rows.order_by().values_list("pk", "name", "territory_label", "commune__name", "commune__postal_codes")
    return [pk for pk, *said in texts.iterator() if all(word in plain(" ".join(said)) for word in wanted)]


def desk_groups_page(user: User, wish: Wish, *, page: str, now: datetime.datetime) -> DeskGroups:
    """One page of the list; an odd page number gives the nearest one."""
    paginator = Paginator(groups_wished(user, wish, now).prefetch_related("networks"), PER_PAGE)
    return DeskGroups(paginator.get_page(page), paginator.count, wish)


def table_head() -> list[str]:
    """No column is about a person."""
    return [
        _("Nom"), _("Étape"), _("Montré depuis"), _("Commune"), _("Code INSEE"), _("Département"), _("Territoire"),
        _("Porté par"), _("Réseaux"), _("Thèmes"), _("Langues"), _("Quand"), _("Où"), _("Fiche confirmée le"),
        _("Quelqu'un anime le groupe"), _("Prochaine date de suivi"), _("Adresse de la page"),
    ]  # fmt: skip


def table_lines(user: User, wish: Wish, now: datetime.datetime) -> Iterator[list[str]]:
    """The list of a wish as a table, without the name, number or address of anybody."""
    rows = groups_wished(user, wish, now).prefetch_related("networks", "themes", "languages", "follow_ups")
    for group in rows.iterator(chunk_size=500):
        dates = [note.next_on for note in group.follow_ups.all() if note.next_on and note.done_at is None]
        address = f"{settings.SITE_URL}/groupes/{group.slug}/" if group.shown_since else ""
        yield [
            group.name, str(Stage(group.stage).label), _day(group.shown_since), group.commune.name,
            group.commune.insee, group.commune.department.name, group.territory_label, group.carried_by,
            ", ".join(str(network) for network in group.networks.all()),
            ", ".join(theme.name for theme in group.themes.all()),
            ", ".join(language.name for language in group.languages.all()),
            group.meets_when, group.meets_where, _day(group.last_confirmed_on),
            _("oui") if group.animated else _("non"), _day(min(dates, default=None)), address,
        ]  # fmt: skip


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
