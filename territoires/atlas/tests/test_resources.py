"""A visitor proposes a resource in one page, writes to one, or says that it is no longer true."""

import re

import pytest

from territoires.atlas.models import Resource
from territoires.atlas.tests import factories
from territoires.contributions.actions import withdraw
from territoires.contributions.models import Contribution
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter
from territoires.networks.models import Sponsor

PROPOSE = "/ressources/proposer/"


def words(**more):
    known = {
        "kind": "place", "name": "La ludothèque", "commune": "Roubaix", "description": "Des jeux pour tous les âges.",
        "proposed_by": "Fatou", "depart": "", "site_web": "",
    }  # fmt: skip
    return {**known, **more}


def proposals():
    return Contribution.objects.of_kind("resource-proposal")


@pytest.fixture
def resource(places) -> Resource:
    made = factories.make_resource("59512", "La salle du fond")
    factories.draw()
    return made


def test_a_visitor_proposes_without_account_nor_address(places, visitor, people):
    _ = people.coordinator
    page = visitor.get(PROPOSE)
    assert page.status_code == 200
    assert not page.cookies
    answer = visitor.post(PROPOSE, words())
    sent = proposals().get()
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/suivi/recu/{sent.token}/")
    assert sent.answers == {
        "kind": "place", "name": "La ludothèque", "insee": "59512", "description": "Des jeux pour tous les âges.",
        "themes": [], "proposed_by": "Fatou", "own": False,
    }  # fmt: skip
    assert sent.reference in visitor.get(answer["Location"]).content.decode()
    assert not Resource.objects.exists()


def test_the_coordination_hears_of_it_without_any_word_of_the_visitor(places, visitor, people):
    coordinator = people.coordinator
    visitor.post(PROPOSE, words(name="Achetez ici", email="moi@exemple.fr"))
    told = {letter.to: letter for letter in Letter.objects.all()}
    assert set(told) == {coordinator.email, "moi@exemple.fr"}
    assert proposals().get().reference in told["moi@exemple.fr"].text
    assert "Achetez" not in "".join(letter.subject + letter.text for letter in told.values())


def test_sending_twice_has_one_effect(places, visitor):
    first, second = (visitor.post(PROPOSE, words())["Location"] for _time in range(2))
    assert first == second
    assert proposals().count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": ""}, "choisissez une réponse."),
        ({"kind": "licorne"}, "Choisissez une réponse de la liste."),
        ({"name": " \u200b"}, "Écrivez un nom."),
        ({"commune": "zzzzqq"}, "Nous ne trouvons pas ce lieu."),
        ({"description": ""}, "Écrivez une phrase ou deux."),
        ({"proposed_by": ""}, "Écrivez un prénom ou le nom d&#x27;une structure."),
        ({"email": "moi"}, "Il manque le signe @"),
        ({"kind": "person"}, "Demandez d&#x27;abord à la personne"),
        ({"own": "on"}, "laissez un téléphone ou un e-mail."),
        ({"name": "x" * 500}, "Raccourcissez"),
        ({"themes": ["inconnu"]}, "Choisissez une réponse de la liste."),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(places, visitor, change, said):
    answer = visitor.post(PROPOSE, words(**change))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Erreur" in page
    assert said in page.replace("'", "&#x27;")
    assert "Des jeux pour tous" in page or "description" in change
    assert not proposals().exists()


def test_a_person_is_proposed_with_agreement(places, visitor):
    visitor.post(PROPOSE, words(kind="person", name="Aïcha, médiatrice", person_agrees="on"))
    sent = proposals().get()
    assert {consent.purpose for consent in sent.consents.all()} == {"contact", "resource-person"}


def test_a_relay_types_for_somebody(places, visitor):
    path = f"{PROPOSE}pour-quelqu-un/"
    assert "Êtes-vous d'accord" in visitor.get(path).content.decode()
    visitor.post(path, words(agreed="aloud", relay_name="Sophie", relay_contact="0199001002"))
    sent = proposals().get()
    assert (sent.door, sent.relay_name) == ("relay", "Sophie")
    assert sent.consents.get().witness == "Sophie"
    assert visitor.post(path, words(name="Autre")).status_code == 422


def test_a_robot_writes_nothing(places, visitor):
    answer = visitor.post(PROPOSE, words(site_web="http://spam.example"))
    assert answer["Location"] == "/suivi/merci/"
    assert not proposals().exists()


