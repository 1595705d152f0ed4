"""Names spoilt by chance, so that the search is not fitted to the written set only. The seed is fixed."""

import random
import re
import unicodedata

import pytest

from territoires.places.rules import files
from territoires.places.tests.factories import found, whole_index

SAMPLE = 500
SMALL_WORDS = {"le", "la", "les", "l", "de", "du", "des", "d", "en", "sur", "sous", "lès", "aux"}
LETTERS = "aeiourstlnmpc"


@pytest.fixture(scope="module")
def towns():
    return [place for place in files.places() if place.kind == "COM" and place.population >= 2000]


def one_mistake(chance: random.Random, name: str) -> str:
    at = chance.randrange(len(name) - 1)
    return chance.choice(
        [
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + chance.choice(LETTERS) + name[at:],
            name[:at] + chance.choice(LETTERS) + name[at + 1 :],
        ]
    )


def without_accents(chance: random.Random, name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def without_hyphens(chance: random.Random, name: str) -> str:
    return re.sub(r"[-']", " ", name)


def without_small_words(chance: random.Random, name: str) -> str:
    words = [word for word in re.split(r"[-' ]", name) if word.lower() not in SMALL_WORDS]
    return " ".join(words) or name


def with_short_saint(chance: random.Random, name: str) -> str:
    return re.sub(r"\bSaint(e?)\b", r"St\1", name)


def in_capitals(chance: random.Random, name: str) -> str:
    return name.upper()


EASY = [without_accents, without_hyphens, without_small_words, with_short_saint, in_capitals]


def _share_in_first_three(spoilt):
    misses = [(text, place.name) for text, place in spoilt if place.insee not in found(text, 3)]
    return 1 - len(misses) / len(spoilt), misses


def test_names_with_one_mistake_and_a_loose_spelling_are_found(towns):
    chance = random.Random(1001)
    spoilt = []
    for place in chance.sample(towns, SAMPLE):
        loose = chance.choice([*EASY, lambda _, name: name])
        spoilt.append((one_mistake(chance, loose(chance, place.name.lower())), place))
    share, misses = _share_in_first_three(spoilt)
    assert share >= 0.95, misses


def test_loose_spellings_alone_are_always_found(towns):
    chance = random.Random(2026)
    spoilt = []
    for place in chance.sample(towns, SAMPLE):
        text = place.name
        for change in chance.sample(EASY, 3):
            text = change(chance, text)
        spoilt.append((text, place))
    share, misses = _share_in_first_three(spoilt)
    assert share >= 0.99, misses


def test_two_mistakes_in_a_long_name_are_forgiven(towns):
    chance = random.Random(59)
    long_names = [place for place in towns if len(place.name) >= 8]
    spoilt = [
        (one_mistake(chance, one_mistake(chance, place.name.lower())), place)
        for place in chance.sample(long_names, SAMPLE)
    ]
    share, misses = _share_in_first_three(spoilt)
    assert share >= 0.93, misses


def test_every_label_leads_back_to_its_place():
    chance = random.Random(97)
    names = {area.code: area.name for area in files.departments()}
    wrong = []
    for place in chance.sample(files.places(), SAMPLE):
        for label in (
            f"{place.name} ({names[place.department]}, {place.department})",
            f"{place.name} ({place.department})",
        ):
            if found(label, 1) != [place.insee]:
                wrong.append((label, found(label, 3)))
    assert wrong == []


def test_every_name_with_its_post_code_is_found_first_among_those_of_that_name():
    chance = random.Random(75)
    index = whole_index()
    wrong = []
    for place in chance.sample(files.places(), SAMPLE):
        code = place.postal_codes.split(" ")[0]
        hits = found(f"{code} {place.name}", 3)
        if code and place.insee not in hits:
            wrong.append((code, place.name, [index.names[index.place_of(hit)] for hit in hits]))
    assert wrong == []
