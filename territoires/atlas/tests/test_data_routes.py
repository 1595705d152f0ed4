"""The drawing, the marks and their lines: exact, light, and deaf to nonsense."""

import gzip
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from territoires.atlas.tests import factories

NONSENSE = [
    "z=&bbox=", "z=99&bbox=1,2,3,4", "z=-1", "z=²", "bbox=nan,nan,nan,nan", "bbox=9e999,1,2,3", "bbox=" + "1," * 200,
    "x=1&y=", "x=-1&y=-1&z=4", "x=99999999999999999999&y=1", "couche=%00", "lieu=%F0%9F%98%80", "lieu=" + "é" * 900,
    "lieu_insee=59512%00", "rayon=1e9&lieu=Roubaix", "page=9999999999", "departement=" + "a" * 400, "theme='--",
    "reseau=acepp&reseau=" + "&reseau=x" * 50, "manque=1&etape=confirme", "papier=../../etc", "par=x&numeros=2",
    "lieu=%ED%A0%80", "langue=AR", "region=nord&departement=hauts-de-france",
]  # fmt: skip
ROUTES = [
    "/carte/", "/carte/hauts-de-france/nord/", "/carte/apercu.svg", "/carte/points.json", "/carte/entrees/",
    "/carte/groupes.csv", "/carte/groupes.geojson", "/carte/imprimer/", "/carte/cadre/", "/carte/integrer/",
]  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
def test_no_parameter_breaks_a_page(small_world, visitor, route):
    for query in NONSENSE:
        answer = visitor.get(f"{route}?{query}", follow=True)
        assert answer.status_code in (200, 400), query


@pytest.mark.parametrize(
    "query",
    ["", "?par=regions", "?departement=nord", "?region=hauts-de-france", "?departement=la-reunion", "?manque=1",
     "?lieu=Roubaix", "?lieu=Nouméa", "?departement=nouvelle-caledonie", "?numeros=1"]
)  # fmt: skip
def test_the_drawing_is_a_picture_that_needs_nothing_else(small_world, visitor, query):
    answer = visitor.get(f"/carte/apercu.svg{query}")
    assert answer["Content-Type"].startswith("image/svg+xml")
    text = answer.content.decode()
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[0].tag.endswith("title")
    for forbidden in ("<style", "style=", "<script", 'href="http', "<image", " on"):
        assert forbidden not in re.sub(r"<title>.*?</title>", "", text), forbidden


def test_signs_differ_by_shape_before_colour(small_world, visitor):
    text = visitor.get("/carte/apercu.svg").content.decode()
    shapes = {}
    for letter in "abcdrs":
        drawn = re.search(rf'<g id="{letter}">(.*?)</g>', text).group(1)
        shapes[letter] = re.sub(r'(fill|stroke)="#[0-9a-f]+"', "", drawn)
    assert len(set(shapes.values())) == 6


def test_many_points_become_numbers_by_department(places, visitor):
    for number in range(160):
        factories.make_group("59512" if number % 2 else "97411")
    factories.draw()
    text = visitor.get("/carte/apercu.svg").content.decode()
    assert "<use " not in text
    assert sorted(re.findall(r"<text[^>]*>(\d+)</text>", text)) == ["80", "80"]
    small = visitor.get("/carte/apercu.svg?par=regions").content.decode()
    assert sorted(re.findall(r"<text[^>]*>(\d+)</text>", small)) == ["80", "80"]


def test_many_points_of_a_department_are_gathered_and_none_is_lost(places, visitor):
    for number in range(200):
        factories.make_group("59512", lat=50.3 + number * 0.003, lon=3.1 + number % 7 * 0.02)
    factories.draw()
    text = visitor.get("/carte/apercu.svg?departement=nord").content.decode()
    assert sum(int(n) for n in re.findall(r'<text x="\d+" y="\d+">(\d+)</text>', text)) == 200


def test_the_drawing_of_the_country_is_light(places, visitor):
    for number, insee in enumerate(sorted(factories.COMMUNES)):
        for _each in range(40 + number):
            factories.make_group(insee)
    factories.draw()
    assert len(gzip.compress(visitor.get("/carte/apercu.svg").content, 9)) <= 10_000
    assert len(gzip.compress(visitor.get("/carte/apercu.svg?par=regions").content, 9)) <= 6_000


def test_departments_that_miss_a_group_are_hatched(small_world, visitor):
    assert 'fill="url(#h)"' in visitor.get("/carte/apercu.svg?manque=1").content.decode()
    assert 'fill="url(#h)"' not in visitor.get("/carte/apercu.svg").content.decode()


def test_a_mark_alone_says_its_name_and_several_say_their_number(small_world, visitor):
    found = json.loads(visitor.get("/carte/points.json?z=8&bbox=1,49,5,52").content)["marks"]
    alone = next(mark for mark in found if mark[2] == 1)
    assert alone[4].endswith(", Dunkerque. Groupe local. Confirmé")
    assert alone[3] == "a"
    several = next(mark for mark in found if mark[2] > 1)
    assert "groupes" in several[4]
    assert several[3] == ""


def test_the_lines_of_a_mark_are_those_of_the_list(small_world, visitor):
    found = json.loads(visitor.get("/carte/points.json?z=6&bbox=1,49,5,52").content)
    for mark in found["marks"]:
        lines = visitor.get(f"/carte/entrees/?z={found['z']}&x={mark[5]}&y={mark[6]}").content.decode()
        assert lines.count('class="kit-card kit-card-link atlas-entry"') == min(mark[2], 12)
    page = visitor.get("/carte/hauts-de-france/nord/").content.decode()
    card = re.search(r'<li class="kit-card kit-card-link atlas-entry">.*?</li>', lines, re.DOTALL).group(0)
    assert re.sub(r"\s+", " ", card) in re.sub(
        r"\s+", " ", page + visitor.get("/carte/hauts-de-france/").content.decode()
    )


def test_entries_of_the_whole_country_have_lines_too(small_world, visitor):
    lines = visitor.get("/carte/entrees/").content.decode()
    assert "Marraine de partout" in lines
    assert lines.count("<li") == 1


def test_a_crowded_mark_says_how_many_others_there_are(places, visitor):
    for _each in range(20):
        factories.make_group("59512")
    factories.draw()
    mark = json.loads(visitor.get("/carte/points.json?z=13&bbox=3,50.6,3.4,50.8").content)["marks"][0]
    lines = visitor.get(f"/carte/entrees/?z=13&x={mark[5]}&y={mark[6]}").content.decode()
    assert "Et 8 autres." in lines


def test_a_view_asks_few_questions_however_it_is_filtered(small_world, visitor):
    for query, most in (
        ("", 5),
        ("&couche=groupes", 5),
        ("&etape=confirme", 5),
        ("&reseau=acepp", 5),
        ("&lieu=Roubaix", 9),
    ):
        with CaptureQueriesContext(connection) as seen:
            visitor.get(f"/carte/points.json?z=6&bbox=1,49,5,52{query}")
        assert len(seen) <= most, query


def test_a_view_never_holds_more_marks_than_cells(places, visitor):
    for number in range(300):
        factories.make_group("59512", lat=49 + number % 20 * 0.1, lon=2 + number // 20 * 0.1)
    factories.draw()
    for zoom in range(4, 14):
        found = json.loads(visitor.get(f"/carte/points.json?z={zoom}&bbox=1.5,48.8,3.8,51.2").content)["marks"]
        assert len(found) <= 25 * 25
        assert len({(mark[5], mark[6]) for mark in found}) == len(found)
