"""The coordination reads what is proposed, with what may be the same first, and decides once."""

import pytest

from territoires.atlas.actions.proposals import ProposedResource, propose_resource
from territoires.atlas.actions.refusals import CannotEdit
from territoires.atlas.actions.resources import (
    accept_resource,
    confirm_resource,
    edit_resource,
    join_resources,
    merge_resource,
    refuse_resource,
    show_resource,
)
from territoires.atlas.enums import ResourceKind
from territoires.atlas.models import MapPoint, Resource
from territoires.atlas.queries.review import likely_same
from territoires.atlas.rules.likeness import looks_like
from territoires.atlas.tests import factories
from territoires.audit.models import JournalEntry
from territoires.contributions.actions import CannotDecide, complete, withdraw
from territoires.contributions.models import Contribution
from territoires.kit.actors import VISITOR, Actor
from territoires.mailer.models import Letter
from territoires.places.models import Commune

BY, NOW = Actor("user"), factories.NOW


@pytest.fixture
def proposal(places) -> Contribution:
    return propose()


def propose(name: str = "La ludothèque", insee: str = "59512", **more) -> Contribution:
    proposed = ProposedResource(
        kind=ResourceKind.PLACE, name=name, commune=Commune.objects.select_related("department").get(pk=insee),
        description="Des jeux.", proposed_by="Fatou", email="fatou@exemple.fr", **more,
    )  # fmt: skip
    return propose_resource(proposed=proposed, by=VISITOR, now=NOW)


def facts(**more):
    known = {
        "kind": "place", "name": "La ludothèque", "commune": Commune.objects.get(pk="59512"), "themes": [],
        "description": "Des jeux.", "proposed_by": "Fatou", "contact_email": "", "contact_phone": "",
    }  # fmt: skip
    return {**known, **more}


def accept(proposal: Contribution, **more) -> Resource:
    return accept_resource(contribution=proposal, version=proposal.version, facts=facts(**more), by=BY, now=NOW)


# -- verbs -----------------------------------------------------------------------------------------------------------


def test_an_accepted_proposal_is_shown_and_the_person_told(proposal, visitor):
    resource = accept(proposal)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome) == ("accepted", f"resource:{resource.pk}")
    assert MapPoint.objects.get(layer="r", object_id=resource.pk).department_id == "59"
    assert "La ludothèque" in visitor.get("/carte/hauts-de-france/nord/").content.decode()
    letter = Letter.objects.get(kind="atlas.proposal_accepted")
    assert letter.to == "fatou@exemple.fr"
    assert f"/ressources/{resource.slug}/" in letter.text
    assert JournalEntry.objects.filter(verb="atlas.accept_resource", actor_kind="user").exists()


