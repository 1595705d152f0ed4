"""What the forms of the desk share: the version they were shown with, and what to say after a conflict."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import CleanCharField, KitForm
from territoires.networks.models import Editable

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
UNKNOWN_DAY = _("Si vous ne connaissez que l'année, choisissez le 1er janvier. Le site ne montre que l'année.")


def few_lines() -> forms.Textarea:
    """For one sentence that is longer than a box."""
    return forms.Textarea(attrs={"rows": 2})


def reread_field() -> CleanCharField:
    """A note of the coordination to itself."""
    return CleanCharField(label=_("À relire ou à vérifier (jamais montré au public)"), max_length=300, required=False)


class EditForm(KitForm):
    """A form on one row: carries the version it was shown with, so that nobody overwrites what they have not seen."""

    columns: tuple[str, ...] = ()
    version = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    @property
    def shown_version(self) -> int:
        """The version on screen; a row cannot have version 0, so a lost one always counts as a conflict."""
        return self.cleaned_data.get("version") or 0

    def values(self) -> dict[str, Any]:
        """The columns to save."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def facing(self, thing: Editable) -> None:
        """After a conflict: keep the words typed, take the version just read, so that saving again is a choice."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(thing.version)
        self.data = data

    def differences(self, thing: Editable) -> list[tuple[str | Promise, str]]:
        """(label, what is saved now) wherever the saved row says something else than the form."""
        saved = type(self).values_of(thing)
        return [
            (field.label, str(_shown(saved[name])) or "–")
            for name in self.columns
            if (field := self[name]) and _shown(saved[name]) != _shown(self.cleaned_data.get(name))
        ]

    @classmethod
    def values_of(cls, thing: Editable) -> dict[str, Any]:
        """What the row says now, in the shape of the form."""
        return {name: getattr(thing, name) for name in cls.columns}

    @classmethod
    def of(cls, thing: Editable) -> "EditForm":
        """The form filled with the row."""
        return cls(initial={**cls.values_of(thing), "version": thing.version})


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("oui")) if value else str(_("non"))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(one) for one in value)
    return str(value)
