"""The files carried by the project, and their loading."""

import datetime

import pytest
from django.utils import timezone
from django.utils.text import slugify

from territoires.audit.models import JournalEntry
from territoires.kit.actors import INSTALLER
from territoires.places.actions import load_reference
from territoires.places.models import Commune, Department, FormerCommune, ReferenceLoad, Region
from territoires.places.queries import nearest, search
from territoires.places.rules import files
from territoires.places.tests.factories import FEW, few_places, folder_of_few

NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)


def test_the_files_hold_the_whole_country():
    places = files.places()
    assert sum(place.kind == "COM" for place in places) == 34_963
    assert sum(place.kind == "ARM" for place in places) == 45
    assert len({place.insee for place in places}) == len(places)
    assert len(files.departments()) == 107
    assert len(files.regions()) == 24


def test_every_key_of_the_files_leads_somewhere():
    places = {place.insee: place for place in files.places()}
    departments = {area.code for area in files.departments()}
    assert {place.department for place in places.values()} == departments
    assert {area.region for area in files.departments()} == {area.code for area in files.regions()}
    assert {area.seat for area in (*files.departments(), *files.regions())} <= set(places)
    assert {place.parent for place in places.values()} - {""} == {"75056", "69123", "13055"}
    assert {other.insee for _, other in files.former_names()} <= set(places)
    assert {other.insee for other in files.usual_names({})} <= set(places)


def test_addresses_of_regions_and_departments_are_their_own():
    for areas in (files.regions(), files.departments()):
        slugs = [slugify(area.name) for area in areas]
        assert len(set(slugs)) == len(slugs)
        assert all(slugs)


def test_former_names_are_told_once_and_differ_from_today():
    names = [(other.insee, other.name) for _, other in files.former_names()]
    assert len(set(names)) == len(names) > 6_000
    today = {place.insee: place.name for place in files.places()}
    assert [name for insee, name in names if today[insee] == name] == []


def test_communes_without_a_point_stand_at_the_seat_of_their_collectivity():
    places = {place.insee: place for place in files.places()}
    moved = [place for place in places.values() if place.point_origin == "s"]
    assert len(moved) == 30
    seats = {area.code: places[area.seat] for area in files.departments()}
    assert all((place.lat, place.lon) == seats[place.department][7:9] for place in moved)


@pytest.mark.django_db
def test_loading_brings_areas_communes_districts_and_former_names():
    few_places()
    assert (Region.objects.count(), Department.objects.count(), Commune.objects.count()) == (24, 107, len(FEW))
    paris = Commune.objects.get(pk="75118")
    assert (paris.kind, paris.parent.name, paris.department.region.name) == ("ARM", "Paris", "Île-de-France")
    assert Commune.objects.get(pk="98740").point_origin == "s"
    assert FormerCommune.objects.get(name="Bellegarde-sur-Valserine").current.name == "Valserhône"
    assert Department.objects.get(pk="974").slug == "la-reunion"
    assert Department.objects.get(pk="59").inside == "dans le Nord"
    assert Department.objects.get(pk="01").of == "de l'Ain"


@pytest.mark.django_db
def test_loading_is_journalled():
    few_places()
    entry = JournalEntry.objects.get(verb="places.load_reference")
    assert entry.detail == {"communes": len(FEW)}
    assert entry.actor_kind == INSTALLER.kind


@pytest.mark.django_db
def test_loading_again_reads_nothing_when_the_files_did_not_change():
    few_places()
    written = load_reference(now=NOW, by=INSTALLER, folder=folder_of_few())
    assert written == 0
    assert JournalEntry.objects.filter(verb="places.load_reference").count() == 1


@pytest.mark.django_db
def test_loading_changed_files_updates_rows_without_doubling_them():
    few_places()
    Commune.objects.filter(pk="59512").update(name="Robais", population=1)
    FormerCommune.objects.create(insee="59512", name="Rosbacum", current_id="59512")
    before = (Commune.objects.count(), FormerCommune.objects.count())
    ReferenceLoad.objects.update(digest="of other files")
    assert load_reference(now=NOW, by=INSTALLER, folder=folder_of_few()) == len(FEW)
    roubaix = Commune.objects.get(pk="59512")
    assert (roubaix.name, roubaix.population > 90_000) == ("Roubaix", True)
    assert (Commune.objects.count(), FormerCommune.objects.count()) == (before[0], before[1] - 1)
    assert ReferenceLoad.objects.get().loaded_at == NOW


@pytest.mark.django_db
def test_loading_tells_how_far_it_is():
    told = []
    load_reference(
        now=NOW, by=INSTALLER, folder=folder_of_few(), progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (len(FEW), len(FEW))


@pytest.mark.django_db
def test_a_reload_shows_in_the_search_at_once():
    few_places()
    assert search("Roubaix")[0].insee == "59512"
    Commune.objects.filter(pk="59512").update(name="Nouvelle-Roubaix")
    ReferenceLoad.objects.update(loaded_at=timezone.now())
    assert search("Nouvelle-Roubaix")[0].name == "Nouvelle-Roubaix"


@pytest.mark.django_db
def test_an_empty_site_finds_nothing_and_does_not_fail():
    for text in ("Roubaix", "93", "Nord", "Paris 18", "75018", "Saint-Denis (93)"):
        assert search(text) == []


@pytest.mark.django_db
def test_what_is_near_a_point_comes_by_distance():
    few_places()
    around = nearest(50.69, 3.17, limit=3)
    assert [commune.name for commune, _ in around] == ["Roubaix", "Tourcoing", "Villeneuve-d'Ascq"]
    assert around[0][1] < around[1][1] < around[2][1]
    assert nearest(-17.5, -149.5, limit=1)[0][0].name in {"Papeete", "Rangiroa"}
