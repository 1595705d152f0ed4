"""Names and addresses: what looks alike, what can stand in an address."""

import re
import unicodedata

from rapidfuzz.distance import OSA

LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("аαа@4", "a"), **dict.fromkeys("вβ8", "b"), **dict.fromkeys("сςϲ", "c"), "ԁ": "d",
        **dict.fromkeys("еεё3€", "e"), **dict.fromkeys("ԍɡ9", "g"), **dict.fromkeys("нһη", "h"),
        **dict.fromkeys("іιı1|!ӏł", "i"), "ј": "j", **dict.fromkeys("кκ", "k"), "l": "i", "м": "m",
        **dict.fromkeys("пν", "n"), **dict.fromkeys("оοσ0ø", "o"), **dict.fromkeys("рρ", "p"), "ԛ": "q",
        **dict.fromkeys("ѕ5$", "s"), **dict.fromkeys("тτ7+", "t"), **dict.fromkeys("υѵ", "u"), "ԝ": "w",
        **dict.fromkeys("хχ", "x"), **dict.fromkeys("уγ", "y"), "ζ": "z", "œ": "oe", "æ": "ae", "ß": "ss",
    }
)  # fmt: skip
COMMON = (
    "groupe local collectif association parents parent ecole ecoles mille et un territoires 1001"
    " de du des d la le les l en pour avec a au aux"
)
COMMON_WORDS = frozenset(COMMON.translate(LOOKALIKES).split(" "))
ALIKE = 0.86


def plain(text: str) -> str:
    """Small letters without accents; figures and marks stay."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def skeleton(name: str) -> str:
    """What the eye sees of a name: look-alikes of other alphabets become our letters, common words are left out."""
    words = re.findall(r"[^\W_]+", plain(name).translate(LOOKALIKES))
    return "".join([word for word in words if word not in COMMON_WORDS] or words)


def looks_like(name: str, other: str) -> bool:
    """True when one name may be taken for the other: same skeleton, or one slip of the finger in six letters.

    Never refuses anything: it asks a person to look twice.
    """
    one, two = skeleton(name), skeleton(other)
    if not one or not two:
        return False
    return one == two or (min(len(one), len(two)) >= 6 and OSA.normalized_similarity(one, two) >= ALIKE)


def mentions(text: str, first_name: str) -> bool:
    """True when a line names a person: « Fatou, maman » names Fatou, « Fatoumata » does not."""
    name = plain(first_name).strip()
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain(text)) is not None


def make_slug(text: str) -> str:
    """The words of an address: small letters, figures and hyphens; empty when nothing of it can be written so."""
    letters = plain(text).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", letters)[:100].strip("-")
