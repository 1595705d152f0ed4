"""What a text may say of a person without meaning to: points at it, gently, and never stops anybody. Pure.

A number, an address, a full name, a family's name, a child's first name beside a school or an age. The writer and
whoever reads before publication see the same list. It misses things and points at harmless ones: a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PHONE, MAIL, ADDRESS, NAME, CHILD = "phone", "mail", "address", "name", "child"
KINDS = (MAIL, PHONE, ADDRESS, CHILD, NAME)  # of two spots on the same words, the kind that comes first here is said
MOST_SPOTS = 12  # enough to see what is meant; nobody would read a longer list
LONGEST_TEXT = 6_000

FIRST_NAMES = frozenset((Path(__file__).parent / "data" / "first_names.txt").read_text(encoding="utf-8").split())
GAP = r"[^\S\n]"
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd|place|allées?|impasse|chemin|route|quai|square|passage|résidence|cité"
    r"|lotissement|hameau|sentier|voie|faubourg)(?!\w)"
)
LIVES = r"(?:habit(?:e|ent|ait|aient|ons)|log(?:e|ent|eait|eaient)|vit|vivent)"
SCHOOL = re.compile(
    r"(?<!\w)(?:écoles?|maternelle|élémentaire|collèges?|lycées?|crèches?|classes?|CP|CE[12]|CM[12]|SEGPA|ULIS)(?!\w)",
    re.IGNORECASE,
)
PLACE = (
    r"(?:écoles?|collèges?|lycées?|crèches?|centres?|maisons?|salles?|médiathèques?|bibliothèques?|espaces?|parcs?"
    r"|stades?|gymnases?|théâtres?|rues?|avenues?|boulevards?|places?|allées?|quais?|cours|squares?|quartiers?"
    r"|foyers?|résidences?|cités?|établissements?)"
)
OF_PLACE = r"(?:social|socioculturel|maternelle|élémentaire|primaire|publique|privée|polyvalente|de quartier|des fêtes)"
PATTERNS = (
    (MAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,4}")),
    (PHONE, re.compile(r"(?<![\w+])(?:\+|00)\d{1,3}(?:[\s.–-]{0,2}(?:\(0\))?[\s.–-]{0,2}\d){6,12}(?!\w)")),
    (PHONE, re.compile(r"(?<![\w+])0[\s.–-]?[1-9](?:[\s.–-]{0,2}\d){8}(?!\w)")),
    (PHONE, re.compile(r"(?<![\d,.])\d{2}(?:[\s.]\d{2}){3}(?![\d,])")),
    (ADDRESS, re.compile(rf"\b\d{{1,4}}{GAP}?(?:bis|ter)?,?{GAP}+{STREET}[^.,;!?\n]{{0,50}}", re.IGNORECASE)),
    (ADDRESS, re.compile(rf"\b{LIVES}\b[^.!?\n]{{0,25}}\b{STREET}[^.,;!?\n]{{0,40}}", re.IGNORECASE)),
    (ADDRESS, re.compile(rf"(?<!\w)(?:[Bb]âtiment|[Aa]ppartement|[Aa]ppt?\.?){GAP}+(?:n°{GAP}?)?[A-Z0-9]{{1,4}}\b")),
    (CHILD, re.compile(rf"\b{CAPITAL}{GAP}?[,(]?{GAP}?\d{{1,2}}{GAP}ans\b")),
    (NAME, re.compile(rf"(?<!\w)(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr){GAP}+{CAPITAL}")),
    (NAME, re.compile(rf"\b[Ff]amilles?{GAP}+{CAPITAL}")),
)  # fmt: skip
NAMED_PLACE = re.compile(
    rf"(?<!\w)(?i:{PLACE}(?:{GAP}+{OF_PLACE}){{0,3}}){GAP}+(?:(?:de|du){GAP}+)?(?P<name>{CAPITAL}(?:{GAP}{CAPITAL}){{0,4}})"
)
A_NAME = re.compile(rf"\b{CAPITAL}")
AND_ANOTHER = re.compile(rf"{GAP}+(?:(?:de|Ben|El|Le|La|Da|Van){GAP}+)?{CAPITAL}")
SENTENCE_ENDS = ".!?…\n"


@dataclass(frozen=True)
class Spot:
    """Words to look at again: what they may be, and where they stand in the text."""

    kind: str
    excerpt: str
    start: int
    end: int


def spot_private(text: str) -> list[Spot]:
    """What may say too much of somebody, in the order of the text, without two spots on the same words."""
    text = text[:LONGEST_TEXT]
    found = sorted(_all_of(text), key=lambda spot: (KINDS.index(spot.kind), spot.start, -spot.end))
    kept: list[Spot] = []
    for spot in found:
        if len(kept) < MOST_SPOTS and not any(spot.start < other.end and other.start < spot.end for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.start)


def _all_of(text: str) -> Iterator[Spot]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield _spot(kind, text, match.start(), match.end())
    places = list(_names_of_places(text))
    for start, end in _first_names(text, places):
        if another := AND_ANOTHER.match(text, end):
            yield _spot(NAME, text, start, another.end())
        elif _beside_a_school(text, start):
            yield _spot(CHILD, text, start, end)


def _names_of_places(text: str) -> Iterator[tuple[int, int]]:
    """« l'école Jules Ferry », « rue Jean Jaurès »: names of places, not of somebody one knows. A first name alone
    is not taken for one: « à l'école Lucas a pleuré »."""
    for match in NAMED_PLACE.finditer(text):
        if match["name"] not in FIRST_NAMES:
            yield match.span("name")


def _first_names(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for match in A_NAME.finditer(text):
        within = any(start <= match.start() < end for start, end in places)
        if not within and match[0].split("-")[0] in FIRST_NAMES:
            yield match.span()


def _beside_a_school(text: str, at: int) -> bool:
    start = max(text.rfind(mark, 0, at) for mark in SENTENCE_ENDS) + 1
    ends = [end for mark in SENTENCE_ENDS if (end := text.find(mark, at)) >= 0]
    stop = min(ends, default=len(text))
    return SCHOOL.search(text, start, stop) is not None


def _spot(kind: str, text: str, start: int, end: int) -> Spot:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Spot(kind, text[start:end], start, end)
