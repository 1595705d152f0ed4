"""The words as pages list them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoires.vocabulary.models import WORD_LISTS, Word

TITLES: dict[str, Promise] = {
    "themes": _("Les thèmes"),
    "roles": _("Les rôles autour de la table"),
    "langues": _("Les langues parlées"),
}


@dataclass(frozen=True)
class WordList:
    """One list of words with the key its addresses carry."""

    key: str
    title: Promise
    words: list[Word]


def word_lists() -> list[WordList]:
    """The three lists in their order, hidden words included."""
    return [WordList(key, TITLES[key], list(model._default_manager.all())) for key, model in WORD_LISTS.items()]


def find_word(key: str, word_id: int) -> Word | None:
    """A word of the list `key`; None when there is no such list or word."""
    model = WORD_LISTS.get(key)
    return model._default_manager.filter(pk=word_id).first() if model else None
