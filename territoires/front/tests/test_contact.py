"""Talking to somebody: with little, through a relay, once, and never losing what was typed."""

import pytest

from territoires.contributions.models import Consent, Contribution
from territoires.kit.forms import HONEYPOT
from territoires.kit.texts import page_text

CONTACT, TELL, TELL_FOR, JOIN = "/parler-a-quelqu-un/", "/raconter/", "/raconter/pour-quelqu-un/", "/reseaux/rejoindre/"
CALL = {"porte": "rappel", "first_name": "Fatou", "phone": "01 99 00 10 01", "best_moment": "soir"}
STORY = {"topic": "raconter", "text": "On a ouvert un café des parents."}
RELAYED = STORY | {"first_name": "Fatou", "agreed": "aloud", "relay_name": "Karim", "relay_contact": "01 99 00 10 02"}
NETWORK = {"name": "Réseau ami", "signature": "Des amis des familles.", "first_name": "Awa", "email": "awa@exemple.fr"}


def test_a_call_back_needs_a_name_a_number_and_nothing_else(db, visitor):
    response = visitor.post(CONTACT, CALL)
    asked = Contribution.objects.get()
    assert (asked.kind, asked.scope, asked.state) == ("call-back", "coordination", "sent")
    assert (asked.speaker_name, asked.phone, asked.phone_e164) == ("Fatou", "01 99 00 10 01", "+33199001001")
    assert asked.answers["best_moment"] == "Le soir"
    page = visitor.get(response["Location"]).content.decode()
    assert asked.reference in page
    assert "la coordination nationale" in page


def test_a_message_needs_neither_mail_nor_phone(db, visitor):
    response = visitor.post(CONTACT, {"porte": "message", "text": "Bonjour, où aller ?"})
    message = Contribution.objects.get()
    assert (message.kind, message.scope, message.door) == ("message", "coordination", "screen")
    assert message.answers == {"text": "Bonjour, où aller ?", "topic": ""}
    assert message.answer_by_on is not None
    assert response["Location"].endswith(f"/suivi/recu/{message.token}/")


def test_the_third_door_keeps_whether_one_tells_or_asks(db, visitor):
    visitor.post(TELL, STORY)
    assert Contribution.objects.get().answers["topic"] == "raconter"


def test_a_relay_writes_with_the_agreement_of_the_person(db, visitor):
    visitor.post(TELL_FOR, RELAYED)
    told = Contribution.objects.get()
    assert (told.door, told.relay_name, told.relay_contact) == ("relay", "Karim", "01 99 00 10 02")
    consent = Consent.objects.get()
    assert (consent.given, consent.witness, consent.text_version) == ("aloud", "Karim", "coordination-1")


@pytest.mark.parametrize("missing", ["agreed", "relay_name", "relay_contact", "first_name"])
def test_a_relay_without_agreement_or_name_sends_nothing(db, visitor, missing):
    response = visitor.post(TELL_FOR, {key: value for key, value in RELAYED.items() if key != missing})
    assert response.status_code == 422
    assert "On a ouvert un café des parents." in response.content.decode()
    assert not Contribution.objects.exists()


def test_the_relay_is_given_the_words_to_read_aloud(db, visitor):
    assert "Êtes-vous d'accord ?" in page_text(visitor.get(TELL_FOR).content.decode())


def test_a_network_asks_to_join(db, visitor):
    visitor.post(JOIN, NETWORK | {"website": "www.exemple.fr", "why": "Pour agir ensemble."})
    asked = Contribution.objects.get()
    assert (asked.kind, asked.scope, asked.speaker_name) == ("network-join", "", "Awa")
    assert asked.answers["website"] == "https://www.exemple.fr"
    assert Consent.objects.get().text_version == "rejoindre-1"


def test_a_network_says_how_to_reach_it(db, visitor):
    response = visitor.post(JOIN, NETWORK | {"email": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Erreur : " in page
    assert "Écrivez un e-mail ou un téléphone" in page
    assert "Des amis des familles." in page
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("address", "data", "advice", "kept"),
    [
        (CONTACT, CALL | {"phone": "12"}, "Vérifiez le numéro", "Fatou"),
        (CONTACT, CALL | {"first_name": ""}, "Écrivez votre prénom.", "01 99 00 10 01"),
        (CONTACT, {"porte": "message", "text": "Mes mots", "email": "awa"}, "Il manque le signe @", "Mes mots"),
        (TELL, STORY | {"topic": ""}, "Choisissez : raconter, ou poser une question.", "café des parents"),
        (JOIN, NETWORK | {"website": "pas une adresse"}, "Vérifiez l'adresse.", "Réseau ami"),
    ],
)
def test_errors_say_what_to_do_and_keep_the_words(db, visitor, address, data, advice, kept):
    response = visitor.post(address, data)
    page = response.content.decode().replace("&#x27;", "'")
    assert response.status_code == 422
    assert "<title>Erreur : " in page
    assert advice in page_text(page)
    assert kept in page
    assert not Contribution.objects.exists()


def test_an_error_in_one_form_leaves_the_other_one_alone(db, visitor):
    page = visitor.post(CONTACT, CALL | {"phone": ""}).content.decode()
    assert page.count("kit-error-summary") == 1
    assert 'href="#rappel_phone"' in page
    assert "Écrivez votre message." not in page


@pytest.mark.parametrize(("address", "data"), [(CONTACT, CALL), (TELL, STORY), (JOIN, NETWORK)])
def test_a_nervous_double_tap_has_one_effect_and_one_receipt(db, visitor, address, data):
    first, second = visitor.post(address, data), visitor.post(address, data)
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(("address", "data"), [(CONTACT, CALL), (TELL, STORY), (JOIN, NETWORK)])
def test_a_robot_is_thanked_and_writes_nothing(db, visitor, address, data):
    response = visitor.post(address, data | {HONEYPOT: "http://spam"})
    assert response.status_code == 302
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("address", [CONTACT, TELL, TELL_FOR, JOIN])
def test_a_form_sent_from_another_site_is_refused(db, client, address):
    response = client.post(address, STORY, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("junk", ["\x00", b"\xed\xa0\x80", "x" * 70_000, "🙂" * 5000])
def test_hostile_words_never_break_the_page(db, visitor, junk):
    for address, data in ((CONTACT, CALL | {"first_name": junk}), (TELL, STORY | {"text": junk, "topic": junk})):
        assert visitor.post(address, data).status_code in (200, 302, 422)


def test_withdrawing_by_reference_empties_the_message(db, visitor):
    receipt = visitor.post(TELL, STORY)["Location"]
    visitor.post(f"{receipt}retirer/")
    told = Contribution.objects.get()
    assert (told.state, told.answers) == ("withdrawn", {})