def test_a_refusal_says_why(proposal):
    refuse_resource(contribution=proposal, version=proposal.version, reason="C'est un magasin.", by=BY, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("refused", "C'est un magasin.")
    assert "C'est un magasin." in Letter.objects.get(kind="atlas.proposal_refused").text
    assert not Resource.objects.exists()


def test_a_proposal_joins_an_entry_that_exists(proposal):
    known = factories.make_resource("59512", "Ludothèque de Roubaix")
    merge_resource(contribution=proposal, version=proposal.version, into=known, by=BY, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome) == ("merged", f"resource:{known.pk}")
    assert Resource.objects.count() == 1


@pytest.mark.parametrize("second", ["accept", "merge", "refuse"])
def test_of_two_decisions_one_wins(proposal, second):
    known = factories.make_resource("59512", "Ludothèque")
    version = proposal.version
    accept(proposal)
    again = {
        "accept": lambda: accept_resource(contribution=proposal, version=version, facts=facts(), by=BY, now=NOW),
        "merge": lambda: merge_resource(contribution=proposal, version=version, into=known, by=BY, now=NOW),
        "refuse": lambda: refuse_resource(contribution=proposal, version=version, reason="Non", by=BY, now=NOW),
    }[second]
    with pytest.raises(CannotDecide):
        again()
    assert Resource.objects.count() == 2
    assert (
        Letter.objects.filter(kind__startswith="atlas.proposal_").exclude(kind="atlas.proposal_received").count() == 1
    )


def test_a_text_that_changed_meanwhile_is_read_again_first(proposal):
    version = proposal.version
    complete(contribution=proposal, words="Fermée en août.", label="Ajout", now=NOW, by=VISITOR)
    with pytest.raises(CannotDecide):
        accept_resource(contribution=proposal, version=version, facts=facts(), by=BY, now=NOW)
    assert not Resource.objects.exists()


def test_two_entries_of_the_same_name_have_two_addresses(places):
    assert [accept(propose()).slug for _time in range(3)] == ["la-ludotheque", "la-ludotheque-2", "la-ludotheque-3"]
    assert accept(propose(), name="Proposer").slug == "proposer-2"
    assert accept(propose(), name="المكتبة").slug == "ressource"


def test_taking_a_proposal_back_hides_what_came_of_it_at_once(proposal, visitor):
    resource = accept(proposal, contact_email="fatou@exemple.fr", contact_phone="0199001001")
    proposal.refresh_from_db()
    withdraw(contribution=proposal, now=NOW, by=VISITOR)
    resource.refresh_from_db()
    assert resource.shown_since is None
    assert (resource.contact_email, resource.contact_phone, resource.proposed_by) == ("", "", "")
    assert not MapPoint.objects.filter(layer="r").exists()
    assert visitor.get(f"/ressources/{resource.slug}/").status_code == 404
    assert not Letter.objects.filter(to="fatou@exemple.fr").exists()


def test_taking_back_a_proposal_that_joined_another_entry_leaves_that_entry(proposal):
    known = factories.make_resource("59512", "Ludothèque")
    merge_resource(contribution=proposal, version=proposal.version, into=known, by=BY, now=NOW)
    proposal.refresh_from_db()
    withdraw(contribution=proposal, now=NOW, by=VISITOR)
    known.refresh_from_db()
    assert known.shown_since is not None


def test_an_entry_is_edited_moved_hidden_shown_and_confirmed(places):
    row = factories.make_resource("59512", "La salle")
    factories.draw()
    arras = Commune.objects.get(pk="62041")
    row = edit_resource(
        resource=row, version=row.version, facts=facts(name="La grande salle", commune=arras), by=BY, now=NOW
    )
    assert MapPoint.objects.get(object_id=row.pk).department_id == "62"
    assert (row.lat, row.lon) == (arras.lat, arras.lon)
    row = show_resource(resource=row, version=row.version, shown=False, by=BY, now=NOW)
    assert not MapPoint.objects.exists()
    row = show_resource(resource=row, version=row.version, shown=True, by=BY, now=NOW)
    assert MapPoint.objects.get().sort_name == "la-grande-salle"
    assert confirm_resource(resource=row, version=row.version, by=BY, now=NOW).last_confirmed_on == NOW.date()


def test_joined_entries_lead_to_the_one_that_stays(places):
    one, two, three = (factories.make_resource("59512", f"Salle {n}") for n in range(3))
    factories.draw()
    join_resources(resource=one, into=two, version=one.version, by=BY, now=NOW)
    join_resources(resource=two, into=three, version=two.version, by=BY, now=NOW)
    assert set(Resource.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {three.pk}
    assert list(Resource.objects.visible()) == [three]
    assert MapPoint.objects.count() == 1
    with pytest.raises(CannotEdit):
        join_resources(resource=three, into=three, version=three.version, by=BY, now=NOW)


def test_of_two_people_editing_at_once_the_second_is_told(places):
    row = factories.make_resource("59512", "La salle")
    version = row.version
    edit_resource(resource=row, version=version, facts=facts(name="Première"), by=BY, now=NOW)
    with pytest.raises(CannotEdit):
        edit_resource(resource=row, version=version, facts=facts(name="Deuxième"), by=BY, now=NOW)
    assert Resource.objects.get().name == "Première"


# -- likeness --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La ludothèque", "Ludothèque"), ("Ludotheque de Roubaix", "La ludothèque (Roubaix)"),
        ("Centre social des Tilleuls", "centre social les tilleuls"), ("Maison des parents", "Maison de parent"),
        ("Les conteurs de Guéret", "Conteurs Guéret"),
    ],
)  # fmt: skip
def test_names_that_may_be_taken_for_each_other(one, other):
    assert looks_like(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("La ludothèque", "La bibliothèque"), ("Maison des parents", "Maison des jeunes"), ("", "x"),
                       ("Centre social Nord", "Centre social Sud")]
)  # fmt: skip
def test_names_that_may_not(one, other):
    assert not looks_like(one, other)


