"""When two entries may be the same."""

import re
import unicodedata

from rapidfuzz import fuzz

NEAR_KM = 15.0
ALIKE = 78.0
COMMON = "association centre espace maison lieu de des du d la le les l et en pour a au aux un une"
COMMON_WORDS = frozenset(COMMON.split(" "))


def strong_words(name: str) -> str:
    """The words that tell a name from another, without accents nor the words that many names share."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)))
    return " ".join([word for word in words if word not in COMMON_WORDS] or words)


def likeness(name: str, other: str) -> float:
    """From 0 to 100: how much two names look the same, whatever the order of their words."""
    one, two = strong_words(name), strong_words(other)
    if not one or not two:
        return 0.0
    return max(fuzz.token_sort_ratio(one, two), 0.95 * fuzz.token_set_ratio(one, two))


def looks_like(name: str, other: str) -> bool:
    """Never refuses anything: it asks a person to look twice."""
    return likeness(name, other) >= ALIKE
