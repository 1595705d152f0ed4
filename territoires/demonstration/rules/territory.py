"""Invent a territory: names, words and proportions of the demonstration. Pure, and the same for the same seed."""

import random
from dataclasses import dataclass, field

NEIGHBOURHOODS = (
    "Les Tilleuls", "Bellevue", "Le Grand Pré", "Les Hautes Terres", "La Fontaine", "Les Coquelicots", "Le Vieux Port",
    "Les Marronniers", "La Butte", "Les Peupliers", "Le Clos du Moulin", "Les Glycines", "La Gare", "Les Acacias",
    "Le Champ fleuri", "Les Quatre Vents", "La Rivière", "Les Noisetiers", "Le Bois joli", "La Croix blanche",
    "Les Cerisiers", "Le Petit Pont", "Les Mésanges", "La Plaine", "Les Lavandières", "Le Canal", "Les Hirondelles",
)  # fmt: skip
SCHOOLS = (
    "école des Tilleuls", "école du Petit Pont", "école de la Fontaine", "collège du Grand Pré", "école des Coquelicots",
    "école du Moulin", "collège des Quatre Vents", "école maternelle des Mésanges", "école de la Rivière",
    "lycée de la Plaine", "école des Cerisiers", "école du Bois joli",
)  # fmt: skip
NAMES = (
    "Les complices {of}", "Le café des parents {of}", "Tous ensemble {at}", "La table ronde {of}", "Parents et voisins {of}",
    "Le cartable partagé {of}", "Un pas vers l'école, {place}", "La cour commune {of}", "Les passerelles {of}",
    "Grandir ensemble {at}", "Le jardin des familles {of}", "La maison ouverte {of}", "Les mille mains {of}",
    "L'école et nous, {place}", "Le fil {of}",
)  # fmt: skip
OF = (("Les ", "des "), ("Le ", "du "), ("école", "de l'école"), ("collège", "du collège"), ("lycée", "du lycée"))
AT = (("Les ", "aux "), ("Le ", "au "), ("école", "à l'école"), ("collège", "au collège"), ("lycée", "au lycée"))
VOWELS = "AEIOUYÀÂÉÈÊÎÔÛŒÆ"
CARRIERS = (
    "le centre social {n}", "l'association de parents {n}", "la maison de quartier {n}", "l'accueil de loisirs {n}",
    "la ludothèque {n}", "la crèche parentale {n}", "l'amicale laïque {n}", "la médiathèque {n}",
)  # fmt: skip
SUMMARIES = (
    "Des parents et des enseignants boivent un café ensemble et parlent de l'école.",
    "On jardine avec les enfants derrière l'école, et tout le quartier vient.",
    "On aide les enfants à faire leurs devoirs, et les parents restent.",
    "On se retrouve pour comprendre les mots de l'école et y dire les nôtres.",
    "Parents, animatrices et maîtres préparent la fête de l'école ensemble.",
    "Des parents racontent aux enseignants comment leur enfant apprend à la maison.",
    "On cuisine, on coud, on parle. L'école vient à nous.",
    "Un groupe de parole où chacun parle à égalité, parents et professionnels.",
)
MOMENTS = (
    "Le mardi à 14 h, toutes les deux semaines", "Le samedi matin, de 10 h à 12 h", "Le jeudi à 18 h",
    "Le premier mercredi du mois, à 16 h 30", "Le vendredi matin, juste après l'école", "Une fois par mois, le lundi à 18 h",
)  # fmt: skip
MEETING_PLACES = (
    "Au centre social, en face de l'arrêt de bus", "Dans la salle des parents de l'école", "À la maison de quartier, 1er étage",
    "À la médiathèque, salle du fond", "Dans la cour de l'école, sous le préau", "À la salle des fêtes, près de la mairie",
)  # fmt: skip
CHILDREN = (
    "Les enfants choisissent les jeux et accueillent les nouveaux.", "Les jeunes tiennent le micro et posent les questions.",
    "Les enfants décorent le lieu et racontent ce qu'ils aiment à l'école.", "Chaque rencontre commence par un mot des enfants.",
)  # fmt: skip
NEXT_STEPS = (
    "Inviter les parents de la classe de CP à un goûter.", "Préparer une formation commune avec les enseignants.",
    "Rencontrer la mairie pour ouvrir la salle le samedi.", "Écrire ensemble l'invitation de la rentrée.",
    "Aller à la rencontre des familles devant l'école.",
)  # fmt: skip
ANSWERERS = (
    "Sophie, animatrice",
    "Nadia, maman",
    "Karim, papa",
    "Marc, enseignant",
    "Fatou, bénévole",
    "Élise, animatrice",
)
RESOURCES = (
    ("place", "La salle du fond, {c}", "Une salle gratuite pour se réunir, avec une cuisine et des jouets."),
    ("association", "Les conteurs de {c}", "Des bénévoles viennent lire des histoires avec les parents et les enfants."),
    ("person", "Une médiatrice à {c}", "Elle parle plusieurs langues et accompagne les rencontres entre parents et école."),
    ("scheme", "Un accompagnement à la scolarité à {c}", "Un soir par semaine, des devoirs et un temps avec les parents."),
    ("place", "La ludothèque de {c}", "Des jeux à emprunter et un coin tranquille pour parler."),
)  # fmt: skip
EMPTY_DEPARTMENTS = frozenset({"15", "23", "48", "52", "55", "90"})  # a resource each, no group: "là où il manque"
HIDDEN_SHARE = 0.03  # groups that did not agree to be shown: only the coordination sees them
TO_CONFIRM_SHARE = 0.01  # pages not read again for more than six months
STAGES = (("confirmed", 58), ("interested", 22), ("first-contact", 12), ("asleep", 8))
PRECISIONS = (("neighbourhood", 45), ("school", 25), ("town", 15), ("village", 10), ("communes", 5))
LANGUAGES = (("fr", 100), ("ar", 22), ("tr", 12), ("pt", 12), ("en", 10), ("es", 8), ("ro", 5), ("uk", 5))


