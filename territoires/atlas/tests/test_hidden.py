"""A group that did not agree to be shown, or no longer does, is nowhere."""

import pytest

from territoires.atlas.models import MapCluster, MapPoint, MapTally
from territoires.atlas.tests import factories
from territoires.groups.actions.desk import hide_group, show_group
from territoires.groups.models import LocalGroup
from territoires.kit.actors import Actor

BY = Actor("user", 1)
FACES = [
    "/carte/", "/carte/hauts-de-france/", "/carte/hauts-de-france/nord/", "/carte/?lieu=Roubaix",
    "/carte/?couche=groupes", "/carte/points.json?z=13&bbox=3.1,50.6,3.3,50.8", "/carte/entrees/?z=13&x={x}&y={y}",
    "/carte/apercu.svg?departement=nord", "/carte/groupes.csv", "/carte/groupes.geojson",
    "/carte/imprimer/?departement=nord", "/carte/cadre/?departement=nord",
]  # fmt: skip


@pytest.fixture
def group(small_world):
    """The only group of Tourcoing: its cell is its own."""
    group = LocalGroup.objects.get(commune_id="59599")
    LocalGroup.objects.filter(pk=group.pk).update(name="Le groupe qui se retire", slug="le-groupe-qui-se-retire")
    factories.draw()
    group.refresh_from_db()
    return group


def faces(client, cell) -> dict[str, str]:
    read = {}
    for face in FACES:
        answer = client.get(face.format(x=cell[0], y=cell[1]))
        assert answer.status_code == 200
        read[face] = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    return read


def test_a_hidden_group_is_in_none_of_the_faces(group, visitor):
    cell = MapCluster.objects.filter(zoom=13, sum_id=group.pk, count=1).values_list("cell_x", "cell_y").get()
    shown = faces(visitor, cell)
    named = {face for face, text in shown.items() if "Le groupe qui se retire" in text}
    assert named == {
        "/carte/hauts-de-france/", "/carte/hauts-de-france/nord/", "/carte/?lieu=Roubaix", "/carte/groupes.csv",
        "/carte/points.json?z=13&bbox=3.1,50.6,3.3,50.8", "/carte/entrees/?z=13&x={x}&y={y}", "/carte/groupes.geojson",
        "/carte/imprimer/?departement=nord", "/carte/cadre/?departement=nord", "/carte/?couche=groupes",
    }  # fmt: skip
    hide_group(group=group, version=group.version, by=BY, now=factories.NOW)
    hidden = faces(visitor, cell)
    for face, text in hidden.items():
        assert "Le groupe qui se retire" not in text, face
        assert "le-groupe-qui-se-retire" not in text, face
    assert "Douze groupes locaux" in shown["/carte/"]
    assert "Onze groupes locaux" in hidden["/carte/"]
    assert shown["/carte/apercu.svg?departement=nord"].count("<use ") == 9
    assert hidden["/carte/apercu.svg?departement=nord"].count("<use ") == 8


def test_a_hidden_group_leaves_no_trace_in_the_tables(group):
    hide_group(group=group, version=group.version, by=BY, now=factories.NOW)
    assert not MapPoint.objects.filter(layer="g", object_id=group.pk).exists()
    assert not MapCluster.objects.filter(sum_id=group.pk, count=1).exists()
    assert not MapTally.objects.filter(department_id="59", category="c").exists()


def test_a_group_that_agrees_appears_at_once(small_world, visitor):
    secret = LocalGroup.objects.get(name="Groupe secret")
    assert "Groupe secret" not in visitor.get("/carte/hauts-de-france/nord/").content.decode()
    show_group(
        group=secret, version=secret.version, agreed_on=factories.NOW.date(), how="aloud", by=BY, now=factories.NOW
    )
    assert "Groupe secret" in visitor.get("/carte/hauts-de-france/nord/").content.decode()
    assert "Treize groupes locaux" in visitor.get("/carte/").content.decode()


def test_even_a_stale_point_does_not_name_a_hidden_group(group, visitor):
    """The tables are derived: should one line be wrong, the door of groups still holds."""
    cell = MapCluster.objects.filter(zoom=13, sum_id=group.pk, count=1).values_list("cell_x", "cell_y").get()
    LocalGroup.objects.filter(pk=group.pk).update(shown_since=None, stage="interested")
    for face, text in faces(visitor, cell).items():
        assert "Le groupe qui se retire" not in text, face


def test_hidden_and_merged_resources_are_nowhere(small_world, visitor):
    for path in ("/carte/hauts-de-france/nord/", "/carte/groupes.csv", "/carte/imprimer/"):
        answer = visitor.get(path)
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Ressource secrète" not in text
