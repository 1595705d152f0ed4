"""The little words before the name of a region or a department, from INSEE's « tncc » code."""

NONE, NONE_BEFORE_VOWEL, LE, LA, LES, ELIDED = range(6)
# « en » suits most feminine names; use keeps the article for these, and « à » for islands named as towns are.
WITH_ARTICLE = frozenset(
    {"Creuse", "Drôme", "Loire", "Manche", "Marne", "Meuse", "Nièvre", "Sarthe", "Somme", "Vienne"}
)
WITHOUT_ARTICLE = frozenset({"Ardèche", "Ariège", "Centre-Val de Loire", "Essonne", "Isère"})
ISLANDS_AND_TOWNS = frozenset(
    {
        "La Réunion",
        "Mayotte",
        "Paris",
        "Saint-Barthélemy",
        "Saint-Martin",
        "Saint-Pierre-et-Miquelon",
        "Wallis et Futuna",
    }
)
OF_EXCEPTIONS = {
    "Nouvelle-Calédonie": "de la Nouvelle-Calédonie",
    "Polynésie française": "de la Polynésie française",
}
IN_PREFIXES = {LE: "dans le ", LES: "dans les ", ELIDED: "dans l'"}
OF_PREFIXES = {NONE: "de ", NONE_BEFORE_VOWEL: "d'", LE: "du ", LA: "de la ", LES: "des ", ELIDED: "de l'"}


def in_department(name: str, article: int) -> str:
    """« dans le Nord », « en Loire-Atlantique », « à Mayotte ». Also right for regions."""
    if name in ISLANDS_AND_TOWNS:
        return f"à {name}"
    if name in WITH_ARTICLE:
        return f"dans la {name}"
    if name in WITHOUT_ARTICLE:
        return f"en {name}"
    return IN_PREFIXES.get(article, "en ") + name


def of_department(name: str, article: int) -> str:
    """« du Nord », « de l'Ain », « de la Loire-Atlantique », « de Paris ». Also right for regions."""
    return OF_EXCEPTIONS.get(name) or OF_PREFIXES.get(article, "de ") + name
