"""What invented groups tell, and what their people say of them. Nobody in it exists."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Story:
    """One entry of a journal; `drawing` and `sound` name what goes with it."""

    words: str
    moment: str
    drawing: str = ""
    alt: str = ""
    sound: str = ""
    said_by: str = ""
    visibility: str = "public"


FIRST_NAMES = ("Fatou", "Thomas", "Leïla", "Mehmet", "Amina", "Julien", "Rosa", "Bilal", "Odile", "Samira")
STORIES = (
    Story(
        "Sept parents et deux enseignantes ont pris le café ensemble. On a parlé du coucher. On a bien ri.",
        "meeting", "table", "Des tasses et un gâteau sur une table ronde, vus d'en haut.", said_by="Sophie, animatrice",
    ),
    Story(
        "On a planté les fèves avec les enfants. Le papi de Bilal nous a montré comment faire.",
        "workshop", "garden", "Trois bandes de terre avec de jeunes plants, devant un mur bas.", said_by="un papa",
    ),
    Story(
        "Fête de l'école samedi. Les parents ont tenu la porte et dit bonjour à chacun.",
        "party", "gate", "L'entrée d'une école, sous une guirlande de fanions.", sound="bell",
    ),
    Story(
        "Première formation ensemble, parents et enseignants côte à côte. Chacun a écrit une phrase sur la grande feuille.",
        "training", "hands", "Six mains se rejoignent au-dessus d'une grande feuille.", said_by="une enseignante",
    ),
    Story(
        "Les enfants ont dessiné leur chemin vers l'école. On a tout accroché dans le couloir.",
        "workshop", "wall", "Des dessins d'enfants sur un mur : des soleils, des maisons, des bateaux.",
    ),
    Story(
        "On a cuisiné pour la rentrée. Quatre soupes, quatre pays, une seule table.",
        "workshop", "kitchen", "Trois marmites fument sur une longue table.", said_by="Rosa",
    ),
    Story(
        "Sortie du soir dans le quartier. Les enfants nous ont montré leurs endroits préférés.",
        "outing", "street", "Des maisons le soir, les fenêtres allumées.",
    ),
    Story(
        "Coin lecture ouvert le mercredi. Une maman raconte en arabe, une autre en français.",
        "workshop", "books", "Deux étagères de livres au-dessus d'un tapis.", sound="air", said_by="la médiathèque",
    ),
)  # fmt: skip
SHORT_STORIES = (
    Story("Petite réunion sous le préau. On a choisi la date du prochain café.", "meeting"),
    Story("La mairie nous prête la salle le samedi. Merci à la gardienne qui a gardé la clé.", "idea"),
    Story("On a lu le règlement de la cantine ensemble. On propose deux changements.", "meeting"),
    Story("Des parents sont allés chercher d'autres parents, à la sortie du marché.", "outing"),
    Story("La directrice est venue sans cahier. Elle a écouté. On a parlé de l'entrée en sixième.", "meeting"),
)
BETWEEN_US = Story(
    "Entre nous : qui peut apporter la bouilloire mardi ? La nôtre est cassée.", "other", visibility="group"
)
INSPIRED = (
    Story("Nous avons essayé le café des parents, nous aussi. Devant l'école, avec deux thermos.", "meeting", "table",
          "Des tasses posées sur une table ronde."),
    Story("Après avoir lu leur histoire, nous avons ouvert un jardin derrière le collège.", "workshop", "garden",
          "Des rangs de jeunes plants."),
    Story("L'idée vient d'un autre groupe : les enfants accrochent leurs dessins à la mairie.", "workshop", "wall",
          "Des dessins d'enfants sur un mur."),
    Story("On a repris l'idée des quatre soupes. Ici, il y en avait six.", "party", "kitchen",
          "Des marmites sur une table."),
)  # fmt: skip
TRANSCRIPTS = {
    "bell": "La cloche de l'école sonne deux fois.",
    "air": "Quelqu'un fredonne un air doux, sans paroles.",
}
MEETINGS = (
    ("Le café des parents", 14, "Au centre social, en face de l'arrêt de bus"),
    ("Préparer la fête de l'école", 18, "Dans la salle des parents de l'école"),
    ("L'atelier cuisine", 10, "À la maison de quartier, 1er étage"),
)
# What five people answer, alone, to the seven sentences: a drawing by number (0 pas encore, 1 on essaie, 2 on le vit).
HANDS = (
    (1, 1, 2, 1, 1),
    (0, 1, 2, 0, 1),
    (2, 2, 1, 2, 2),
    (0, 0, 1, 0, 0),
    (2, 1, 2, 1, 2),
    (1, 1, 1, 1, 1),
    (0, 1, 0, 1, 0),
)
SAYINGS = {
    1: ("On en parle souvent, c'est déjà beaucoup.", "Mon fils a repris confiance cette année."),
    2: ("Les enfants choisissent les jeux. Ils ne choisissent pas encore les sujets.",
        "Moi, on m'a demandé mon avis dès le premier jour.", "Les papas ne sont pas là."),
    3: ("La médiathèque nous ouvre quand on veut.",),
    4: ("Le collège ne sait pas qu'on existe.",),
    5: ("Je n'osais pas parler. Maintenant oui.", "Parfois, ça va vite pour ceux qui ne lisent pas."),
    7: ("On pourrait aller voir le groupe de Tourcoing.",),
}  # fmt: skip
TRY = "Inviter deux papas à préparer la prochaine rencontre"
HANDED = "Nous voudrions rencontrer un groupe qui travaille déjà avec un collège. Est-ce que vous en connaissez un ?"
JOURNEYS: tuple[tuple[str, str, str, dict[str, tuple[dict[str, Any], str]]], ...] = (
    (
        "59599", "quartier de la Croix rouge", "Samira",
        {
            "complices": ({"who": "Une voisine, le gardien de l'école, une animatrice du centre social.",
                           "next": "À la boulangère, samedi matin."}, "done"),
            "ressources": ({"rows": [
                {"who": "la bibliothécaire", "how": "passer la voir", "when": "le mercredi après-midi"},
                {"who": "le centre social", "how": "appeler l'accueil", "when": "le matin"},
            ]}, "doing"),
            "parents": ({"barriers": "Les horaires, et la peur de ne pas savoir parler devant l'école.",
                         "together": "Commencer par un goûter dehors, avec les enfants."}, "doing"),
        },
    ),
    (
        "35238", "Maurepas", "Odile",
        {"complices": ({"who": "Trois parents de la classe de CP et une enseignante.", "next": ""}, "done")},
    ),
)  # fmt: skip
