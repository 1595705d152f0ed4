"""Every page that somebody can look at: axe, both widths, right-to-left and a screenshot see each of them.

`part` is who looks (of the demonstration's cast; empty: a visitor). `parent` marks the pages a worried parent meets
first: the tightest budgets hold there.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    part: str = ""
    parent: bool = False


PAGES = [
    Page("accueil", "/", parent=True),
    Page("carte", "/carte/"),
    Page("carte-pres-de-roubaix", "/carte/?lieu=Roubaix&rayon=25", parent=True),
    Page("carte-rien-ici", "/carte/?lieu=Ouessant&rayon=10", parent=True),
    Page("carte-manque", "/carte/?manque=1"),
    Page("region", "/carte/hauts-de-france/"),
    Page("departement", "/carte/hauts-de-france/nord/", parent=True),
    Page("carte-integrer", "/carte/integrer/"),
    Page("carte-cadre", "/carte/cadre/"),
    Page("carte-imprimer", "/carte/imprimer/"),
    Page("groupe", "{group}", parent=True),
    Page("groupe-ecrire", "{group}ecrire/", parent=True),
    Page("groupe-rappel", "{group}rappel/", parent=True),
    Page("groupe-signaler", "{group}signaler/"),
    Page("journal-du-groupe", "{group}journal/", parent=True),
    Page("journal-du-mois", f"{{group}}journal/{datetime.date.today():%Y-%m}/"),
    Page("espace-journal", "/espace{group}journal/", part="animatrice"),
    Page("espace-raconter", "/espace{group}journal/nouveau/", part="animatrice"),
    Page("rencontres", "{group}rencontres/", parent=True),
    Page("agenda-a-coller", "{group}agenda-a-coller/", parent=True),
    Page("espace-rencontres", "/espace{group}rencontres/", part="animatrice"),
    Page("espace-rencontre-nouvelle", "/espace{group}rencontres/nouvelle/", part="animatrice"),
    Page("espace-agenda-a-coller", "/espace{group}agenda-a-coller/", part="animatrice"),
    Page("creer", "/groupes/creer/", parent=True),
    Page("creer-feuille", "/groupes/creer/feuille/"),
    Page("chemin", "/chemin/", parent=True),
    Page("chemin-reprendre", "/chemin/reprendre/"),
    Page("chemin-reference", "/chemin/reprendre/LUNE-TULIPE-BALCON-4821/"),
    Page("chemin-carte", "/chemin/reprendre/LUNE-TULIPE-BALCON-4821/carte/"),
    Page("chemin-socle", "/chemin/socle/"),
    Page("chemin-histoire", "/chemin/notre-histoire/"),
    Page("chemin-histoire-en-clair", "/chemin/notre-histoire/en-clair/", parent=True),
    Page("chemin-affiche", "/chemin/affiche-a3/"),
    Page("chemin-livret", "/chemin/livret/"),
    Page("chemin-papier", "/chemin/depuis-le-papier/"),
    Page("ressource", "{resource}"),
    Page("ressource-proposer", "/ressources/proposer/"),
    Page("reseaux", "/reseaux/"),
    Page("reseau", "/reseaux/fcsf/"),
    Page("reseaux-rejoindre", "/reseaux/rejoindre/"),
    Page("partenaires", "/partenaires/"),
    Page("marraines-et-parrains", "/marraines-et-parrains/"),
    Page("histoire", "/notre-histoire/"),
    Page("ce-que-nous-sommes", "/ce-que-nous-sommes/"),
    Page("parler", "/parler-a-quelqu-un/", parent=True),
    Page("raconter", "/raconter/", parent=True),
    Page("suivi", "/suivi/", parent=True),
    Page("mentions-legales", "/mentions-legales/"),
    Page("donnees-personnelles", "/donnees-personnelles/"),
    Page("accessibilite", "/accessibilite/"),
    Page("regles-de-publication", "/regles-de-publication/"),
    Page("plan-du-site", "/plan-du-site/"),
    Page("donnees", "/donnees/"),
    Page("introuvable", "/cette-page-n-existe-pas/"),
    Page("connexion", "/connexion/"),
    Page("code-sans-demande", "/connexion/code/?code=1234-5678"),
    Page("distribution", "/_demo/"),
    Page("boite", "/_courrier/"),
    Page("styles", "/_styleguide/"),
    Page("espace-animatrice", "/espace/", part="animatrice"),
    Page("espace-referent", "/espace/", part="referent"),
    Page("espace-sans-mandat", "/espace/", part="relais"),
    Page("compte", "/compte/", part="animatrice"),
    Page("compte-securite", "/compte/securite/", part="animatrice"),
    Page("compte-application", "/compte/securite/application/", part="animatrice"),
    Page("compte-cle", "/compte/securite/cles/ajouter/", part="animatrice"),
    Page("compte-appareils", "/compte/sessions/", part="animatrice"),
    Page("compte-donnees", "/compte/mes-donnees/", part="animatrice"),
    Page("compte-effacer", "/compte/effacer/", part="animatrice"),
    Page("compte-confirmer", "/compte/confirmer/", part="animatrice"),
    Page("sortir", "/deconnexion/", part="animatrice"),
    Page("equipe", "/compte/equipe/", part="administration"),
    Page("bureau", "/coordination/", part="coordination"),
    Page("bureau-groupes", "/coordination/groupes/", part="coordination"),
    Page("bureau-reseaux", "/coordination/reseaux/", part="coordination"),
    Page("journal", "/coordination/journal/", part="coordination"),
    Page("mots", "/coordination/mots/", part="coordination"),
]
