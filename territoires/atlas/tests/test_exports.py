"""Open data: three layers, stages in words, a licence, and nobody's name or number."""

import csv
import io
import json

import pytest
from django.test import Client

from territoires.atlas.rules.cells import neutral
from territoires.atlas.tests import factories


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/carte/groupes.csv{query}")
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8"))))


def test_the_three_layers_and_the_stages_are_said_in_words(small_world, visitor):
    rows = table(visitor)
    assert {row["couche"] for row in rows} == {"groupes", "ressources", "marraines-et-parrains"}
    stages = {row["etape"] for row in rows if row["couche"] == "groupes"}
    assert stages == {"Confirmé", "Intéressé", "Premiers contacts", "En sommeil"}
    alma = next(row for row in rows if row["nom"] == "Les parents de l'Alma")
    assert (alma["commune"], alma["code_insee"], alma["departement"], alma["region"]) == (
        "Roubaix", "59512", "Nord", "Hauts-de-France",
    )  # fmt: skip
    assert (alma["reseaux"], alma["themes"], alma["langues"]) == ("ACEPP", "Partenariat", "ar")
    assert float(alma["latitude"]) == pytest.approx(50.69, abs=0.01)


def test_the_licence_is_named_in_the_file_and_in_the_headers(small_world, visitor):
    assert {row["licence"] for row in table(visitor)} == {"Licence Ouverte 2.0"}
    answer = visitor.get("/carte/groupes.geojson")
    assert json.loads(b"".join(answer.streaming_content))["licence"] == "Licence Ouverte 2.0"
    assert 'rel="license"' in answer["Link"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_geojson_is_what_its_standard_says(small_world, visitor):
    answer = visitor.get("/carte/groupes.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    document = json.loads(b"".join(answer.streaming_content))
    assert document["type"] == "FeatureCollection"
    placed = [feature for feature in document["features"] if feature["geometry"]]
    for feature in placed:
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
    nowhere = [feature["properties"]["nom"] for feature in document["features"] if not feature["geometry"]]
    assert nowhere == ["Marraine de partout"]


def test_an_empty_export_is_still_a_document(places, visitor):
    factories.draw()
    assert table(visitor) == []
    assert json.loads(b"".join(visitor.get("/carte/groupes.geojson").streaming_content))["features"] == []


def test_nobody_is_named(small_world, visitor):
    factories.make_group(
        "59512", "Le goûter", who_answers="Fatima Ben", phone="0199001234", phone_e164="+33199001234",
        phone_public_since=factories.NOW.date(), phone_public_until=factories.NOW.date().replace(year=2027),
        carried_by="Karim et Sophie", story="Sophie raconte", summary="Avec Karim", next_steps="Voir Léa",
    )  # fmt: skip
    factories.make_resource("59512", "Le fournil", contact_email="lea@exemple.fr", contact_phone="0199005678")
    factories.draw()
    for path in ("/carte/groupes.csv", "/carte/groupes.geojson"):
        text = b"".join(visitor.get(path).streaming_content).decode()
        assert "Le goûter" in text
        for hidden in ("Fatima", "0199", "3319900", "Karim", "Sophie", "Léa", "lea@", "Aïcha"):
            assert hidden not in text, hidden
        assert "Une personne ressource" in text


@pytest.mark.parametrize("start", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "  =1", "\u00a0=1", "＝1", "\n=1"])
def test_a_spreadsheet_finds_no_formula(places, visitor, start):
    factories.make_group("59512", f"{start} du groupe")
    factories.draw()
    (row,) = table(visitor)
    assert row["nom"].startswith("'")
    assert row["nom"].endswith("du groupe")


def test_numbers_stay_numbers():
    assert neutral(-21.13) == -21.13
    assert neutral("Nord - Pas") == "Nord - Pas"


def test_exports_follow_the_filters_of_the_address(small_world, visitor):
    assert {row["commune"] for row in table(visitor, "?departement=pas-de-calais")} == {"Arras"}
    assert [row["nom"] for row in table(visitor, "?langue=ar")] == ["Les parents de l'Alma"]


def test_an_export_reads_in_blocks(places, visitor):
    """More rows than one block: none is lost, none comes twice."""
    for number in range(1, 1205):
        factories.make_group("59512", f"G{number}")
    factories.draw()
    names = [row["nom"] for row in table(visitor)]
    assert len(names) == len(set(names)) == 1204
