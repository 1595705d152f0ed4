"""Keep points, cells and counts by department exact: with each change, or all at once after a bulk load."""

import datetime
from itertools import batched

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet, Sum

from territoires.atlas.enums import Layer
from territoires.atlas.models import MapCluster, MapPoint, MapTally
from territoires.atlas.queries.truth import FACTS, wanted_point, wanted_rows
from territoires.atlas.rules.grid import ZOOMS, cell_size, cells_of
from territoires.audit.actions import record
from territoires.kit.actors import Actor

BATCH = 5000
MAP_LOCK = 1001_04  # the key of the advisory lock, ours alone
POINTS_SQL = f"INSERT INTO atlas_mappoint ({', '.join(FACTS)}) VALUES ({', '.join(['%s'] * len(FACTS))})"  # noqa: S608  our own names
CELLS_SQL = (
    "INSERT INTO atlas_mapcluster (zoom, cell_x, cell_y, category, count, sum_x, sum_y, sum_id)"
    " SELECT CAST(%s AS smallint), x / %s, y / %s, category, COUNT(*), SUM(x), SUM(y), SUM(object_id)"
    " FROM atlas_mappoint WHERE x IS NOT NULL GROUP BY 2, 3, 4"
)
TALLIES_SQL = (
    "INSERT INTO atlas_maptally (department_id, category, count)"
    " SELECT department_id, category, COUNT(*) FROM atlas_mappoint"
    " WHERE department_id IS NOT NULL GROUP BY department_id, category"
)


def refresh_point(*, layer: Layer, object_id: int) -> None:
    """Bring the point of one entry, and every count it takes part in, up to date. Called inside the transaction of the
    change, so that list and map never disagree; no journal line of its own, the change has one."""
    with transaction.atomic():
        _one_at_a_time()
        old = MapPoint.objects.filter(layer=layer, object_id=object_id).first()
        new = wanted_point(layer, object_id)
        if old is None and new is None:
            return
        if old is not None and new is not None and all(getattr(old, fact) == getattr(new, fact) for fact in FACTS):
            return
        _count(old, new)
        if new is None:
            assert old is not None
            old.delete()
        elif old is None:
            new.save(force_insert=True)
        else:
            new.pk = old.pk
            new.save(force_update=True)


def _one_at_a_time() -> None:
    """Until the end of the transaction nobody else counts: all counts share the cells of the far zooms, and taking them
    in turns is what keeps two transactions from waiting for each other for ever. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MAP_LOCK])


def _cells(point: MapPoint) -> QuerySet[MapCluster]:
    """The rows of cells that a placed point stands in."""
    assert point.x is not None
    assert point.y is not None
    where = Q()
    for zoom, cell_x, cell_y in cells_of(point.x, point.y):
        where |= Q(zoom=zoom, cell_x=cell_x, cell_y=cell_y)
    return MapCluster.objects.filter(where, category=point.category)


def _count(old: MapPoint | None, new: MapPoint | None) -> None:
    """Take the old point out of its cells and department, and put the new one in."""
    leaving = old if old is not None and old.x is not None else None
    coming = new if new is not None and new.x is not None else None
    if leaving is not None:
        _add(leaving, -1)
    if coming is not None:
        _open_rows(coming)
        _add(coming, 1)
    if leaving is not None:
        _cells(leaving).filter(count=0).delete()
        MapTally.objects.filter(department_id=leaving.department_id, category=leaving.category, count=0).delete()


def _open_rows(point: MapPoint) -> None:
    """Empty rows where there are none yet."""
    assert point.x is not None
    assert point.y is not None
    assert point.department_id is not None
    empty = {"category": point.category, "count": 0, "sum_x": 0, "sum_y": 0, "sum_id": 0}
    MapCluster.objects.bulk_create(
        [MapCluster(zoom=z, cell_x=x, cell_y=y, **empty) for z, x, y in cells_of(point.x, point.y)],
        ignore_conflicts=True,
    )
    MapTally.objects.bulk_create(
        [MapTally(department_id=point.department_id, category=point.category, count=0)], ignore_conflicts=True
    )


def _add(point: MapPoint, sign: int) -> None:
    assert point.x is not None
    assert point.y is not None
    _cells(point).update(
        count=F("count") + sign,
        sum_x=F("sum_x") + sign * point.x,
        sum_y=F("sum_y") + sign * point.y,
        sum_id=F("sum_id") + sign * point.object_id,
    )
    MapTally.objects.filter(department_id=point.department_id, category=point.category).update(count=F("count") + sign)


def rebuild_points(*, now: datetime.datetime, by: Actor) -> int:
    """Make all points, cells and counts again from groups, resources and sponsors; for bulk loads and repairs.

    Changes made meanwhile wait for the end, then bring their own point up to date.
    """
    with transaction.atomic():
        _one_at_a_time()
        for model in (MapPoint, MapCluster, MapTally):
            model._default_manager.all().delete()
        number = 0
        with connection.cursor() as cursor:
            for layer in Layer:
                for batch in batched(wanted_rows(layer), BATCH):
                    cursor.executemany(POINTS_SQL, batch)
                    number += len(batch)
            for zoom in ZOOMS:
                size = cell_size(zoom)
                cursor.execute(CELLS_SQL, [zoom, size, size])
            cursor.execute(TALLIES_SQL)
        record(verb="atlas.rebuild_points", thing="map", by=by, now=now, detail={"points": number})
    return number


def repair_points(*, now: datetime.datetime, by: Actor) -> int:
    """Compare the points with groups, resources and sponsors, and the counts with the points; make everything again if
    anything differs. Returns how many points were wrong, or 1 when only counts were."""
    known = set(MapPoint.objects.order_by().values_list(*FACTS).iterator(chunk_size=BATCH))
    wanted = {row for layer in Layer for row in wanted_rows(layer)}
    wrong = len(known ^ wanted)
    if not wrong and _counts_hold():
        return 0
    rebuild_points(now=now, by=by)
    return max(wrong, 1)


def _counts_hold() -> bool:
    """The same number of points in each zoom and in the departments, and the same sums."""
    placed = MapPoint.objects.filter(x__isnull=False).aggregate(
        n=Count("pk"), x=Sum("x"), y=Sum("y"), ids=Sum("object_id")
    )
    expected = (placed["n"], placed["x"] or 0, placed["y"] or 0, placed["ids"] or 0)
    cells = (
        MapCluster.objects.order_by()
        .values("zoom")
        .annotate(n=Sum("count"), x=Sum("sum_x"), y=Sum("sum_y"), i=Sum("sum_id"))
    )
    zooms = {row["zoom"]: (row["n"], row["x"], row["y"], row["i"]) for row in cells}
    tallied = MapTally.objects.aggregate(n=Sum("count"))["n"] or 0
    if not placed["n"]:
        return not zooms and not tallied
    return tallied == placed["n"] and zooms == dict.fromkeys(ZOOMS, expected)
