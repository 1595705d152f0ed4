"""How names and typed words are made comparable: accents, case, hyphens, "st", small words, sounds."""

import re
import unicodedata

LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
INVISIBLE = {0xAD, 0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Words that people add, drop or swap without thinking.
_SMALL = "a au aux d da de des di du en et l la las le les lez los s sous ss sur sr"
SMALL = frozenset(_SMALL.split())
ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "snt": "saint",
    "mt": "mont",
    "nd": "notre dame",
    "gd": "grand",
    "gde": "grande",
    "pt": "petit",
    "pte": "petite",
    "chx": "chateaux",
    "chau": "chateau",
    "vx": "vieux",
    "fd": "ferrand",
}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SLASHED = re.compile(r"\bs(o?us)?\s?/\s*", re.IGNORECASE)


def _plain_table() -> dict[int, str | None]:
    """One table for the letters of European languages, so that names are folded in a single pass in C."""
    table: dict[int, str | None] = dict.fromkeys(INVISIBLE)
    for code in range(0xC0, 0x250):
        letters = unicodedata.normalize("NFKD", chr(code).lower())
        table[code] = "".join(letter for letter in letters if not unicodedata.combining(letter))
    table.update({ord(letter): plain for letter, plain in LIGATURES.items()})
    table.update({ord(letter.upper()): plain for letter, plain in LIGATURES.items() if len(letter.upper()) == 1})
    return table


_PLAIN = _plain_table()


def fold(text: str) -> str:
    """« L'Haÿ-les-Roses » → « l hay les roses »."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_PLAIN)
    return _NOT_WORD.sub(" ", plain.lower()).strip()


def spell_slashes(text: str) -> str:
    """« Chalon s/ Saône » and « Chalon/Saône » → « Chalon sur Saône »."""
    return _SLASHED.sub(lambda found: " sous " if found[1] else " sur ", text).replace("/", " sur ")


def words_of(folded: str) -> list[str]:
    """The words, with abbreviations spelled out: « st » → « saint »."""
    words: list[str] = []
    for word in folded.split():
        words.extend(ABBREVIATIONS.get(word, word).split())
    return words


def strong_words(words: list[str]) -> list[str]:
    """Without the small words, unless nothing else is there."""
    return [word for word in words if word not in SMALL] or words


def key_of(words: list[str]) -> str:
    return "".join(words)


def is_hostile(text: str) -> bool:
    """Control characters, lone surrogates, pictures: nothing a place name holds."""
    for letter in text:
        if letter < "\x7f":
            if letter < " ":
                return True
        elif ord(letter) not in INVISIBLE and letter != "°":
            kind = unicodedata.category(letter)
            if kind in {"Cc", "Cf", "Cn", "Co", "Cs", "So"} or (kind == "Sk" and letter > "\U0001f000"):
                return True
    return False


_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh|ch", "S"),
        (r"h", ""),
        (r"qu|q|ck", "k"),
        (r"gu(?=[eiy])", "G"),
        (r"gn", "N"),
        (r"g(?=[eiy])", "j"),
        (r"g", "G"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"eau|au", "o"),
        (r"ai|ei|ay|ey", "e"),
        (r"oe?u", "U"),
        (r"y", "i"),
        (r"z|ss|x", "s"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[nr])[tdgp](?=[bcdfgjklmpqstv])", ""),
        (r"[ae][mn](?![aeiouU])", "A"),
        (r"e?i[mn](?![aeiouU])", "I"),
        (r"(?<=.)(?:e?[rs]?[dtspxz]?s?|er)$", ""),
    )
]
type SoundCache = dict[str, str]


def sound_of(word: str) -> str:
    """A rough spelling of how a French word sounds: « roubex » and « roubaix » are the same."""
    sound = word
    for pattern, written in _SOUNDS:
        sound = pattern.sub(written, sound)
    return sound or word


def sounds_of(words: list[str], heard: SoundCache | None = None) -> str:
    """`heard` keeps the words already turned into sounds, while many names are read."""
    heard = {} if heard is None else heard
    return "".join(
        heard[word] if word in heard else heard.setdefault(word, sound_of(word)) for word in strong_words(words)
    )
