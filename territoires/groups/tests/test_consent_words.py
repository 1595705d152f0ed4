"""The words a person agrees to have versions: whoever changes them gives them a new number."""

import hashlib
from pathlib import Path

import pytest

from territoires.groups.actions import contact, proposals

FOLDER = Path(__file__).parents[1] / "templates" / "groups" / "consents"
# When a text changes: copy it under the next number, use that number in the actions, and add its line here.
# A version that somebody agreed to is never rewritten.
WORDS = {
    "joindre-groupe-1": "def8969055482d76",
    "proposition-contact-1": "842637592c26429a",
    "proposition-montrer-1": "75d7324db932455e",
    "relais-1": "d2c1b74d4cd5887f",
}


def digest(name: str) -> str:
    return hashlib.sha256((FOLDER / f"{name}.html").read_bytes()).hexdigest()[:16]


@pytest.mark.parametrize("name", WORDS)
def test_the_words_of_a_version_never_change(name):
    assert digest(name) == WORDS[name]


def test_each_text_has_its_line():
    assert {path.stem for path in FOLDER.glob("*.html")} == set(WORDS)


def test_the_versions_that_are_recorded_exist():
    for version in (proposals.CONTACT_TEXT, proposals.SHOW_TEXT, contact.TEXT_VERSION):
        assert version in WORDS