@pytest.mark.unguarded
def test_a_form_sent_from_another_site_is_refused(places, visitor):
    answer = visitor.post(PROPOSE, words(), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert not proposals().exists()


@pytest.mark.parametrize("text", ["a\0b", "x" * 65_536, "\ud800", "🙂" * 300, "‮retournée"])
def test_strange_words_never_break_a_form(resource, visitor, text):
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for path, data in (
        (PROPOSE, words(name=text, description=text, commune=text)),
        (f"/ressources/{resource.slug}/ecrire/", {"first_name": text, "text": text}),
        (f"/ressources/{resource.slug}/signaler/", {"reason": text, "text": text}),
    ):
        assert visitor.post(path, data).status_code in (302, 422)


# -- the page of a resource ------------------------------------------------------------------------------------------


def test_the_page_says_what_where_and_how_to_write(resource, visitor):
    resource.contact_email, resource.contact_phone = "cache@exemple.fr", "0199005555"
    resource.themes.add(factories.make_theme())
    resource.save()
    page = visitor.get(f"/ressources/{resource.slug}/").content.decode()
    for expected in ("La salle du fond", "un lieu", "Roubaix", "Une salle gratuite.", "Fatou", "Partenariat"):
        assert expected in page
    assert "cache@exemple.fr" not in page
    assert "0199005555" not in page


def test_hidden_resources_have_no_page(resource, visitor):
    Resource.objects.filter(pk=resource.pk).update(shown_since=None)
    for end in ("", "ecrire/", "ecrire/pour-quelqu-un/", "signaler/"):
        assert visitor.get(f"/ressources/{resource.slug}/{end}").status_code == 404


def test_a_resource_joined_to_another_leads_to_it(resource, visitor):
    other = factories.make_resource("59512", "La salle du fond (bis)", merged_into=resource)
    answer = visitor.get(f"/ressources/{other.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/ressources/{resource.slug}/")


def test_a_message_reaches_the_contact_that_is_never_shown(resource, visitor):
    resource.contact_email = "salle@exemple.fr"
    resource.save()
    data = {"first_name": "Léa", "text": "Peut-on venir samedi ?", "email": "lea@exemple.fr"}
    assert visitor.post(f"/ressources/{resource.slug}/ecrire/", data).status_code == 302
    sent = Contribution.objects.get()
    assert (sent.kind, sent.scope) == ("message", f"resource:{resource.pk}")
    letter = Letter.objects.get(to="salle@exemple.fr")
    assert "Peut-on venir samedi ?" in letter.text
    assert letter.reply_to == "lea@exemple.fr"


def test_without_contact_the_coordination_reads_the_message(resource, visitor, people):
    coordinator = people.coordinator
    visitor.post(f"/ressources/{resource.slug}/ecrire/", {"first_name": "Léa", "text": "Bonjour"})
    assert Letter.objects.get().to == coordinator.email
    assert Contribution.objects.get().answered_by == "la coordination nationale"


def test_a_flooded_resource_takes_no_more_messages_that_day(resource, visitor, monkeypatch):
    monkeypatch.setattr("territoires.atlas.actions.reach.MESSAGES_A_DAY", 1)
    path = f"/ressources/{resource.slug}/ecrire/"
    visitor.post(path, {"first_name": "Léa", "text": "Un"})
    answer = visitor.post(path, {"first_name": "Léa", "text": "Deux"})
    assert answer.status_code == 422
    assert "trop de messages" in answer.content.decode()
    assert Contribution.objects.count() == 1


def test_anybody_says_that_an_entry_is_no_longer_true(resource, visitor, people):
    coordinator = people.coordinator
    visitor.post(f"/ressources/{resource.slug}/signaler/", {"reason": "closed", "text": "Fermé depuis mai."})
    report = Contribution.objects.get()
    assert (report.kind, report.scope, report.answers["code"]) == ("report", f"resource:{resource.pk}", "closed")
    assert not Letter.objects.exists()
    visitor.post(f"/ressources/{resource.slug}/signaler/", {"reason": "hurts", "text": ""})
    letter = Letter.objects.get()
    assert letter.to == coordinator.email
    assert Resource.objects.visible().filter(pk=resource.pk).exists()


def test_a_sponsor_can_be_reported_too(places, visitor):
    sponsor = factories.make_sponsor("Marraine de Lille", "59350")
    path = f"/marraines-et-parrains/{sponsor.slug}/signaler/"
    assert path in visitor.get("/marraines-et-parrains/").content.decode()
    assert visitor.post(path, {"reason": "wrong"}).status_code == 302
    assert Contribution.objects.get().scope == f"sponsor:{sponsor.pk}"
    Sponsor.objects.filter(pk=sponsor.pk).update(hidden=True)
    assert visitor.get(path).status_code == 404


def test_taking_a_proposal_back_empties_it(places, visitor):
    visitor.post(PROPOSE, words(email="moi@exemple.fr"))
    sent = proposals().get()
    withdraw(contribution=sent, now=factories.NOW, by=VISITOR)
    sent.refresh_from_db()
    assert (sent.answers, sent.email) == ({}, "")
    assert not Letter.objects.filter(to="moi@exemple.fr").exists()


def test_reports_and_messages_reach_the_desk_of_the_coordination(resource, visitor, coordinator):
    """Whatever the entry is, the desk opens and the line leads to a page that opens."""
    sponsor = factories.make_sponsor("Marraine de Lille", "59350")
    visitor.post(f"/ressources/{resource.slug}/ecrire/", {"first_name": "Léa", "text": "Bonjour"})
    visitor.post(f"/ressources/{resource.slug}/signaler/", {"reason": "closed"})
    visitor.post(f"/marraines-et-parrains/{sponsor.slug}/signaler/", {"reason": "wrong"})
    visitor.post(PROPOSE, words())
    desk = coordinator.get("/coordination/").content.decode()
    for contribution in Contribution.objects.all():
        links = re.findall(rf'href="([^"]*{contribution.reference}[^"]*)"', desk)
        assert links, contribution.kind
        assert coordinator.get(links[0]).status_code == 200
