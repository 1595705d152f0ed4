"""The journeys of the people it serves, each three times: with scripts, without, with the keyboard alone."""

import re

from tests.browser import support

REFERENCE = re.compile(r"[A-Z]{3,10}-[0-9]{4}")
GROUP = "Le café des parents des Tilleuls"


def propose(person, *, place: str = "Armentières", about: str = "Un café des parents.", name: str = "") -> str:
    """Answer the questions of somebody who has an idea, up to the page that checks. Returns the reference."""
    person.visit("/groupes/creer/")
    person.follow("J'ai une idée")
    person.fill(re.compile("^C'est où"), place)
    person.press("Continuer")
    person.choose(re.compile("^Parents"))
    person.press("Continuer")
    person.fill(re.compile("^Qu'avez-vous en tête"), about)
    if name:
        person.fill(re.compile("^Un nom pour le groupe"), name)
    person.press("Continuer")
    return REFERENCE.search(person.page.inner_text("main")).group(0)


def test_find_a_group(crowd, mode):
    person = crowd.person(mode)
    person.visit("/")
    person.fill(re.compile("^Votre ville"), "Roubaix")
    person.press("Chercher")
    person.reads(GROUP)
    person.follow(re.compile(GROUP))
    assert person.heading == GROUP
    person.reads("Le mardi à 14 h, toutes les deux semaines")
    person.reads("On vous rappelle")


def test_find_nothing_and_learn_what_to_do(crowd, mode):
    person = crowd.person(mode)
    person.visit("/carte/?lieu=Ouessant&rayon=10")
    person.reads(re.compile("Pas encore de groupe"))
    person.follow(re.compile("en créer un|Créer un groupe|créer"))
    assert person.path.startswith("/groupes/creer/")


def test_propose_a_group(crowd, mode):
    person = crowd.person(mode)
    reference = propose(person)
    person.choose("Par téléphone")
    person.fill(re.compile("^Votre prénom"), "Amina")
    person.fill(re.compile("^Votre numéro"), "01 99 00 12 34")
    person.press("Continuer")
    assert person.heading == "Relisez vos réponses"
    person.reads("Armentières")
    person.press("Envoyer ma proposition")
    person.reads(reference)
    person.reads(re.compile("La coordination du collectif lit vos réponses"))


def test_a_wrong_answer_loses_nothing(crowd, mode):
    person = crowd.person(mode)
    propose(person)
    person.choose("Par téléphone")
    person.fill(re.compile("^Votre prénom"), "Amina")
    person.fill(re.compile("^Votre numéro"), "12")
    person.press("Continuer")
    assert person.page.title().startswith("Erreur")
    assert person.page.get_by_label(re.compile("^Votre prénom")).first.input_value() == "Amina"
    assert person.page.get_by_label(re.compile("^Votre numéro")).first.input_value() == "12"


def test_call_me_back(crowd, mode):
    person = crowd.person(mode)
    person.visit("/groupes/le-cafe-des-parents-des-tilleuls-roubaix-1/")
    person.follow("On vous rappelle")
    person.fill(re.compile("^Votre prénom"), f"Paulo {mode}")
    person.fill(re.compile("^Votre numéro"), "01 99 00 56 78")
    person.choose("Le matin")
    person.press("Demander qu'on me rappelle")
    assert REFERENCE.search(person.page.inner_text("main"))
    animator = crowd.as_part("animatrice")
    animator.visit("/espace/")
    animator.page.locator("main li", has_text="Rappel demandé").last.locator("a").first.click()
    animator.reads(re.compile(f"Paulo {mode}"))


