"""What a typed text asks for: its words, its numbers, a district of a city, a department beside the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from territoires.places.rules.folding import ABBREVIATIONS, SMALL, fold, is_hostile, spell_slashes, words_of

LONGEST = 100  # the longest name with its department stays under 80
MOST_WORDS = 14
CITIES = {"paris": 75100, "lyon": 69380, "marseille": 13200}  # what the INSEE codes of their districts count from
CITY_CODES = {75100: "75056", 69380: "69123", 13200: "13055"}
DISTRICTS = {75100: 20, 69380: 9, 13200: 16}
ARTICLES = frozenset({"le", "la", "les", "l"})
_NOISE = "departement dept dpt dep region ville commune mairie village quartier centre france dans vers chez habite"
NOISE = frozenset(_NOISE.split())
_BLANK = re.compile(r"[ \t\r\n\u00a0\u202f]+")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=\d)|(?<=\d{5})(?=[a-z])")
_SPLIT_CODE = re.compile(r"\b(\d{2}) (\d{3})\b")
_CEDEX = re.compile(r"\b(?:cedex|cdx)(?: ?\d{1,2})?\b")
_BRACKETED = re.compile(r"\(\s*\d{1,3}\s*\)")
_COUNTRY = re.compile(r"^(?:f|fr) (?=\d{5})")
_ORDINAL = re.compile(r"^0?(\d{1,2}|\d{5})(?:e|er|ere|em|eme|ieme|ime|nd|nde|me)?$")
_ENDS = "e er ere em eme ieme nd nde me"
_ORDINAL_END = frozenset(_ENDS.split())
_DISTRICT_WORD = re.compile(r"^(?:arr?|a?rr?dt|arr?on?d[a-z]*)$")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_SPELLED = (
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme "
    "treizieme quatorzieme quinzieme seizieme dixseptieme dixhuitieme dixneuvieme vingtieme"
)
_WRITTEN = {said: number for written in (_NUMERALS, _SPELLED) for number, said in enumerate(written.split(), start=1)}


@dataclass(frozen=True, slots=True)
class Question:
    """`tokens` as typed (folded), `names` those that are not numbers, `numbers` those that are."""

    text: str
    tokens: list[str]
    names: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    bracketed: bool = False  # « Marseille (13) » is not its 13th district


def ask(text: str) -> Question | None:
    """None when the text cannot name a place."""
    if len(text) > LONGEST * 4:
        return None
    text = _BLANK.sub(" ", text).strip(" ")
    if not text or len(text) > LONGEST or is_hostile(text):
        return None
    folded = _SPLIT_CODE.sub(r"\1\2", _COUNTRY.sub("", _GLUED.sub(" ", fold(spell_slashes(text)))))
    tokens = (_CEDEX.sub(" ", folded) if _CEDEX.sub("", folded).strip() else folded).split()
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    numbers = [token for token in tokens if token.isdigit() or token in {"2a", "2b"}]
    names = [token for token in tokens if token not in numbers]
    if len(numbers) == 2 and all(len(number) == 1 for number in numbers):
        numbers = ["".join(numbers)]  # « le 9-3 »
    return Question(text, tokens, names, numbers, bool(_BRACKETED.search(text)))


def readings_of(tokens: list[str]) -> list[list[str]]:
    """The words, and the words with a last abbreviation left as typed: « st » may begin « Strasbourg »."""
    spelled = words_of(" ".join(tokens))
    if tokens and tokens[-1] in ABBREVIATIONS:
        return [spelled, [*words_of(" ".join(tokens[:-1])), tokens[-1]]]
    return [spelled]


def article_first(tokens: list[str]) -> list[str]:
    """« Havre (Le) » → the words of « Le Havre »; nothing when the last word is no article."""
    words = words_of(" ".join(tokens))
    return [words[-1], *words[:-1]] if len(words) > 1 and words[-1] in ARTICLES else []


def saints_of(tokens: list[str]) -> list[list[str]]:
    """« stdenis », « std izier », « ts denis »: the same with « saint » spelled out."""
    first, rest = tokens[0], tokens[1:]
    if first in ABBREVIATIONS or not first.isalpha():
        return []
    if len(first) > 2 and first.startswith("st"):
        after = first[3:] if first.startswith("ste") and len(first) > 5 else None
        glued = [["saint", *words_of(" ".join([first[2:], *rest]))]]
        return [*glued, ["sainte", *words_of(" ".join([after, *rest]))]] if after else glued
    if rest and len(first) < 5:
        return [
            [saint, *words_of(" ".join(rest))]
            for short, saint in (("st", "saint"), ("ste", "sainte"))
            if OSA.distance(first, short, score_cutoff=1) <= 1
        ]
    return []


def is_opening(question: Question) -> bool:
    """« st » or « Saint » alone: the name is still to come."""
    return len(question.tokens) == 1 and question.tokens[0] in {*ABBREVIATIONS, "saint", "sainte"}


def city_of(question: Question) -> int | None:
    """The city cut in districts that is named, one mistake forgiven when something stands beside it."""
    for token in question.names:
        if token in CITIES:
            return CITIES[token]
    if len(question.tokens) > 1:
        for token in question.names:
            for name, base in CITIES.items():
                if len(token) > 3 and OSA.distance(token, name, score_cutoff=1) <= 1:
                    return base
    return None


def district_of(question: Question, city: int | None) -> int | None:
    """« paris 18e », « XVIIIe arrondissement de Paris », « lyon 02 », « 75018 Paris », « 3e arrondissement »."""
    if question.bracketed:
        return None
    names = {token for token in question.names if city is not None and _is_city(token, city)}
    rest = [token for token in question.tokens if token not in names and token not in SMALL]
    if city is None:
        said = any(_DISTRICT_WORD.match(token) for token in rest) or len(rest) == 1
        return _ordinal(rest) if said and any(token[0].isdigit() for token in rest) else None
    codes = [token for token in rest if len(token) == 5 and token.isdigit()]
    number = _ordinal([token for token in rest if token not in codes] or codes[:1])
    if number is None:
        return None
    if number > DISTRICTS[city]:
        number = 16 if number == 75116 else number - city // 1000 * 1000
    return number if 0 < number <= DISTRICTS[city] else None


def splits_of(names: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """(place words, area words): the area may stand after or before the place."""
    for size in range(min(5, len(names) - 1), 0, -1):
        yield names[:-size], names[-size:]
    for size in range(min(5, len(names) - 1), 0, -1):
        yield names[size:], names[:size]


def without_noise(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token not in NOISE]


def is_only_numbers(question: Question) -> bool:
    """« 59 », « le 93 », « département 62 »."""
    return bool(question.numbers) and all(name in SMALL or name in NOISE for name in question.names)


def _is_city(token: str, city: int) -> bool:
    return any(base == city and OSA.distance(token, name, score_cutoff=1) <= 1 for name, base in CITIES.items())


def _ordinal(words: list[str]) -> int | None:
    kept = [word for word in words if not _DISTRICT_WORD.match(word) and word not in _ORDINAL_END]
    if not kept:
        return None
    said = "".join(kept)
    if len(kept) == 1 and (found := _ORDINAL.match(said)):
        return int(found[1])
    return _WRITTEN.get(said) or _WRITTEN.get(said.removesuffix("e").removesuffix("em"))
