"""What the verbs of the map refuse, with words for the person."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The action did nothing; `code` says why to the program, `words` to the person."""

    sayings: ClassVar[Mapping[str, str | Promise]] = {}

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def words(self) -> str:
        return str(self.sayings[self.code])


class CannotEdit(Refused):
    """The entry stays as it was."""

    sayings: ClassVar = {
        "changed": _(
            "Quelqu'un a changé cette fiche pendant ce temps. Rien n'est enregistré. Relisez, puis recommencez."
        ),
        "merged": _("Cette fiche a été réunie avec une autre."),
    }


class CannotReach(Refused):
    """Nothing is kept and no letter leaves."""

    sayings: ClassVar = {
        "flood": _("Cette fiche reçoit trop de messages aujourd'hui. Réessayez demain ou appelez-nous."),
    }
