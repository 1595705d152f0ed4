import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import CleanCharField
from territoires.networks.enums import Relation
from territoires.networks.forms.editing import DATE, UNKNOWN_DAY, EditForm, few_lines, reread_field
from territoires.networks.models import Editable, Network, NetworkCategory

MAX_SLOTS = 12


class NetworkForm(EditForm):
    """A network with as many relations and former names as there are, and one free slot for each."""

    columns = (
        "acronym", "name", "signature", "description", "website", "category", "other_categories", "founder",
        "to_reread",
    )  # fmt: skip
    acronym = CleanCharField(label=_("Sigle"), max_length=40)
    name = CleanCharField(label=_("Nom complet"), max_length=160)
    signature = CleanCharField(
        label=_("Ce que fait ce réseau, en une phrase"), help_text=_("Avec nos mots, sans publicité."), max_length=300,
        widget=few_lines(),
    )  # fmt: skip
    description = CleanCharField(label=_("Présentation"), max_length=4000, required=False, multiline=True)
    website = forms.URLField(label=_("Site du réseau"), max_length=200, required=False, assume_scheme="https")
    category = forms.ModelChoiceField(
        label=_("Catégorie principale"), queryset=NetworkCategory.objects.all(), required=False
    )
    other_categories = forms.ModelMultipleChoiceField(
        label=_("Autres catégories"),
        queryset=NetworkCategory.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    founder = forms.BooleanField(label=_("À l'origine de la recherche-action"), required=False)
    to_reread = reread_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        data = args[0] if args else kwargs.get("data")
        self.relation_numbers = self._slots("relation_kind", data, len(initial.get("relations", [])))
        self.former_numbers = self._slots("former_name", data, len(initial.get("former_names", [])))
        super().__init__(*args, **kwargs)
        for number in self.relation_numbers:
            self._add_relation(number, initial.get("relations", []))
        for number in self.former_numbers:
            self._add_former_name(number, initial.get("former_names", []))

    @staticmethod
    def _slots(prefix: str, data: Any, known: int) -> range:
        if data is None:
            return range(min(known + 1, MAX_SLOTS))
        sent = [int(found[1]) for key in data if (found := re.fullmatch(rf"{prefix}_([0-9]{{1,2}})", key))]
        return range(min(max(sent, default=-1) + 1, MAX_SLOTS))

    def _add_relation(self, number: int, rows: list[dict[str, Any]]) -> None:
        row = rows[number] if number < len(rows) else {}
        choices = [("", _("– aucune : cette ligne s'efface –")), *Relation.choices]
        self.fields[f"relation_kind_{number}"] = forms.ChoiceField(
            label=_("Relation"), choices=choices, required=False, initial=row.get("kind", "")
        )
        self.fields[f"relation_start_{number}"] = forms.DateField(
            label=_("Depuis"), required=False, widget=DATE, initial=row.get("start_on"),
            help_text=UNKNOWN_DAY,
        )  # fmt: skip
        self.fields[f"relation_end_{number}"] = forms.DateField(
            label=_("Jusqu'au"), required=False, widget=DATE, initial=row.get("end_on")
        )
        self.fields[f"relation_note_{number}"] = CleanCharField(
            label=_("Précision"), max_length=200, required=False, initial=row.get("note", "")
        )

    def _add_former_name(self, number: int, rows: list[dict[str, Any]]) -> None:
        row = rows[number] if number < len(rows) else {}
        self.fields[f"former_name_{number}"] = CleanCharField(
            label=_("Ancien nom"), max_length=160, required=False, initial=row.get("name", "")
        )
        self.fields[f"former_acronym_{number}"] = CleanCharField(
            label=_("Ancien sigle"), max_length=40, required=False, initial=row.get("acronym", "")
        )
        self.fields[f"former_until_{number}"] = forms.DateField(
            label=_("Porté jusqu'au"), required=False, widget=DATE, initial=row.get("until_on")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.relation_numbers:
            start, end = cleaned.get(f"relation_start_{number}"), cleaned.get(f"relation_end_{number}")
            if start and end and end < start:
                self.add_error(f"relation_end_{number}", _("Choisissez une fin après le début."))
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        relations = [
            {
                "kind": cleaned[f"relation_kind_{number}"],
                "start_on": cleaned[f"relation_start_{number}"],
                "end_on": cleaned[f"relation_end_{number}"],
                "note": cleaned[f"relation_note_{number}"],
            }
            for number in self.relation_numbers
            if cleaned[f"relation_kind_{number}"]
        ]
        former_names = [
            {
                "name": cleaned[f"former_name_{number}"],
                "acronym": cleaned[f"former_acronym_{number}"],
                "until_on": cleaned[f"former_until_{number}"],
            }
            for number in self.former_numbers
            if cleaned[f"former_name_{number}"]
        ]
        return {**super().values(), "relations": relations, "former_names": former_names}

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.columns]

    @property
    def relation_slots(self) -> list[list[forms.BoundField]]:
        """The boxes of each relation, in the order of the page."""
        parts = ("kind", "start", "end", "note")
        return [[self[f"relation_{part}_{number}"] for part in parts] for number in self.relation_numbers]

    @property
    def former_slots(self) -> list[list[forms.BoundField]]:
        parts = ("name", "acronym", "until")
        return [[self[f"former_{part}_{number}"] for part in parts] for number in self.former_numbers]

    @classmethod
    def values_of(cls, thing: Editable) -> dict[str, Any]:
        assert isinstance(thing, Network)
        return {
            **super().values_of(thing),
            "other_categories": list(thing.other_categories.all()),
            "relations": list(thing.relations.values("kind", "start_on", "end_on", "note")),
            "former_names": list(thing.former_names.values("name", "acronym", "until_on")),
        }