@dataclass(frozen=True)
class FictionalGroup:
    """What the demonstration invents about one group; row numbers and dates are given by the action."""

    name: str
    territory_label: str
    precision: str
    stage: str
    shown: bool
    carried_by: str
    summary: str
    meets_when: str
    meets_where: str
    children_part: str
    next_steps: str
    who_answers: str
    days_since_confirmed: int
    has_public_phone: bool
    languages: tuple[str, ...]
    picks: dict[str, float] = field(default_factory=dict, compare=False)


def weighted(rng: random.Random, choices: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([c for c, _ in choices], [w for _, w in choices])[0]


def with_article(place: str, contractions: tuple[tuple[str, str], ...], bare: str) -> str:
    """« des Tilleuls », « du Grand Pré », « à l'école de la Rivière », « de Lille »."""
    for start, replacement in contractions:
        if place.startswith(start):
            return replacement + place.removeprefix(start)
    if bare == "de" and place[0].upper() in VOWELS:
        return f"d'{place}"
    return f"{bare} {place}"


def name_of(pattern: str, place: str) -> str:
    return pattern.format(of=with_article(place, OF, "de"), at=with_article(place, AT, "à"), place=place)


def a_territory(rng: random.Random, precision: str, commune: str) -> str:
    if precision == "school":
        return f"{rng.choice(SCHOOLS)}, {commune}"
    if precision == "neighbourhood":
        return f"quartier {rng.choice(NEIGHBOURHOODS)}, {commune}"
    if precision == "communes":
        return f"{commune} et les villages autour"
    return commune


def a_group(rng: random.Random, commune: str, *, shown: bool = True) -> FictionalGroup:
    """Invent a group in a commune."""
    stage = weighted(rng, STAGES)
    if not shown and stage == "confirmed":
        stage = "interested"
    precision = weighted(rng, PRECISIONS)
    label = a_territory(rng, precision, commune)
    return FictionalGroup(
        name=name_of(rng.choice(NAMES), label.split(",")[0].removeprefix("quartier ") if "," in label else commune),
        territory_label=label,
        precision=precision,
        stage=stage,
        shown=shown,
        carried_by=rng.choice(CARRIERS).format(n="« " + rng.choice(NEIGHBOURHOODS) + " »"),
        summary=rng.choice(SUMMARIES),
        meets_when=rng.choice(MOMENTS) if stage != "first-contact" else "",
        meets_where=rng.choice(MEETING_PLACES) if stage != "first-contact" else "",
        children_part=rng.choice(CHILDREN),
        next_steps=rng.choice(NEXT_STEPS),
        who_answers=rng.choice(ANSWERERS),
        days_since_confirmed=rng.randrange(200, 360) if rng.random() < TO_CONFIRM_SHARE else rng.randrange(1, 150),
        has_public_phone=stage == "confirmed" and rng.random() < 0.3,
        languages=tuple(code for code, chance in LANGUAGES if rng.random() * 100 < chance),
    )


def fictional_phone(rng: random.Random) -> str:
    """In the range that the regulator keeps for fiction (01 99 00 00 00 to 01 99 00 99 99)."""
    return f"01 99 00 {rng.randrange(100):02} {rng.randrange(100):02}"