def test_likely_duplicates_come_first_whatever_their_age(places):
    far = factories.make_resource("62041", "La ludothèque")
    same_town = factories.make_resource("59512", "Le jardin partagé")
    near_alike = factories.make_resource("59599", "Ludothèque")
    hidden = factories.make_resource("59512", "La Ludothèque", shown=False)
    found = likely_same("La ludothèque", Commune.objects.get(pk="59512"))
    assert [(line.resource, line.alike) for line in found] == [(hidden, True), (near_alike, True), (same_town, False)]
    assert far not in [line.resource for line in found]


# -- pages -----------------------------------------------------------------------------------------------------------


def test_only_the_coordination_reads_and_decides(proposal, visitor, animator):
    row = factories.make_resource("59512", "La salle")
    for path in (
        "/coordination/ressources/", f"/coordination/ressources/{proposal.reference}/",
        f"/coordination/ressources/fiche/{row.slug}/",
    ):  # fmt: skip
        assert visitor.get(path).status_code == 302
        assert animator.get(path).status_code == 403


def test_reading_a_proposal_is_journalled(proposal, coordinator):
    page = coordinator.get(f"/coordination/ressources/{proposal.reference}/").content.decode()
    assert "fatou@exemple.fr" in page
    assert JournalEntry.objects.filter(verb="atlas.read_proposal").count() == 1


def test_the_coordination_accepts_on_screen(proposal, coordinator):
    path = f"/coordination/ressources/{proposal.reference}/"
    factories.make_resource("59512", "Ludothèque")
    page = coordinator.get(path).content.decode()
    assert page.index("nom très proche") < page.index("Ce qui est proposé")
    data = {
        "decision": "accepter", "accepter-version": proposal.version, "accepter-kind": "place",
        "accepter-name": "La grande ludothèque", "accepter-commune": "Roubaix", "accepter-description": "Des jeux.",
        "accepter-proposed_by": "Fatou",
    }  # fmt: skip
    answer = coordinator.post(path, data)
    assert (answer.status_code, answer["Location"]) == (302, "/coordination/ressources/fiche/la-grande-ludotheque/")
    late = coordinator.post(path, data)
    assert late.status_code == 409
    assert "Trop tard, sans gravité" in late.content.decode()


def test_a_refusal_without_a_reason_is_asked_again(proposal, coordinator):
    path = f"/coordination/ressources/{proposal.reference}/"
    answer = coordinator.post(path, {"decision": "refuser", "refuser-version": proposal.version, "refuser-reason": " "})
    assert answer.status_code == 422
    assert "Dites pourquoi, en quelques mots." in answer.content.decode()
    assert coordinator.post(path, {"decision": "brûler"}).status_code == 404


def test_the_coordination_joins_on_screen(proposal, coordinator):
    known = factories.make_resource("59512", "Ludothèque")
    path = f"/coordination/ressources/{proposal.reference}/"
    data = {"decision": "reunir", "reunir-version": proposal.version, "reunir-into": known.slug}
    assert coordinator.post(path, data)["Location"] == f"/coordination/ressources/fiche/{known.slug}/"
    proposal.refresh_from_db()
    assert proposal.state == "merged"


def test_an_edit_on_screen_keeps_what_was_typed_after_a_conflict(places, coordinator):
    row = factories.make_resource("59512", "La salle")
    path = f"/coordination/ressources/fiche/{row.slug}/"
    data = {
        "decision": "modifier", "modifier-version": row.version, "modifier-kind": "place", "modifier-name": "Salle A",
        "modifier-commune": "Roubaix", "modifier-description": "Une salle.",
    }  # fmt: skip
    assert coordinator.post(path, data).status_code == 302
    late = coordinator.post(path, {**data, "modifier-name": "Salle B"})
    assert late.status_code == 409
    assert "Salle B" in late.content.decode()
    assert Resource.objects.get().name == "Salle A"
    version = Resource.objects.get().version
    assert coordinator.post(path, {"decision": "cacher", "cacher-version": version}).status_code == 302
    assert not Resource.objects.visible().exists()
    assert coordinator.get("/coordination/ressources/?cachees=1").content.decode().count("Salle A") == 1


def test_the_list_of_resources_is_searched(places, coordinator):
    factories.make_resource("59512", "Le fournil")
    factories.make_resource("62041", "Échoppe")
    propose()
    page = coordinator.get("/coordination/ressources/").content.decode()
    assert "La ludothèque" in page
    found = coordinator.get("/coordination/ressources/?q=arras").content.decode()
    assert "Échoppe" in found
    assert "Le fournil" not in found
    assert coordinator.get("/coordination/ressources/?q=%00&page=x").status_code == 200
