"""List, map, drawing, exports and print always show the same set, under any filter."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territoires.atlas.queries.asked import ask
from territoires.atlas.queries.entries import entries_of
from territoires.atlas.queries.sets import points

FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "couche": st.lists(st.sampled_from(["groupes", "ressources", "marraines-et-parrains", "x"]), max_size=3),
        "etape": st.lists(st.sampled_from(["confirme", "interesse", "premiers-contacts", "en-sommeil"]), max_size=3),
        "reseau": st.sampled_from([["acepp"], ["inconnu"]]),
        "theme": st.sampled_from([["partenariat"], ["inconnu"]]),
        "langue": st.sampled_from([["ar"], ["xx"]]),
        "lieu": st.sampled_from([["Roubaix"], ["Guéret"], ["Nouméa"], ["zzzzqq"]]),
        "rayon": st.sampled_from([["10"], ["100"]]),
        "region": st.sampled_from([["hauts-de-france"], ["nulle-part"]]),
        "departement": st.sampled_from([["nord"], ["creuse"], ["nulle-part"]]),
        "manque": st.just(["1"]),
    },
)
WORLD = {"z": "4", "bbox": "-179.9,-60,179.9,60"}


def names_of_list(parameters) -> list[str]:
    asked = ask(parameters)
    return sorted(entry.name for entry in entries_of(points(asked.filter, asked.near)))


def fetch(path: str, parameters, **more) -> bytes:
    answer = Client().get(path, {**parameters, **more})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def said(names: list[str]) -> list[str]:
    """As exports say them: a resource that is a person is counted without its name."""
    return sorted("Une personne ressource" if name == "Aïcha, médiatrice" else name for name in names)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parameters=FILTERS)
def test_every_face_of_a_filter_shows_the_same_set(small_world, parameters):
    names = names_of_list(parameters)
    table = csv.DictReader(io.StringIO(fetch("/carte/groupes.csv", parameters).decode()))
    assert sorted(row["nom"] for row in table) == said(names)
    collection = json.loads(fetch("/carte/groupes.geojson", parameters))
    assert sorted(feature["properties"]["nom"] for feature in collection["features"]) == said(names)
    assert sum(mark[2] for mark in map_marks(parameters)) + everywhere(parameters) == len(names)
    drawing = fetch("/carte/apercu.svg", parameters).decode()
    placed = len(names) - everywhere(parameters)
    assert drawing.count("<use ") == placed
    printed = fetch("/carte/imprimer/", parameters).decode()
    assert sorted(re.findall(r"<strong>([^<]+)</strong>, ", printed)) == sorted(html(name) for name in names)
    assert sum(1 for _number in re.findall(r'class="atlas-number"', printed)) == placed


def html(name: str) -> str:
    return name.replace("'", "&#x27;")


def map_marks(parameters) -> list:
    """All marks of the world: two windows are needed, each is cut to a screen."""
    marks = {}
    for box in ("-179.9,-60,-20,60", "-20,-60,20,60", "20,-60,90,60", "90,-60,179.9,60"):
        found = json.loads(fetch("/carte/points.json", parameters, z="4", bbox=box))
        marks |= {(mark[5], mark[6]): mark for mark in found["marks"]}
    return list(marks.values())


def everywhere(parameters) -> int:
    words = json.loads(fetch("/carte/points.json", parameters, **WORLD))["everywhere"]
    return int(words.rpartition(" ")[2]) if words else 0


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parameters=FILTERS)
def test_the_count_in_words_is_the_size_of_the_set(small_world, parameters):
    """Also for the alternative of the drawing, in the page and in the drawing itself."""
    asked = ask(parameters)
    total = points(asked.filter, asked.near).count()
    drawing = fetch("/carte/apercu.svg", parameters).decode()
    title = re.search(r"<title>(.*?)</title>", drawing).group(1)
    words = {0: "aucun groupe local", 1: "un"}
    if total in (0, 1):
        assert words[total] in title
    assert "La liste donne les mêmes informations." in title


def test_the_cells_counted_beforehand_say_what_counting_now_says(small_world):
    """The same view by the two ways: layers and stages are counted beforehand, an area is counted now."""
    plain = json.loads(fetch("/carte/points.json", {"couche": ["groupes"]}, z="7", bbox="1,49,5,52"))["marks"]
    counted = json.loads(
        fetch("/carte/points.json", {"couche": ["groupes"], "region": ["hauts-de-france"]}, z="7", bbox="1,49,5,52")
    )["marks"]
    assert plain == counted
    assert sum(mark[2] for mark in plain) == 9


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Douze groupes locaux, trois ressources, deux marraines et parrains"),
        ("?couche=groupes", "Douze groupes locaux"),
        ("?couche=groupes&etape=confirme", "Sept groupes locaux"),
        ("?couche=ressources", "Trois ressources"),
        ("?couche=marraines-et-parrains", "Deux marraines et parrains"),
        ("?reseau=acepp", "Deux groupes locaux"),
        ("?theme=partenariat", "Un groupe local, une ressource"),
        ("?langue=ar", "Un groupe local"),
        ("?manque=1", "Deux ressources"),
        ("?couche=ressources&etape=confirme", "Aucun groupe local"),
    ],
)
def test_the_page_says_how_many_in_words(small_world, visitor, query, words):
    page = visitor.get(f"/carte/{query}")
    assert f"<strong>{words}</strong>" in page.content.decode()
    assert words[1:] in visitor.get(f"/carte/apercu.svg{query}").content.decode()
