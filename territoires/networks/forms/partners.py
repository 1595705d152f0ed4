import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import CleanCharField
from territoires.networks.enums import PartnerKind, SponsorTitle
from territoires.networks.forms.editing import DATE, UNKNOWN_DAY, EditForm, few_lines, reread_field
from territoires.networks.models import Editable, Sponsor
from territoires.places.forms import PlaceField


class CategoryForm(EditForm):
    columns = ("name", "description")
    name = CleanCharField(label=_("Nom de la catégorie"), max_length=120)
    description = CleanCharField(label=_("En une phrase"), max_length=300, required=False)


class PartnerForm(EditForm):
    columns = ("name", "acronym", "former_name", "kind", "role", "since_on", "until_on", "to_reread")
    name = CleanCharField(label=_("Nom"), max_length=160)
    acronym = CleanCharField(label=_("Sigle"), max_length=40, required=False)
    former_name = CleanCharField(label=_("Ancien nom"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Relation avec le collectif"), choices=PartnerKind, widget=forms.RadioSelect)
    role = CleanCharField(label=_("Ce que fait ce partenaire, en une phrase"), max_length=300, widget=few_lines())
    since_on = forms.DateField(label=_("Depuis"), required=False, widget=DATE, help_text=UNKNOWN_DAY)
    until_on = forms.DateField(label=_("Jusqu'au"), required=False, widget=DATE)
    to_reread = reread_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("since_on"), cleaned.get("until_on")
        if start and end and end < start:
            self.add_error("until_on", _("Choisissez une fin après le début."))
        return cleaned


class SponsorForm(EditForm):
    """Words of a sponsor are shown once the sponsor has read them again: their date says it."""

    columns = ("name", "title", "domain", "capacity", "words", "words_agreed_on", "related_reading", "commune",
               "hidden", "to_reread")  # fmt: skip
    name = CleanCharField(label=_("Nom"), max_length=120)
    title = forms.ChoiceField(label=_("Marraine ou parrain"), choices=SponsorTitle, widget=forms.RadioSelect)
    domain = CleanCharField(label=_("Domaine"), help_text=_("Arts, recherche, éducation…"), max_length=60)
    capacity = CleanCharField(label=_("Qualité"), help_text=_("Sans nom de parti."), max_length=300, required=False)
    words = CleanCharField(label=_("Ses mots"), max_length=4000, required=False, multiline=True)
    words_agreed_on = forms.DateField(label=_("Mots relus et acceptés le"), required=False, widget=DATE)
    related_reading = CleanCharField(
        label=_("À lire aussi"),
        help_text=_("Une ligne par lecture : le titre, puis l'adresse qui commence par https://"),
        max_length=2000,
        required=False,
        multiline=True,
    )
    commune = PlaceField(
        label=_("Sa commune"), help_text=_("Pour la carte. Sans commune, le soutien est national."), required=False
    )
    hidden = forms.BooleanField(label=_("Ne plus montrer sur le site"), required=False)
    to_reread = reread_field()

    def clean_related_reading(self) -> list[dict[str, str]]:
        readings = []
        for line in self.cleaned_data["related_reading"].splitlines():
            title, _space, url = line.strip().rpartition(" ")
            if not line.strip():
                continue
            if not title or not re.match(r"https?://[^\s]+\.[^\s]+$", url):
                raise forms.ValidationError(_("Écrivez sur chaque ligne un titre, puis une adresse en https://"))
            readings.append({"title": title.strip(" :–-"), "url": url})
        return readings

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("words") and not cleaned.get("words_agreed_on") and "words_agreed_on" not in self.errors:
            self.add_error("words_agreed_on", _("Dites quel jour ces mots ont été relus et acceptés."))
        return cleaned

    @classmethod
    def of(cls, thing: Editable) -> EditForm:
        assert isinstance(thing, Sponsor)
        form = super().of(thing)
        form.initial["related_reading"] = "\n".join(f"{one['title']} {one['url']}" for one in thing.related_reading)
        return form
