"""On paper, numbered like the screens, and typed in by somebody."""

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.actions.data import erase_account
from territoires.accounts.queries import personal_data
from territoires.journey.models import Journey, JourneyStep, PaperEntry
from territoires.journey.queries.content import steps
from territoires.journey.tests.factories import a_journey, write
from territoires.kit.actors import Actor

pytestmark = pytest.mark.django_db
TYPE = "/chemin/depuis-le-papier/"
SHEET = {"relay_name": "Karim", "agreed": "aloud", "complices_who": "Une maman", "complices_state": "done"}


@pytest.mark.parametrize("address", ["/chemin/affiche-a3/", "/chemin/livret/"])
def test_blank_paper_has_every_number_of_the_screens(visitor, address):
    words = visitor.get(address).content.decode()
    for step in steps():
        for question in step.questions:
            assert f"{question.number} {question.label}".replace("'", "&#x27;") in words
    assert words.count('journey-tick"') == 21


@pytest.mark.parametrize("name", ["own_canvas", "own_booklet"])
def test_filled_paper_carries_the_words_and_never_the_reference(visitor, name):
    journey = a_journey(territory_label="Autour de la gare")
    write(journey, "action", state="done", what="Un jardin")
    write(journey, "ressources", rows=[{"who": "Le gardien", "how": "Passer", "when": "Le soir"}])
    words = visitor.get(reverse(f"journey:{name}", args=[journey.token])).content.decode()
    main = words.split("<main")[1].split("</main")[0]
    for said in ("Un jardin", "Le gardien", "Autour de la gare"):
        assert said in main
    assert journey.reference not in words


def test_a_canvas_typed_in_begins_a_path_and_gives_a_receipt(visitor):
    page = visitor.post(TYPE, {**SHEET, "row_0_who": "Le gardien", "territory_label": "La gare"}, follow=True)
    journey, entry = Journey.objects.get(), PaperEntry.objects.get()
    words = page.content.decode()
    assert page.status_code == 200
    assert journey.reference in words
    for said in ("La feuille est recopiée", "Une maman", "Le gardien", "par Karim", "de vive voix", "La gare"):
        assert said in words
    assert (entry.relay, entry.relay_name, entry.agreed) == (None, "Karim", "aloud")
    states = dict(JourneyStep.objects.values_list("step", "state"))
    assert states == {"complices": "done", "ressources": "doing"}


def test_the_same_sheet_twice_is_one_path(visitor):
    one, two = visitor.post(TYPE, SHEET), visitor.post(TYPE, SHEET)
    assert one["Location"] == two["Location"]
    assert Journey.objects.count() == 1


def test_added_to_a_reference_what_was_there_stays(relay):
    journey = a_journey()
    write(journey, who="Un voisin", next="", state="doing")
    relay.post(TYPE, {**SHEET, "reference": journey.reference.lower()})
    row = JourneyStep.objects.get()
    assert row.answers["who"] == "Un voisin\n\nUne maman"
    assert row.state == "done"
    assert PaperEntry.objects.get().relay == relay.user


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({**SHEET, "relay_name": ""}, "Écrivez votre prénom"),
        ({**SHEET, "agreed": ""}, "choisissez une réponse"),
        ({**SHEET, "complices_who": "", "complices_state": ""}, "Recopiez au moins une réponse"),
        ({**SHEET, "reference": "abc"}, "trois mots et quatre chiffres"),
        ({**SHEET, "reference": "LUNE-LUNE-LUNE-4821"}, "Nous ne trouvons pas ce chemin"),
        ({**SHEET, "complices_who": "Mme Dupont"}, "Ce texte semble nommer"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(visitor, data, words):
    page = visitor.post(TYPE, {**data, "territory_label": "Un jardin partagé"})
    assert page.status_code == 422
    assert words in page.content.decode().replace("&#x27;", "'")
    assert "Un jardin partagé" in page.content.decode()
    assert not PaperEntry.objects.exists()


def test_saved_as_it_is_when_one_says_so(visitor):
    assert visitor.post(TYPE, {**SHEET, "complices_who": "Mme Dupont", "as_is": "1"}).status_code == 302


def test_a_receipt_of_another_path_is_not_found(visitor):
    visitor.post(TYPE, SHEET)
    other = a_journey()
    entry = PaperEntry.objects.get()
    assert visitor.get(reverse("journey:paper_receipt", args=[other.token, entry.pk])).status_code == 404


def test_a_relay_finds_what_they_typed_in_their_data_and_takes_their_name_away(relay):
    relay.post(TYPE, SHEET)
    reference = Journey.objects.get().reference
    assert reference in str(personal_data(relay.user, timezone.now()))
    erase_account(user=relay.user, now=timezone.now(), by=Actor("user", relay.user.pk))
    entry = PaperEntry.objects.get()
    assert (entry.relay, entry.relay_name) == (None, "")


@pytest.mark.parametrize("address", ["/chemin/notre-histoire/", "/chemin/notre-histoire/en-clair/", "/chemin/socle/"])
def test_what_one_reads_beside_the_path(visitor, address):
    assert visitor.get(address).status_code == 200


def test_the_story_switches_by_a_link(visitor):
    assert 'href="/chemin/notre-histoire/en-clair/"' in visitor.get("/chemin/notre-histoire/").content.decode()
    assert 'href="/chemin/notre-histoire/"' in visitor.get("/chemin/notre-histoire/en-clair/").content.decode()
