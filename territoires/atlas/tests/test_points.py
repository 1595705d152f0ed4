"""Points, cells and counts kept by each change are those that a rebuild would make."""

import datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territoires.atlas.actions.points import refresh_point
from territoires.atlas.actions.resources import show_resource
from territoires.atlas.clock import check_points, forget_contacts
from territoires.atlas.enums import Layer
from territoires.atlas.models import MapCluster, MapPoint, MapTally, Resource
from territoires.atlas.queries.truth import wanted_rows
from territoires.atlas.rules.grid import Placed, count_cells, count_departments
from territoires.atlas.tests import factories
from territoires.audit.models import JournalEntry
from territoires.groups.models import LocalGroup
from territoires.groups.signals import group_changed
from territoires.kit.actors import Actor
from territoires.networks.actions.editing import save_sponsor
from territoires.networks.models import Sponsor

COORDINATION = Actor("user", 1)
STAGES = ("confirmed", "interested", "first-contact", "asleep")
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["new", "hide", "show", "stage", "move", "rename", "delete", "resource", "hide resource"]),
        st.integers(0, 30),
        st.sampled_from(sorted(factories.COMMUNES)),
        st.sampled_from(STAGES),
    ),
    max_size=14,
)


def stored() -> tuple[set, dict, dict]:
    points = set(MapPoint.objects.values_list(
        "layer", "object_id", "category", "department_id", "sort_name", "lat", "lon", "x", "y"
    ))  # fmt: skip
    cells = {
        (zoom, x, y, category): sums
        for zoom, x, y, category, *sums in MapCluster.objects.values_list(
            "zoom", "cell_x", "cell_y", "category", "count", "sum_x", "sum_y", "sum_id"
        )
    }
    tallies = {
        (code, category): n for code, category, n in MapTally.objects.values_list("department", "category", "count")
    }
    return points, cells, tallies


def expected() -> tuple[set, dict, dict]:
    """From scratch, by plain loops over what is visible."""
    rows = {row for layer in Layer for row in wanted_rows(layer)}
    placed = [Placed(row[2], row[3], row[1], row[7], row[8]) for row in rows if row[7] is not None]
    cells = {key: [one.count, one.x, one.y, one.ids] for key, one in count_cells(placed).items()}
    return rows, cells, dict(count_departments(placed))


def change(kind: str, number: int, insee: str, stage: str) -> None:
    """One change as the contexts below make it: the row, then the fact."""
    groups, resources = list(LocalGroup.objects.order_by("pk")), list(Resource.objects.order_by("pk"))
    if kind == "new":
        group = factories.make_group(insee, stage=stage, shown=number % 2 == 0)
    elif kind == "resource":
        resource = factories.make_resource(insee)
        refresh_point(layer=Layer.RESOURCES, object_id=resource.pk)
        return
    elif kind == "hide resource":
        if resources:
            row = resources[number % len(resources)]
            show_resource(resource=row, version=row.version, shown=number % 3 == 0, by=COORDINATION, now=factories.NOW)
        return
    elif not groups:
        return
    else:
        group = groups[number % len(groups)]
        facts = {
            "hide": {"shown_since": None, "stage": "interested"},
            "show": {"shown_since": factories.NOW.date(), "stage": stage},
            "stage": {"stage": stage if group.shown_since else "asleep"},
            "move": {"commune_id": insee, "lat": factories.COMMUNES[insee][3], "lon": factories.COMMUNES[insee][4]},
            "rename": {"name": f"Éveil {number}"},
        }.get(kind)
        pk = group.pk
        if facts is None:
            group.delete()
        else:
            LocalGroup.objects.filter(pk=pk).update(**facts)
        group_changed.send(sender=LocalGroup, group_id=pk)
        return
    group_changed.send(sender=LocalGroup, group_id=group.pk)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_changes_keep_what_a_rebuild_makes(places, changes):
    LocalGroup.objects.all().delete()
    Resource.objects.all().delete()
    factories.draw()
    for one in changes:
        change(*one)
    kept = stored()
    assert kept == expected()
    factories.draw()
    assert stored() == kept


def test_a_rebuild_makes_what_plain_loops_count(small_world):
    assert stored() == expected()


def test_a_rebuild_is_journalled(small_world):
    line = JournalEntry.objects.get(verb="atlas.rebuild_points")
    assert line.detail == {"points": 17}


def test_a_change_that_changes_nothing_writes_nothing(small_world, django_assert_num_queries):
    group = LocalGroup.objects.visible().first()
    lock = connection.vendor == "postgresql"
    with django_assert_num_queries(4 + lock):  # savepoint, the point, the group, savepoint
        refresh_point(layer=Layer.GROUPS, object_id=group.pk)


def test_a_refused_change_leaves_the_map_alone(small_world):
    """The point changes in the transaction of the group: both are undone together."""
    group, before = LocalGroup.objects.visible().first(), stored()
    with transaction.atomic():
        LocalGroup.objects.filter(pk=group.pk).update(shown_since=None, stage="interested")
        group_changed.send(sender=LocalGroup, group_id=group.pk)
        assert stored() != before
        transaction.set_rollback(True)
    assert stored() == before


def test_a_sponsor_edited_by_the_coordination_moves_on_the_map(small_world):
    sponsor = Sponsor.objects.get(name="Marraine de partout")
    assert MapPoint.objects.get(layer=Layer.SPONSORS, object_id=sponsor.pk).x is None
    values = {"name": "Marraine d'Arras", "commune_id": "62041"}
    save_sponsor(sponsor=sponsor, version=sponsor.version, values=values, now=factories.NOW, by=COORDINATION)
    point = MapPoint.objects.get(layer=Layer.SPONSORS, object_id=sponsor.pk)
    assert (point.department_id, point.sort_name) == ("62", "marraine-darras")
    assert stored() == expected()


# -- the clock -------------------------------------------------------------------------------------------------------


def test_the_clock_finds_nothing_to_repair(small_world):
    assert check_points(factories.NOW) == 0
    assert JournalEntry.objects.filter(verb="atlas.rebuild_points").count() == 1


@pytest.mark.parametrize("harm", ["group", "cell", "tally", "stray"])
def test_the_clock_repairs_what_went_wrong(small_world, harm):
    """As if somebody had written in the tables by hand."""
    if harm == "group":
        LocalGroup.objects.filter(name="Les parents de l'Alma").update(shown_since=None, stage="interested")
    elif harm == "cell":
        MapCluster.objects.filter(zoom=7).first().delete()
    elif harm == "tally":
        MapTally.objects.update(count=9)
    else:
        MapCluster.objects.create(zoom=5, cell_x=1, cell_y=1, category="a", count=1, sum_x=1, sum_y=1, sum_id=1)
    assert check_points(factories.NOW) >= 1
    assert stored() == expected()
    assert check_points(factories.NOW) == 0


def test_contacts_of_entries_no_longer_shown_are_forgotten_in_time(places):
    long_ago = factories.NOW - datetime.timedelta(days=31)
    contact = {"contact_email": "a@exemple.fr", "contact_phone": "0199001001"}
    old = factories.make_resource("59512", shown=False, updated_at=long_ago, **contact)
    recent = factories.make_resource("59512", shown=False, **contact)
    shown = factories.make_resource("59512", updated_at=long_ago, **contact)
    assert forget_contacts(factories.NOW) == 1
    kept = dict(Resource.objects.values_list("pk", "contact_email"))
    assert kept == {old.pk: "", recent.pk: "a@exemple.fr", shown.pk: "a@exemple.fr"}
