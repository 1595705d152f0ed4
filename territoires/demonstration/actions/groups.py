"""Invent groups in bulk: one row each, and the rows that link them to words and networks."""

import datetime
import random
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, islice

from django.db import models
from django.utils.text import slugify

from territoires.contributions.models import Contribution
from territoires.demonstration.rules import EMPTY_DEPARTMENTS, HIDDEN_SHARE, FictionalGroup, a_group, fictional_phone
from territoires.groups.models import FollowUp, LocalGroup, StageChange
from territoires.groups.queries.positions import spread
from territoires.networks.models import Network
from territoires.places.enums import PlaceKind
from territoires.places.models import Commune
from territoires.vocabulary.models import CommunityRole, SpokenLanguage, Theme

BATCH = 4000


def clear_groups() -> None:
    """Take the former invented territory away; mandates and notes go with their groups."""
    Contribution.objects.all().delete()
    StageChange.objects.filter(undoes__isnull=False).delete()
    LocalGroup.objects.all().delete()


class CommunePicker:
    """Draws communes, populous ones more often but not only; never in the departments left empty."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.communes = list(
            Commune.objects.filter(population__gt=200)
            .exclude(insee__in=["75056", "69123", "13055"])
            .exclude(department_id__in=EMPTY_DEPARTMENTS)
            .order_by("insee")
        )
        self.steps = list(accumulate(c.population**0.75 for c in self.communes))
        self.ranks: Counter[str] = Counter()

    def draw(self) -> Commune:
        return self.communes[bisect(self.steps, self.rng.random() * self.steps[-1])]

    def position(self, commune: Commune) -> tuple[float, float]:
        rank = self.ranks[commune.insee]
        self.ranks[commune.insee] += 1
        return spread(commune.lat, commune.lon, rank)


def _first_commune() -> Commune:
    return Commune.objects.get(insee="59512")  # Roubaix: the animator of the cast lives there


def _public_phone(rng: random.Random, invented: FictionalGroup, now: datetime.datetime) -> dict[str, object]:
    if not invented.has_public_phone:
        return {}
    day = now.date()
    return {
        "phone": fictional_phone(rng),
        "phone_public_since": day - datetime.timedelta(days=30),
        "phone_public_until": day + datetime.timedelta(days=335),
    }


def _row(rng: random.Random, number: int, commune: Commune, invented: FictionalGroup, now: datetime.datetime,
         position: tuple[float, float]) -> LocalGroup:  # fmt: skip
    day = now.date()
    return LocalGroup(
        slug=f"{slugify(invented.name)[:70]}-{slugify(commune.name)[:36]}-{number}",
        name=invented.name[:120],
        territory_label=invented.territory_label[:160],
        precision=invented.precision,
        commune=commune,
        carried_by=invented.carried_by,
        summary=invented.summary,
        children_part=invented.children_part,
        meets_when=invented.meets_when,
        meets_where=invented.meets_where,
        next_steps=invented.next_steps,
        who_answers=invented.who_answers,
        stage=invented.stage,
        shown_since=day - datetime.timedelta(days=40) if invented.shown else None,
        lat=position[0],
        lon=position[1],
        last_confirmed_on=day - datetime.timedelta(days=invented.days_since_confirmed),
        created_at=now - datetime.timedelta(days=invented.days_since_confirmed + 30),
        updated_at=now,
        **_public_phone(rng, invented, now),
    )


def _invent(rng: random.Random, count: int, now: datetime.datetime) -> Iterator[tuple[LocalGroup, FictionalGroup]]:
    picker = CommunePicker(rng)
    hidden = max(3, int(count * HIDDEN_SHARE))
    for number in range(count + hidden):
        commune = _first_commune() if number == 0 else picker.draw()
        invented = a_group(rng, _place_name(commune), shown=number < count)
        if number == 0:
            invented = _roubaix(invented)
        yield _row(rng, number + 1, commune, invented, now, picker.position(commune)), invented


def _place_name(commune: Commune) -> str:
    return commune.name.replace(" Arrondissement", "") if commune.kind == PlaceKind.DISTRICT else commune.name


def _roubaix(invented: FictionalGroup) -> FictionalGroup:
    fixed = {"stage": "confirmed", "precision": "neighbourhood", "has_public_phone": True}
    return FictionalGroup(
        **{
            **{k: getattr(invented, k) for k in invented.__dataclass_fields__},
            **fixed,
            "name": "Le café des parents des Tilleuls",
            "territory_label": "quartier Les Tilleuls, Roubaix",
            "meets_when": "Le mardi à 14 h, toutes les deux semaines",
            "meets_where": "Au centre social, en face de l'arrêt de bus",
            "who_answers": "Sophie, animatrice",
        }
    )


def add_groups(*, rng: random.Random, count: int, now: datetime.datetime, progress: Callable[[str], None]) -> int:
    """Make `count` visible groups and a few hidden ones. Returns how many rows there are in all."""
    links = Links(rng, now)
    stream, made = _invent(rng, count, now), 0
    while batch := list(islice(stream, BATCH)):
        rows = LocalGroup.objects.bulk_create([row for row, _ in batch])
        links.tie([(row, invented) for row, (_, invented) in zip(rows, batch, strict=True)], now)
        made += len(rows)
        if made > BATCH:
            progress(f"  {made} groupes")
    return made


class Links:
    """Ties groups to networks, roles, themes and languages, in bulk."""

    def __init__(self, rng: random.Random, now: datetime.datetime) -> None:
        self.rng = rng
        members = Network.objects.members_on(now.date())
        self.networks = list(members.order_by("pk").values_list("pk", flat=True))
        self.roles = list(CommunityRole.objects.order_by("pk").values_list("pk", flat=True))
        self.themes = list(Theme.objects.order_by("pk").values_list("pk", flat=True))
        self.languages = dict(SpokenLanguage.objects.values_list("slug", "pk"))

    def tie(self, pairs: list[tuple[LocalGroup, FictionalGroup]], now: datetime.datetime) -> None:
        rows: dict[str, list[tuple[int, int]]] = {
            k: [] for k in ("networks", "present", "missing", "themes", "languages")
        }
        for group, invented in pairs:
            self._pick(rows, group.pk, invented)
        self._write(LocalGroup.networks.through, "network_id", rows["networks"])
        self._write(LocalGroup.roles_present.through, "communityrole_id", rows["present"])
        self._write(LocalGroup.roles_missing.through, "communityrole_id", rows["missing"])
        self._write(LocalGroup.themes.through, "theme_id", rows["themes"])
        self._write(LocalGroup.languages.through, "spokenlanguage_id", rows["languages"])
        StageChange.objects.bulk_create(
            StageChange(group=group, to_stage=group.stage, at=group.created_at, source="proposal",
                        reason="Début de la démonstration")
            for group, _ in pairs
        )  # fmt: skip

    def _pick(self, rows: dict[str, list[tuple[int, int]]], group_id: int, invented: FictionalGroup) -> None:
        rng = self.rng
        roles = rng.sample(self.roles, min(6, len(self.roles)))
        rows["networks"] += [
            (group_id, pk) for pk in rng.sample(self.networks, min(rng.randrange(1, 3), len(self.networks)))
        ]
        rows["present"] += [(group_id, pk) for pk in roles[:4]]
        rows["missing"] += [(group_id, pk) for pk in roles[4:]]
        rows["themes"] += [(group_id, pk) for pk in rng.sample(self.themes, min(2, len(self.themes)))]
        rows["languages"] += [(group_id, self.languages[c]) for c in invented.languages if c in self.languages]

    def _write(self, through: type[models.Model], column: str, pairs: list[tuple[int, int]]) -> None:
        through._default_manager.bulk_create(
            [through(localgroup_id=group_id, **{column: pk}) for group_id, pk in pairs], batch_size=BATCH
        )


def add_follow_up(*, group: LocalGroup, by_id: int, now: datetime.datetime) -> FollowUp:
    """A first line in the coordination's log."""
    return FollowUp.objects.create(
        group=group, at=now - datetime.timedelta(days=9), by_id=by_id, with_whom="Sophie, animatrice", channel="phone",
        said="Le groupe cherche une enseignante pour préparer la formation commune.", agreed=True,
        next_step="Rappeler après les vacances", next_on=now.date(),
    )  # fmt: skip
