"""What the verbs of the journal refuse, and how an entry is taken in hand to be changed."""

import datetime
from collections.abc import Iterable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from territoires.groups.actions.refusals import Refused
from territoires.journal.models import Entry
from territoires.journal.rules.entries import may

CHANGED = _("Quelqu'un a changé cette nouvelle pendant ce temps. Rien n'est enregistré. Relisez, puis recommencez.")


class CannotTell(Refused):
    """The entry stays as it was: nothing is shown and nothing is lost."""

    sayings: ClassVar = {
        "changed": CHANGED,
        "state": _("Cette nouvelle a changé entre-temps. Relisez la page."),
        "ended": _("Ce groupe a pris fin. Son histoire reste, on n'y ajoute plus rien."),
        "words": _("Écrivez une phrase avant de publier."),
        "consent": _("Une personne que l'on reconnaît n'a pas encore dit oui. Vos mots sont gardés."),
        "people": _("Dites si l'on reconnaît quelqu'un sur la photo. Vos mots sont gardés."),
        "description": _("Décrivez la photo, ou dites qu'elle est décorative. Vos mots sont gardés."),
        "child": _("On reconnaît un enfant : cette photo reste entre vous. Vos mots sont gardés."),
        "gone": _("Ce fichier n'est plus là. Vos mots sont gardés."),
        "late": _("Choisissez un moment à venir, dans l'année."),
        "nothing": _("Il n'y a pas de changement à annuler."),
        "emptied": _("La personne a retiré ses mots. On ne peut pas les remettre."),
        "wish": _("La personne a choisi : seulement le groupe. Son choix reste."),
        "flood": _("Ce groupe reçoit trop de mots aujourd'hui. Réessayez demain."),
    }


def lock_entry(entry: Entry, version: int | None, verb: str) -> Entry:
    """The row as it is now, kept for this transaction. `version` is the one the person had on screen; None for what
    holds whatever the entry has become.

    Errors: CannotTell when somebody was faster, or when the entry's state does not allow this.
    """
    locked = Entry.objects.select_for_update().select_related("group").get(pk=entry.pk)
    if version is not None and locked.version != version:
        raise CannotTell("changed")
    if locked.emptied_at is not None:
        raise CannotTell("emptied")
    if not may(verb, locked.status):
        raise CannotTell("state")
    return locked


def save_entry(entry: Entry, fields: Iterable[str], *, now: datetime.datetime) -> None:
    """Write the fields of a locked entry and count the change."""
    entry.version += 1
    entry.updated_at = now
    entry.save(update_fields=[*fields, "version", "updated_at"])


def check_running(entry: Entry) -> None:
    """Errors: CannotTell for a group that has ended: its story stays, and nothing is added."""
    if entry.group.ended_on is not None:
        raise CannotTell("ended")
