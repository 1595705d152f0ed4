"""Several people change groups at the same moment: nobody fails, and the counts are right."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from territoires.atlas.tests import factories
from territoires.atlas.tests.test_points import expected, stored
from territoires.groups.models import LocalGroup
from territoires.groups.signals import group_changed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
PEOPLE, CHANGES = 4, 15


def _change(numbers: list[int], start: Barrier, ordered: list[str]) -> None:
    """Two groups in each transaction, moved between two towns and hidden in turn."""
    start.wait()
    try:
        for turn in range(CHANGES):
            with transaction.atomic():
                for number in numbers:
                    insee = ordered[turn % 2]
                    _name, _department, _population, lat, lon = factories.COMMUNES[insee]
                    shown = factories.NOW.date() if turn % 3 else None
                    LocalGroup.objects.filter(pk=number).update(
                        commune_id=insee, lat=lat, lon=lon, shown_since=shown, stage="interested"
                    )
                    group_changed.send(sender=LocalGroup, group_id=number)
    finally:
        connections.close_all()


def test_changes_at_the_same_moment_keep_the_counts_right():
    factories.make_places()
    groups = [factories.make_group("59512").pk for _each in range(PEOPLE * 2)]
    factories.draw()
    start = Barrier(PEOPLE)
    towns = ["59512", "62041"]
    with ThreadPoolExecutor(PEOPLE) as people:
        done = [
            people.submit(_change, groups[2 * n : 2 * n + 2], start, towns if n % 2 else towns[::-1])
            for n in range(PEOPLE)
        ]
        for one in done:
            one.result(timeout=60)
    assert stored() == expected()