def test_relay_proposes(crowd, mode):
    person = crowd.as_part("relais", mode)
    reference = propose(person, place="Tourcoing", about="Parler de l'entrée au collège.")
    person.choose(re.compile("Par une personne relais"))
    person.fill(re.compile("^Votre prénom"), "Fatou")
    person.press("Continuer")
    person.choose(re.compile("vive voix"))
    person.fill(re.compile("^Votre prénom, à vous"), "Karim")
    person.fill(re.compile("^Votre téléphone ou"), "01 99 00 11 22")
    person.press("Continuer")
    assert person.heading == "Relisez vos réponses"
    person.press("Envoyer ma proposition")
    person.reads(reference)


def test_withdraw_by_reference(crowd, mode):
    person = crowd.person(mode)
    reference = propose(person, place="Wattrelos")
    person.choose("Je préfère revenir avec ma référence")
    person.fill(re.compile("^Votre prénom"), "Samira")
    person.press("Continuer")
    person.press("Envoyer ma proposition")

    later = crowd.person(mode)
    later.visit("/suivi/")
    later.fill(re.compile("^Votre référence"), reference.lower().replace("-", " "))
    later.press("Voir où ça en est")
    later.reads(reference)
    later.follow(re.compile("^Retirer"))
    later.press("Retirer et tout effacer")
    later.reads(re.compile("retiré", re.IGNORECASE))

    desk = crowd.as_part("coordination")
    desk.does_not_read(reference)


def test_resume_a_half_filled_form(crowd, mode):
    reference = propose(crowd.person(mode), place="Halluin", about="À finir demain.")
    later = crowd.person(mode)
    later.visit("/suivi/")
    later.fill(re.compile("^Votre référence"), reference)
    later.press("Voir où ça en est")
    later.follow(re.compile("^(Reprendre|Continuer|Compléter|Finir)"))
    later.reads(re.compile("Comment vous répondre|Relisez vos réponses"))


def test_sign_in_by_the_code_of_a_letter(crowd, site, mode):
    person = crowd.person(mode)
    person.visit("/connexion/")
    person.fill(re.compile("e-mail", re.IGNORECASE), "sophie@exemple.fr")
    person.press(re.compile("code", re.IGNORECASE))
    wanted = ("sophie@exemple.fr", "Votre code pour entrer")
    letter = next(one for one in support.letters(site) if (one["to"], one["subject"]) == wanted)
    code = re.search(r"\d{4}-\d{4}", letter["text"]).group(0)
    person.fill(re.compile("code", re.IGNORECASE), code)
    person.press(re.compile("Entrer|Se connecter|Continuer"))
    assert person.path.startswith("/espace/")


def test_coordinator_confirms(crowd, mode):
    person = crowd.person()
    name = f"Les amis de l'école, {mode}"
    reference = propose(person, place="Lens", about="Parler de l'école.", name=name)
    person.choose("Par téléphone")
    person.fill(re.compile("^Votre prénom"), "Odile")
    person.fill(re.compile("^Votre numéro"), "01 99 00 43 21")
    person.press("Continuer")
    person.press("Envoyer ma proposition")

    desk = crowd.as_part("coordination", mode, support.DESK)
    desk.visit("/coordination/")
    assert desk.page.locator(f'a[href*="{reference}"]').count() == 1
    desk.visit(f"/coordination/propositions/{reference}/")
    desk.open("Accepter")
    desk.fill("Nom du groupe", name)
    desk.press("Créer le groupe")
    address = re.search(r"/coordination/groupes/([a-z0-9-]+)/", desk.page.content()).group(1)

    passer_by = crowd.person()
    passer_by.visit(f"/groupes/{address}/")
    passer_by.does_not_read(name)

    desk.visit(f"/coordination/groupes/{address}/montrer/")
    desk.press("Montrer ce groupe")
    desk.visit(f"/coordination/groupes/{address}/etape/")
    desk.choose("Confirmé")
    desk.fill(re.compile("^Pourquoi"), "Le groupe est prêt.")
    desk.press("Changer l'étape")

    passer_by.visit(f"/groupes/{address}/")
    assert passer_by.heading == name
    passer_by.reads("Confirmé")
