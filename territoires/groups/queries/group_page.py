"""The public page of a group."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from territoires.groups import rules
from territoires.groups.enums import Stage
from territoires.groups.models import Animator, LocalGroup
from territoires.groups.queries.life import said_on
from territoires.kit.words import MONTHS
from territoires.networks.models import Network
from territoires.vocabulary.models import SpokenLanguage, Word


@dataclass(frozen=True)
class GroupPage:
    """What everybody may read of a group. No name of a person, no address; a number only by dated choice."""

    group: LocalGroup
    stage: str
    stage_label: str
    life: str
    lived_from: str
    lived_until: str
    known_on: datetime.date | None
    may_wake: bool
    place: str
    territory: str
    other_towns: list[str]
    phone: str
    roles_present: list[str]
    roles_missing: list[str]
    languages: list[SpokenLanguage]
    themes: list[str]
    networks: list[Network]
    share_text: str
    address: str


def answering(group: LocalGroup) -> str:
    """Who reads what is sent to the group, in words: whoever the group chose, as long as somebody animates it."""
    if group.ended_on is not None:
        return _("la coordination nationale")
    if not Animator.objects.filter(group=group, until=None, user__is_active=True).exists():
        return _("la coordination nationale")
    return group.who_answers or _("les personnes qui animent le groupe")


def in_full(word: Word) -> str:
    """The word; one that is an acronym with what its letters mean."""
    if not word.name.isupper() or not word.explanation:
        return word.name
    letters = re.search(r"\(([^)]+)\)", word.explanation)
    return f"{word.name} ({letters.group(1) if letters else word.explanation.rstrip('.')})"


def public_phone(group: LocalGroup, today: datetime.date) -> str:
    """The number that the group shows on that day; empty when it shows none, or has come to its end."""
    if group.ended_on is not None:
        return ""
    return rules.public_phone_on(today, group.phone, group.phone_public_since, group.phone_public_until)


def life_of(group: LocalGroup) -> str:
    """What everybody should know: "ended", "asleep", "faded" (no news for a year), "unsure" (à confirmer), ""."""
    if group.ended_on is not None:
        return "ended"
    if group.stage == Stage.ASLEEP:
        return "asleep"
    if group.faded_on is not None:
        return "faded"
    return "unsure" if group.unsure_since is not None else ""


def _month(day: datetime.date) -> str:
    """« mars 2024 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def group_page(group: LocalGroup, *, today: datetime.date, address: str, may_wake: bool = False) -> GroupPage:
    """Six reads, whatever the group: its lists. The commune, department and region came with the group."""
    commune = group.commune
    phone = public_phone(group, today)
    return GroupPage(
        group=group,
        stage=slugify(str(Stage(group.stage).label)),
        stage_label=str(Stage(group.stage).label),
        life=life_of(group),
        lived_from=_month(timezone.localdate(group.created_at)),
        lived_until=_month(group.ended_on) if group.ended_on else "",
        known_on=said_on(group),
        may_wake=may_wake,
        place=f"{commune.name} ({commune.department.name})",
        territory=group.territory_label,
        other_towns=[town.name for town in group.other_communes.all()],
        phone=phone,
        roles_present=[in_full(role) for role in group.roles_present.all()],
        roles_missing=[in_full(role) for role in group.roles_missing.all()],
        languages=list(group.languages.all()),
        themes=[theme.name for theme in group.themes.all()],
        networks=list(group.networks.all()),
        share_text=rules.share_text(
            name=group.name, place=commune.name, when=group.meets_when, where=group.meets_where, phone=phone,
            address=address,
        ),
        address=address,
    )  # fmt: skip
