"""A passkey in a real browser, with a virtual telephone: added, used at the door, as second step, as confirmation."""

import re

import pytest

from tests.browser import support

TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def person(crowd, site):
    """A person whose browser has a key. Keys belong to a name, so the site is visited as localhost."""
    crowd.site = site.replace("127.0.0.1", "localhost")
    someone = crowd.person()
    session = someone.context.new_cdp_session(someone.page)
    session.send("WebAuthn.enable")
    someone.telephone = session.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})["authenticatorId"]
    someone.devtools = session
    return someone


def come_in_by_letter(person, site, email):
    person.visit("/connexion/")
    person.fill(re.compile("e-mail"), email)
    person.press("Recevoir un code")
    letter = next(one for one in support.letters(site) if one["to"] == email)
    person.fill("Le code reçu", re.search(r"\d{4}-\d{4}", letter["text"]).group())
    person.press("Entrer")


def go_out(person):
    person.visit("/deconnexion/")
    person.press("Sortir")


def arrives(person, path):
    person.page.wait_for_url(f"{person.site}{path}", timeout=10_000)


def test_a_key_is_added_opens_the_door_and_confirms(person, site):
    come_in_by_letter(person, site, "marc@exemple.fr")
    person.visit("/compte/securite/cles/ajouter/")
    person.fill(re.compile("Un nom pour cette clé"), "mon téléphone")
    person.page.get_by_role("button", name="Ajouter cette clé").click()
    arrives(person, "/compte/securite/codes-de-secours/")
    person.visit("/compte/securite/")
    person.reads("mon téléphone")

    go_out(person)
    person.visit("/connexion/?next=/compte/sessions/")
    person.page.get_by_role("button", name="Entrer avec une clé").click()
    arrives(person, "/compte/sessions/")

    go_out(person)
    come_in_by_letter(person, site, "marc@exemple.fr")
    assert person.path == "/connexion/deuxieme-etape/"
    person.page.get_by_role("button", name="Utiliser ma clé").click()
    arrives(person, "/espace/")

    person.visit("/compte/confirmer/?next=/compte/mes-donnees/")
    person.page.get_by_role("button", name="Utiliser ma clé").click()
    arrives(person, "/compte/mes-donnees/")
    person.reads("marc@exemple.fr")

    person.visit("/compte/securite/")  # and the cast is as it was
    person.follow(re.compile("^Retirer"))
    person.press("Retirer")
    person.does_not_read("mon téléphone")
    assert person.console == [], person.console


def test_a_key_that_does_not_answer_is_said_kindly(person, site):
    person.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": person.telephone, "isUserVerified": False})
    person.visit("/connexion/")
    person.page.get_by_role("button", name="Entrer avec une clé").click()
    person.page.get_by_text("La clé n'a pas répondu").wait_for(state="visible", timeout=70_000)
    assert person.path == "/connexion/"


def test_without_scripts_the_key_is_not_offered(crowd):
    person = crowd.person("no-scripts")
    person.visit("/connexion/")
    assert not person.page.get_by_role("button", name="Entrer avec une clé").is_visible()
    person.reads("Recevoir un code")
