"""Load the words shipped with the site, and let the coordination make them its own."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.text import slugify

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.vocabulary.models import WORD_LISTS, CommunityRole, SpokenLanguage, Theme, Word

DATA = Path(__file__).parent / "data"
FILES: dict[str, type[Word]] = {
    "themes.json": Theme,
    "community_roles.json": CommunityRole,
    "languages.json": SpokenLanguage,
}


class CannotSaveWord(Exception):
    """Base of the refusals below; nothing is written."""


class CannotRepeatWord(CannotSaveWord):
    """The list already has a word of that name."""


class CannotOverwriteWord(CannotSaveWord):
    """Somebody else saved this word after it was shown."""


def load_words(*, now: datetime.datetime, by: Actor) -> int:
    """Bring in the shipped words and return how many rows changed.

    Running it again is harmless. A word the coordination edited is left alone, and so is the order of a list.
    """
    with transaction.atomic():
        changed = sum(_load_list(model, json.loads((DATA / name).read_text("utf-8"))) for name, model in FILES.items())
        if changed:
            record(verb="vocabulary.load_words", thing="vocabulary", by=by, now=now, detail={"changed": changed})
    return changed


def _load_list(model: type[Word], rows: list[dict[str, Any]]) -> int:
    known = {word.slug: word for word in model._default_manager.all()}
    fresh = [model(position=at, **row) for at, row in enumerate(rows) if row["slug"] not in known]
    model._default_manager.bulk_create(fresh)
    changed = len(fresh)
    for row in rows:
        word = known.get(row["slug"])
        if word is None or word.version > 1 or all(getattr(word, name) == value for name, value in row.items()):
            continue
        for name, value in row.items():
            setattr(word, name, value)
        word.save(update_fields=list(row))
        changed += 1
    return changed


def add_word(*, words: str, name: str, explanation: str, now: datetime.datetime, by: Actor) -> Word:
    """Add a word at the end of the list `words` ("themes", "roles" or "langues").

    Errors: CannotRepeatWord when the list already has that name.
    """
    model = WORD_LISTS[words]
    with transaction.atomic():
        _refuse_repetition(model, name)
        last = model._default_manager.aggregate(last=Max("position"))["last"]
        word = model(
            slug=_free_slug(model, name),
            name=name,
            explanation=explanation,
            position=0 if last is None else last + 1,
            version=2,  # it belongs to the coordination from the start
        )
        try:
            with transaction.atomic():
                word.save()
        except IntegrityError as race:  # the same word, added by somebody else a moment ago
            raise CannotRepeatWord from race
        record(verb="vocabulary.add_word", thing=word, by=by, now=now)
    return word


def save_word(*, word: Word, version: int, name: str, explanation: str, now: datetime.datetime, by: Actor) -> None:
    """Rename or explain a word; its address never changes, so links keep working.

    Errors: CannotOverwriteWord when `version` is not the present one; CannotRepeatWord for a name already taken.
    """
    with transaction.atomic():
        _refuse_repetition(type(word), name, except_pk=word.pk)
        saved = type(word)._default_manager.filter(pk=word.pk, version=version)
        if not saved.update(name=name, explanation=explanation, version=F("version") + 1):
            raise CannotOverwriteWord
        record(verb="vocabulary.save_word", thing=word, by=by, now=now)


def hide_word(*, word: Word, hidden: bool, now: datetime.datetime, by: Actor) -> None:
    """Take a word out of the lists of choices, or bring it back. Pages that carry it keep it."""
    with transaction.atomic():
        changed = type(word)._default_manager.filter(pk=word.pk, hidden=not hidden)
        if changed.update(hidden=hidden, version=F("version") + 1):
            record(verb="vocabulary.hide_word" if hidden else "vocabulary.show_word", thing=word, by=by, now=now)


def move_word(*, word: Word, up: bool, now: datetime.datetime, by: Actor) -> None:
    """Exchange a word with its neighbour. At the end of the list nothing happens."""
    with transaction.atomic():
        order = list(type(word)._default_manager.select_for_update().order_by("position", "name"))
        here = next(at for at, other in enumerate(order) if other.pk == word.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for position, other in enumerate(order):
            other.position = position
        type(word)._default_manager.bulk_update(order, ["position"])
        record(verb="vocabulary.move_word", thing=word, by=by, now=now, detail={"position": there})


def _refuse_repetition(model: type[Word], name: str, except_pk: int | None = None) -> None:
    if model._default_manager.filter(name__iexact=name).exclude(pk=except_pk).exists():
        raise CannotRepeatWord


def _free_slug(model: type[Word], name: str) -> str:
    base = slugify(name)[:50] or "mot"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base: str) -> list[str]:
    return [base, *(f"{base}-{number}" for number in range(2, 1000))]
