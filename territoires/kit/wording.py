"""Words that welcome: what our pages never say, and how easily a text reads. Pure.

The lists hold for everything a visitor may read: templates, messages of the code, contents shipped as data.
Sources: the tone of the collective, GOV.UK's error messages, DINUM's advice on inclusive writing, Kandel and Moles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BANNED = {
    r"démissionnaires?": "dites ce que font les parents, sans les juger",
    r"défavorisée?s?": "nommez le lieu ou la situation",
    r"démunie?s?": "dites de quoi il s'agit",
    r"cas soci(?:al|aux)": "parlez de la personne",
    r"illettrée?s?": "dites : qui lisent peu ou pas le français",
    r"assistée?s?": "dites : qui sont accompagnées",
    r"bénéficiaires?": "dites : les familles qui participent",
    r"publics? cibles?": "dites pour qui",
    r"usag(?:er|ers|ère|ères)": "dites : les personnes, les parents, les habitants",
    r"pris(?:e|es)? en charge": "dites : accompagner, accueillir",
    r"éloignée?s? de l['’]école": "c'est l'école qui est loin d'eux",
    r"quartiers? sensibles?": "dites : quartier, quartier populaire",
    r"carences?": "dites ce qui manque, et à qui",
    r"défaillante?s?": "dites ce qui s'est passé",
    r"mixité(?! sociale)": "dites : se mélanger, être ensemble",
    r"veuillez": "dites ce qu'il y a à faire : « Écrivez… »",
    r"obligatoires?": "dites ce qu'il y a à faire",
    r"invalides?": "dites ce qu'il y a à corriger",
    r"interdite?s?": "dites ce qui est possible",
    r"oups": "dites ce qui s'est passé, et quoi faire",
    r"convoquée?s?": "dites : invité",
}
BANNED_PATTERN = re.compile(r"(?<!\w)(?:" + "|".join(f"({one})" for one in BANNED) + r")(?!\w)", re.IGNORECASE)
ADVICE = tuple(BANNED.values())
# « parent·e », « chacun.e », « tou.te.s », « (e) »: they hinder readers with dyslexia and speech synthesis.
DOTTED = re.compile(
    r"\w+[·•∙‧]\w+"
    r"|\b\w+[.](?:e|es|ne|nes|te|trice|trices|rice|rices|euse|euses|ère|ères)(?:[.]s)?\b(?![.]\w|/)"
    r"|\w+\((?:e|s|es|ne|nes|le|te|trice|trices|euse|euses|ère|ères)\)",
    re.IGNORECASE,
)
ACRONYMS = (
    "CNAF", "CAF", "ANCT", "CGET", "ANLCI", "ATSEM", "PEDT", "CLAS", "REAAP", "PRE", "QPV", "UPP", "OEPRE", "MRIE",
    "RGAA", "RGPD", "CNIL", "INSEE", "PMI", "CESE",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """Words to change, what to say instead, and where they stand in the text."""

    words: str
    advice: str
    at: int


@dataclass(frozen=True)
class Readability:
    """How a text reads. `ease` is Kandel and Moles' figure for French: a signal, not a proof."""

    sentences: int
    words: int
    mean: float
    longest: int
    longest_sentence: str
    short_share: float
    ease: float


def find_faults(text: str) -> list[Finding]:
    """Banned words and dotted gender forms, in the order of the text."""
    found = [
        Finding(match.group(0), ADVICE[match.lastindex - 1 if match.lastindex else 0], match.start())
        for match in BANNED_PATTERN.finditer(text)
    ]
    found += [
        Finding(match.group(0), "écrivez les deux mots, ou un mot qui convient à tous", match.start())
        for match in DOTTED.finditer(text)
        if not looks_like_an_address(match.group(0), text, match.end())
    ]
    return sorted(found, key=lambda finding: finding.at)


def looks_like_an_address(words: str, text: str, end: int) -> bool:
    """« exemple.es », « bonjour@exemple.ne »: a dot inside a name of the network, not a gender form."""
    return "@" in text[max(0, end - len(words) - 40) : end] or text[max(0, end - len(words) - 8) : end].count("//") > 0


def unexpanded_acronyms(text: str) -> list[str]:
    """Known acronyms whose first use has no words beside it: « CAF (caisse… » or « caisse … (CAF) »."""
    missing = []
    for acronym in ACRONYMS:
        first = re.search(rf"(?<![\w-]){acronym}(?![\w-])", text)
        if first is None:
            continue
        before, after = text[: first.start()].rstrip(), text[first.end() :].lstrip()
        explained = before.endswith("(") or after.startswith(("(", ",", ":", "–", "»"))
        if not explained:
            missing.append(acronym)
    return missing


SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”]+|\n+")
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
VOWELS = re.compile("[aeiouyàâäéèêëîïôöùûüœæ]+")
MUTE_END = re.compile("[^aeiouyàâéèêëîïôùûü](?:e|es|ent)$")


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence; a line is a sentence of its own, and titles of one or two words do not count."""
    plain = re.sub(r"https?://\S+|\S+@\S+", "", text)
    for part in SENTENCE_END.split(plain):
        words = WORD.findall(part)
        if len(words) >= 3:
            yield words


def syllables(word: str) -> int:
    """Groups of vowels; the mute ending counts for nothing."""
    lower = word.lower()
    count = len(VOWELS.findall(lower))
    return max(1, count - 1 if count > 1 and MUTE_END.search(lower) else count)


def readability(text: str) -> Readability:
    """Measure a text; one without sentence reads with perfect ease."""
    parts = list(sentences(text))
    if not parts:
        return Readability(0, 0, 0.0, 0, "", 1.0, 100.0)
    words = [word for part in parts for word in part]
    mean = len(words) / len(parts)
    per_word = sum(map(syllables, words)) / len(words)
    longest = max(parts, key=len)
    return Readability(
        sentences=len(parts),
        words=len(words),
        mean=round(mean, 2),
        longest=len(longest),
        longest_sentence=" ".join(longest),
        short_share=round(sum(len(part) <= 12 for part in parts) / len(parts), 2),
        ease=round(207 - 1.015 * mean - 73.6 * per_word, 1),
    )
