"""The map follows the life of groups: one without news for a year, or one that ended, leaves every list; what is hidden
stays hidden."""

import datetime

import pytest
from django.utils import timezone

from territoires.atlas.actions.points import rebuild_points, repair_points
from territoires.atlas.enums import Layer
from territoires.atlas.models import MapPoint
from territoires.groups.actions.asking import ask_still_true
from territoires.groups.actions.edit import confirm_facts
from territoires.groups.actions.life import doubt_group, end_group, reopen_group, rest_group, wake_group
from territoires.groups.models import LocalGroup
from territoires.groups.tests.factories import make_animator, make_group
from territoires.kit.actors import CLOCK

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PLACES = ("/carte/?lieu=Roubaix&rayon=25", "/carte/hauts-de-france/nord/", "/plan-du-site/", "/sitemap.xml")


@pytest.fixture
def group(reference):
    found = make_group("Le café qui disparaît", slug="le-cafe", last_confirmed_on=datetime.date(2025, 1, 6))
    rebuild_points(now=NOW, by=CLOCK)
    return found


def on_the_map(group) -> bool:
    return MapPoint.objects.filter(layer=Layer.GROUPS, object_id=group.pk).exists()


def told(visitor, group, *pages: str) -> bool:
    """Is the group named on any public list?"""
    return any(group.slug in visitor.get(page).content.decode() for page in pages or PLACES)


def test_a_group_without_news_leaves_lists_map_and_sitemap_and_its_page_stays(group, visitor):
    assert on_the_map(group)
    assert told(visitor, group)
    doubt_group(group=group, faded=False, by=CLOCK, now=NOW)
    assert on_the_map(group)
    assert "À confirmer" in visitor.get(PLACES[0]).content.decode()
    doubt_group(group=group, faded=True, by=CLOCK, now=NOW)
    assert not on_the_map(group)
    assert not told(visitor, group)
    answer = visitor.get("/groupes/le-cafe/")
    assert answer.status_code == 200
    assert "Il vit peut-être encore." in answer.content.decode()
    confirm_facts(group=group, by=CLOCK, now=NOW)
    assert on_the_map(group)
    assert told(visitor, group)


def test_a_group_that_ended_leaves_them_too_and_comes_back(group, visitor):
    end_group(group=group, version=None, by=CLOCK, now=NOW)
    assert not on_the_map(group)
    assert not told(visitor, group)
    assert visitor.get("/groupes/le-cafe/").status_code == 200
    reopen_group(group=group, version=None, by=CLOCK, now=NOW)
    assert on_the_map(group)


def test_a_group_that_rests_stays_on_the_map_and_says_so(group):
    rest_group(group=group, version=None, by=CLOCK, now=NOW)
    resting = MapPoint.objects.get(layer=Layer.GROUPS, object_id=group.pk).category
    wake_group(group=group, version=None, by=CLOCK, now=NOW)
    awake = MapPoint.objects.get(layer=Layer.GROUPS, object_id=group.pk).category
    assert resting != awake
    assert LocalGroup.objects.listed().filter(pk=group.pk).exists()


@pytest.mark.parametrize(
    "facts", [{"shown_since": None, "stage": "interested"}, {"ended_on": datetime.date(2026, 1, 1)}]
)
def test_what_is_hidden_stays_hidden_whatever_is_said(group, visitor, facts):
    LocalGroup.objects.filter(pk=group.pk).update(**facts)
    rebuild_points(now=NOW, by=CLOCK)
    group.refresh_from_db()
    confirm_facts(group=group, by=CLOCK, now=NOW)
    assert not on_the_map(group)
    assert not told(visitor, group)


def test_the_nightly_comparison_agrees_with_the_verbs(group, people):
    make_animator(group, people.animator)
    ask_still_true(group=group, by=CLOCK, now=NOW)
    doubt_group(group=group, faded=False, by=CLOCK, now=NOW)
    doubt_group(group=group, faded=True, by=CLOCK, now=NOW)
    assert repair_points(now=NOW, by=CLOCK) == 0


@pytest.mark.parametrize("route", ["/carte/groupes.csv", "/carte/groupes.geojson", "/carte/imprimer/"])
def test_an_export_holds_only_what_lists_hold(group, visitor, route):
    assert group.name in _body(visitor.get(route))
    doubt_group(group=group, faded=True, by=CLOCK, now=NOW)
    assert group.name not in _body(visitor.get(route))


def _body(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
