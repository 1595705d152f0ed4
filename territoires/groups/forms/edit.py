"""The form of a group's page, for those who animate it and for the coordination. It neither saves nor sends."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoires.groups.actions.desk import MANY
from territoires.groups.actions.edit import KM_FROM_CENTRE
from territoires.groups.enums import Precision
from territoires.groups.forms.desk import VersionForm, day_field
from territoires.groups.models import LocalGroup
from territoires.kit.fields import CleanCharField, PhoneField
from territoires.networks.models import Network
from territoires.places.forms import PlaceField
from territoires.places.models import Commune
from territoires.places.queries import distance_km
from territoires.vocabulary.models import CommunityRole, SpokenLanguage, Theme

MAX_COMMUNES = 40
LISTS = ("roles_present", "roles_missing", "languages", "themes", "networks")
NUMBERS = re.compile(r"^\s*(-?\d{1,3}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*$")


def choices_field(label: Any, queryset: QuerySet[Any], hint: Any = "") -> forms.ModelMultipleChoiceField[Any]:
    return forms.ModelMultipleChoiceField(
        label=label, help_text=hint, queryset=queryset, required=False, widget=forms.CheckboxSelectMultiple
    )


class EditForm(VersionForm):
    """All that everybody can read on the page."""

    name = CleanCharField(
        label=_("Nom du groupe"), max_length=120, error_messages={"required": _("Écrivez le nom du groupe.")}
    )
    summary = CleanCharField(
        label=_("Le groupe en une phrase"), required=False, max_length=300, help_text=_("Ce qu'on y fait, simplement.")
    )
    meets_when = CleanCharField(
        label=_("Quand on se retrouve"), required=False, max_length=200, help_text=_("Par exemple : le mardi à 14 h.")
    )
    meets_where = CleanCharField(
        label=_("Où on se retrouve"), required=False, max_length=200,
        help_text=_("Un lieu ouvert à tous, avec un repère. Jamais l'adresse d'une personne."),
    )  # fmt: skip
    territory_label = CleanCharField(label=_("Votre territoire, avec vos mots"), required=False, max_length=160)
    who_answers = CleanCharField(
        label=_("Qui répond"),
        required=False,
        max_length=120,
        help_text=_("Un prénom et un rôle : « Sophie, animatrice »."),
    )
    answer_days = forms.IntegerField(
        label=_("En combien de jours, au plus"), min_value=1, max_value=60,
        error_messages={
            "required": _("Écrivez un nombre de jours."), "invalid": _("Écrivez un nombre de jours."),
            "min_value": _("Écrivez un nombre entre 1 et 60."), "max_value": _("Écrivez un nombre entre 1 et 60."),
        },
    )  # fmt: skip
    story = CleanCharField(label=_("Ce que fait le groupe"), required=False, multiline=True, max_length=6000)
    children_part = CleanCharField(label=_("La part des enfants et des jeunes"), required=False, max_length=300)
    roles_present = choices_field(_("Qui est autour de la table"), CommunityRole.objects.all())
    roles_missing = choices_field(_("Qui manque encore"), CommunityRole.objects.all())
    languages = choices_field(_("Langues parlées quand on se retrouve"), SpokenLanguage.objects.all())
    themes = choices_field(_("De quoi on parle"), Theme.objects.all())
    next_steps = CleanCharField(label=_("Prochaines étapes"), required=False, multiline=True, max_length=2000)
    carried_by = CleanCharField(label=_("Porté par"), required=False, max_length=200)

    def __init__(self, *args: Any, group: LocalGroup, **kwargs: Any) -> None:
        self.group = group
        kwargs.setdefault("initial", self.values_of(group))
        super().__init__(*args, **kwargs)
        for name in MANY:
            field = self.fields.get(name)
            if isinstance(field, forms.ModelMultipleChoiceField) and name != "networks":
                self._offer(field, name)

    def _offer(self, field: forms.ModelMultipleChoiceField[Any], name: str) -> None:
        """Words hidden from new choices stay offered to a page that already carries them."""
        carried = getattr(self.group, name).values("pk")
        field.queryset = field.queryset.filter(Q(hidden=False) | Q(pk__in=carried))  # type: ignore[union-attr]

    @property
    def open_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.columns() if name not in LISTS]

    @property
    def folded_fields(self) -> list[tuple[forms.BoundField, str]]:
        """The long lists, folded, each with what is chosen in it."""
        return [(self[name], self._chosen(name)) for name in self.columns() if name in LISTS]

    def _chosen(self, name: str) -> str:
        keys = {str(getattr(row, "pk", row)) for row in self[name].value() or []}
        return ", ".join(str(label) for value, label in self.fields[name].choices if str(value) in keys)  # type: ignore[attr-defined]

    @classmethod
    def columns(cls) -> list[str]:
        return [name for name in cls.base_fields if name != "version"]

    @classmethod
    def values_of(cls, group: LocalGroup) -> dict[str, Any]:
        """What the page says now, in the shape of the form."""
        values = {name: _present(group, name) for name in cls.columns()}
        return {**values, "version": group.version}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.columns()}

    def differences(self, group: LocalGroup) -> list[tuple[str | Promise, str]]:
        """(label, what the page says now) wherever it is not what the form says."""
        now = self.values_of(group)
        return [
            (self.fields[name].label or name, _said(now[name]))
            for name in self.columns()
            if _said(now[name]) != _said(self.cleaned_data.get(name))
        ]


class CoordinationEditForm(EditForm):
    """The coordination also says where a group is and who supports it."""

    commune = PlaceField(label=_("Commune"))
    precision = forms.ChoiceField(label=_("Ce territoire est"), choices=Precision.choices)
    other_communes = CleanCharField(
        label=_("Autres communes du groupe"), required=False, multiline=True, max_length=400,
        help_text=_("Leurs codes INSEE (cinq caractères), séparés par des espaces."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    networks = choices_field(_("Réseaux qui le soutiennent"), Network.objects.order_by("acronym"))

    def clean_other_communes(self) -> list[Commune]:
        codes = re.split(r"[\s,;]+", self.cleaned_data["other_communes"].upper())
        codes = list(dict.fromkeys(code for code in codes if code))
        if len(codes) > MAX_COMMUNES:
            raise ValidationError(_("Quarante communes au plus."))
        found = {commune.pk: commune for commune in Commune.objects.filter(pk__in=codes)}
        if unknown := [code for code in codes if code not in found]:
            raise ValidationError(_("Vérifiez ce code : %(code)s"), params={"code": unknown[0][:10]})
        return [found[code] for code in codes]

    @classmethod
    def values_of(cls, group: LocalGroup) -> dict[str, Any]:
        values = super().values_of(group)
        return {**values, "other_communes": " ".join(sorted(commune.pk for commune in values["other_communes"]))}


def _present(group: LocalGroup, name: str) -> Any:
    value = getattr(group, name)
    return list(value.all()) if name in MANY else value


def _said(value: Any) -> str:
    """A value as words, to compare and to show."""
    if value is None:
        return ""
    if isinstance(value, Commune):
        return f"{value.name} ({value.pk})"
    if isinstance(value, Iterable) and not isinstance(value, str):
        rows: list[Model] = list(value)
        if rows and isinstance(rows[0], Commune):
            return " ".join(sorted(row.pk for row in rows))
        return ", ".join(sorted(str(row) for row in rows))
    return " ".join(str(value).split())


class PhoneChoiceForm(VersionForm):
    phone = PhoneField(label=_("Le téléphone du groupe"), required=False)
    public = forms.BooleanField(label=_("Le montrer à tout le monde sur la page"), required=False)
    until = day_field(_("Jusqu'à quel jour ?"), hint=_("Un an au plus. Après, le site vous le redemande."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("public") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Écrivez le numéro à montrer."))
        if cleaned.get("public") and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Choisissez jusqu'à quel jour il est montré."))
        return cleaned

    @property
    def public_until(self) -> Any:
        return self.cleaned_data["until"] if self.cleaned_data["public"] else None


class PlaceChoiceForm(VersionForm):
    """A public meeting place: its two numbers on a map, pasted as any map site gives them."""

    position = CleanCharField(
        label=_("Latitude et longitude du lieu"), required=False, max_length=60,
        help_text=_("Par exemple : 50.6927, 3.1778. Vide : le point revient au centre de la commune."),
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("C'est un lieu ouvert à tous : une école, un centre social, une mairie…"), required=False
    )

    def __init__(self, *args: Any, group: LocalGroup, **kwargs: Any) -> None:
        self.group = group
        super().__init__(*args, **kwargs)

    def clean_position(self) -> tuple[float, float] | None:
        text = self.cleaned_data["position"]
        if not text:
            return None
        found = NUMBERS.match(text)
        if not found:
            raise ValidationError(_("Écrivez deux nombres, comme 50.6927, 3.1778."))
        lat, lon = (round(float(part.replace(",", ".")), 6) for part in found.groups())
        centre = self.group.commune
        if abs(lat) > 90 or abs(lon) > 180 or distance_km(centre.lat, centre.lon, lat, lon) > KM_FROM_CENTRE:
            raise ValidationError(_("Ce point est loin de la commune du groupe. Vérifiez les deux nombres."))
        return lat, lon

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("position") and not cleaned.get("is_public"):
            self.add_error("is_public", _("Cochez la case : seul un lieu ouvert à tous est montré."))
        return cleaned
