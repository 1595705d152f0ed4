"""The path in seven steps, from its reference to the public page of the group: no account, no script, two browsers;
and the same typed in by a relay from the paper canvas."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import support
from tests.browser.test_pages import AXE, OVERFLOW

REFERENCE = re.compile(r"(?:[A-Z]{3,10}-){3}[0-9]{4}")
ASKED = re.compile(r"\b[A-Z]{3,10}-[0-9]{4}\b")
SAVE = re.compile("^Enregistrer$")


def begin(person) -> str:
    """From « Créer un groupe » to a path with its reference."""
    person.visit("/groupes/creer/")
    person.follow("On réfléchit encore, à plusieurs")
    person.fill(re.compile("^Votre prénom"), "Samira")
    person.press(re.compile("^Commencer$"))
    assert person.heading == "Notre chemin"
    return REFERENCE.search(person.page.inner_text("main")).group(0)


def resume(person, reference: str) -> None:
    person.visit("/chemin/reprendre/")
    person.fill("La référence du chemin", reference.lower().replace("-", " "))
    person.press("Ouvrir notre chemin")
    assert person.heading == "Notre chemin"


def write(person, title: str, state: str = "Fait", **answers: str) -> None:
    """Open a step, answer by the numbers of the questions, say where one is, come back to the list."""
    person.follow(title)
    assert person.heading == title
    for number, words in answers.items():
        person.fill(re.compile("^" + number.replace("_", ".").removeprefix("q")), words)
    person.choose(re.compile(f"^{state}$"))
    person.press(SAVE)
    assert person.heading == "Notre chemin"
    person.reads(f"« {title} » : c'est gardé.")


def ask_for_the_page(person, name: str, *, by_relay: bool = False) -> str:
    """The seventh step and the questions of every group. Returns the reference of the request."""
    person.follow("La page du groupe")
    person.fill(re.compile("^C'est où"), "Wattrelos")
    person.fill(re.compile("^7.1"), name)
    person.fill(re.compile("^7.2"), "Un café des parents, le mardi.")
    person.fill(re.compile("^7.3"), "Le centre social")
    person.choose(re.compile("^Fait$"))
    person.press("Enregistrer et demander la page")
    assert person.heading == "Demander la page du groupe"
    person.reads("Wattrelos (Nord)")
    person.press("Continuer")
    person.choose(re.compile("^Parents"))
    person.press("Continuer")
    person.choose("Par une personne relais" if by_relay else "Je préfère revenir avec ma référence")
    person.fill(re.compile("^Votre prénom"), "Samira")
    person.press("Continuer")
    if by_relay:
        person.choose("Sur papier")
        person.fill(re.compile("^Votre prénom"), "Karim")
        person.fill(re.compile("^Votre téléphone"), "01 99 00 12 34")
        person.press("Continuer")
    person.choose("Oui, montrez-le")
    person.press("Continuer")
    assert person.heading == "Relisez vos réponses"
    person.reads(name)
    person.press("Envoyer ma proposition")
    return ASKED.search(person.page.inner_text("main")).group(0)


def accept(crowd, asked: str, name: str) -> str:
    """The coordination says yes and shows the group. Returns its address."""
    desk = crowd.as_part("coordination", viewport=support.DESK)
    desk.visit(f"/coordination/propositions/{asked}/")
    desk.open("Accepter")
    desk.press("Créer le groupe")
    address = re.search(r"/coordination/groupes/([a-z0-9-]+)/", desk.page.content()).group(1)
    if crowd.person().page.goto(f"{desk.site}/groupes/{address}/").status == 404:
        desk.visit(f"/coordination/groupes/{address}/montrer/")
        desk.press("Montrer ce groupe")
    return f"/groupes/{address}/"


def is_public(crowd, address: str, name: str) -> None:
    passer_by = crowd.person()
    passer_by.visit(address)
    assert passer_by.heading == name


@pytest.mark.parametrize("mode", ["no-scripts", "keyboard"])
def test_from_the_reference_to_the_public_page(crowd, mode):
    name = f"Le goûter de la place {mode}"
    samira = crowd.person(mode)
    reference = begin(samira)
    write(samira, "Trouver des complices", q1_1="Une maman de la petite section", q1_2="À la gardienne, samedi")
    write(samira, "Parents et enfants d'abord", "En cours", q3_1="Les horaires", q3_2="Aller au square")

    paul = crowd.person(mode)  # another browser, another day: only the reference
    resume(paul, reference)
    paul.reads("par Samira" if samira.page.get_by_text("par Samira").count() else "Fait")
    write(paul, "Une première action", "En cours", q6_1="Un goûter sur la place", q6_2="Deux tables")
    paul.follow("Parents et enfants d'abord")
    assert paul.page.get_by_label(re.compile("^3.1")).input_value() == "Les horaires"
    paul.follow("Toutes les étapes")
    asked = ask_for_the_page(paul, name)

    resume(samira, reference)
    samira.reads(re.compile("La coordination lit votre demande de page"))
    address = accept(crowd, asked, name)
    is_public(crowd, address, name)
    samira.visit("/chemin/")
    resume(samira, reference)
    samira.reads("Votre page est en ligne")
    samira.follow(name)
    assert samira.heading == name
    assert not samira.context.cookies()
    assert not paul.context.cookies()


def test_the_same_from_the_paper_canvas_by_a_relay(crowd):
    name = "Le jardin des voisins recopié"
    relay = crowd.person("no-scripts")
    relay.visit("/chemin/affiche-a3/")
    relay.reads(re.compile("^1.1 Qui a envie"))
    relay.visit("/chemin/depuis-le-papier/")
    relay.choose("De vive voix")
    relay.fill(re.compile("^Votre prénom"), "Karim")
    relay.fill(re.compile("^1.1"), "Une maman, un retraité")
    relay.fill(re.compile("^Qui, ou quel lieu"), "La bibliothèque")
    relay.fill(re.compile("^6.1"), "Un jardin au pied des tours")
    relay.press("Enregistrer la feuille")
    assert relay.heading.strip() == "La feuille est recopiée"
    reference = REFERENCE.search(relay.page.inner_text("main")).group(0)
    relay.reads("Un jardin au pied des tours")

    group = crowd.person("no-scripts")
    resume(group, reference)
    asked = ask_for_the_page(group, name, by_relay=True)
    is_public(crowd, accept(crowd, asked, name), name)
    resume(group, reference)
    group.reads("Votre page est en ligne")


def test_two_people_at_once_lose_nothing(crowd):
    samira, paul = crowd.person("no-scripts"), crowd.person("no-scripts")
    reference = begin(samira)
    resume(paul, reference)
    for person, words in ((samira, "Un goûter"), (paul, "Un jardin")):
        person.follow("Une première action")
        person.fill(re.compile("^6.1"), words)
    samira.press(SAVE)
    paul.press(SAVE)
    paul.reads("Quelqu'un a écrit entre-temps : voici les deux textes")
    paul.reads("Un goûter")
    paul.press("Garder les deux textes")
    paul.follow("Une première action")
    assert paul.page.get_by_label(re.compile("^6.1")).input_value() == "Un goûter\n\nUn jardin"


@pytest.mark.parametrize("viewport", [support.PHONE, support.DESK], ids=["360", "1280"])
def test_pages_at_the_secret_address_are_sound(crowd, viewport):
    """axe, no sideways scroll, no mistake on the console: list, steps, a gentle word, both texts, paper, erasing."""
    person = crowd.person(viewport=viewport)
    begin(person)
    start = person.path.split("?")[0]
    for step in ("", "ressources/", "parents/", "principes/", "page/", "page/verifier/", "coup-de-main/", "effacer/"):
        person.visit(start + step)
        assert not sound(person), step
    person.visit(f"{start}parents/")
    person.fill(re.compile("^3.1"), "Mme Dupont viendra.")
    person.press(SAVE)
    person.reads("Ce texte semble nommer quelqu'un")
    assert not sound(person)
    person.press("Enregistrer tel quel")
    for paper in ("affiche-a3/", "livret/", "parents/avant/"):
        person.visit(start + paper)
        assert not sound(person), paper


def sound(person) -> list[str]:
    wrong = [violation["id"] for violation in Axe().run(person.page, options=AXE).response["violations"]]
    return wrong + (["sideways"] if person.page.evaluate(OVERFLOW) > 0 else [])


def test_the_path_is_erased_at_once_for_everybody(crowd):
    samira, paul = crowd.person("no-scripts"), crowd.person("no-scripts")
    reference = begin(samira)
    resume(paul, reference)
    samira.follow("Effacer le chemin")
    samira.press("Effacer le chemin")
    assert samira.heading == "Ce chemin est effacé"
    paul.page.reload()
    assert paul.heading == "Ce chemin est effacé"
