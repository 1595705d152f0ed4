"""How many entries a filter names: by department, and in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoires.atlas.models import MapPoint, MapTally
from territoires.atlas.queries.sets import Near, points
from territoires.atlas.rules.filters import GROUPS, LAYER_CATEGORIES, RESOURCES, SPONSORS, MapFilter
from territoires.atlas.rules.words import in_words, sentence_case
from territoires.places.models import Department, Region

type ByDepartment = dict[str | None, Counter[str]]


@dataclass
class Counts:
    """Entries by category."""

    by_category: Counter[str] = field(default_factory=Counter)

    def _of(self, layer: str) -> int:
        return sum(self.by_category[category] for category in LAYER_CATEGORIES[layer])

    @property
    def groups(self) -> int:
        return self._of(GROUPS)

    @property
    def resources(self) -> int:
        return self._of(RESOURCES)

    @property
    def sponsors(self) -> int:
        return self._of(SPONSORS)

    @property
    def total(self) -> int:
        return self.by_category.total()

    @property
    def words(self) -> str:
        """« Douze groupes locaux, trois ressources »."""
        groups, resources, sponsors = self.groups, self.resources, self.sponsors
        parts = [
            groups and ngettext("%(n)s groupe local", "%(n)s groupes locaux", groups) % {"n": in_words(groups)},
            resources
            and ngettext("%(n)s ressource", "%(n)s ressources", resources) % {"n": in_words(resources, feminine=True)},
            sponsors
            and ngettext("une marraine ou un parrain", "%(n)s marraines et parrains", sponsors)
            % {"n": in_words(sponsors)},
        ]
        said = ", ".join(part for part in parts if part)
        return sentence_case(said or _("aucun groupe local"))

    @property
    def figures(self) -> str:
        """« 12 groupes, 3 ressources »: for lists with many lines."""
        groups, resources, sponsors = self.groups, self.resources, self.sponsors
        parts = [
            groups and ngettext("%(n)s groupe", "%(n)s groupes", groups) % {"n": groups},
            resources and ngettext("%(n)s ressource", "%(n)s ressources", resources) % {"n": resources},
            sponsors and ngettext("1 marraine ou parrain", "%(n)s marraines et parrains", sponsors) % {"n": sponsors},
        ]
        return ", ".join(part for part in parts if part)


def counts_by_department(f: MapFilter, near: Near | None = None) -> ByDepartment:
    """Category counts of each department; None holds the entries without a place."""
    found: ByDepartment = {}
    if f.is_plain:
        tallies = MapTally.objects.filter(category__in=sorted(f.categories), count__gt=0)
        if f.department:
            tallies = tallies.filter(department__slug=f.department)
        if f.region:
            tallies = tallies.filter(department__region__slug=f.region)
        rows: list[tuple[str | None, str, int]] = [
            *tallies.order_by().values_list("department_id", "category", "count")
        ]
        rows += _rows_of(points(f).filter(department=None)) if not (f.department or f.region) else []
    else:
        rows = _rows_of(points(f, near))
    for department, category, number in rows:
        found.setdefault(department, Counter())[category] += number
    return found


def _rows_of(found: Iterable[MapPoint]) -> list[tuple[str | None, str, int]]:
    counted = found.order_by().values("department_id", "category").annotate(number=Count("pk"))  # type: ignore[attr-defined]
    return list(counted.values_list("department_id", "category", "number"))


def total_of(counts: ByDepartment) -> Counts:
    total: Counter[str] = Counter()
    for counter in counts.values():
        total.update(counter)
    return Counts(total)


@dataclass(frozen=True)
class DepartmentLine:
    department: Department
    counts: Counts


@dataclass(frozen=True)
class RegionLine:
    """A region with its departments: those with entries, and those that still wait for one."""

    region: Region
    counts: Counts
    departments: list[DepartmentLine]
    waiting: list[DepartmentLine]

    @property
    def only_department(self) -> Department | None:
        """Overseas, a region is one department: a single line says both."""
        lines = [*self.departments, *self.waiting]
        return lines[0].department if len(lines) == 1 else None


def region_lines(counts: ByDepartment) -> list[RegionLine]:
    """Every region by name, mainland first, each with its departments by name."""
    members: dict[str, list[DepartmentLine]] = {}
    for department in Department.objects.select_related("region").order_by("name"):
        line = DepartmentLine(department, Counts(counts.get(department.code, Counter())))
        members.setdefault(department.region_id, []).append(line)
    regions = {lines[0].department.region_id: lines[0].department.region for lines in members.values()}
    ordered = sorted(regions.values(), key=lambda region: (("metro", "drom", "com").index(region.zone), region.name))
    return [_region_line(region, members[region.code]) for region in ordered]


def _region_line(region: Region, lines: list[DepartmentLine]) -> RegionLine:
    total: Counter[str] = Counter()
    for line in lines:
        total.update(line.counts.by_category)
    filled = [line for line in lines if line.counts.total]
    return RegionLine(region, Counts(total), filled, [line for line in lines if not line.counts.total])
