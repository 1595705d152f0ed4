"""The coordination's forms on groups. They neither save nor send."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import ConsentGiven
from territoires.groups.enums import Channel, Stage, StageSource
from territoires.groups.models import LocalGroup
from territoires.groups.queries.desk_groups import Wish
from territoires.kit.fields import CleanCharField, MailField
from territoires.kit.forms import KitForm
from territoires.networks.models import Network
from territoires.places.forms import PlaceField
from territoires.places.models import Department

SAY_WHY = {"required": _("Dites pourquoi, en quelques mots.")}


class VersionField(forms.IntegerField):
    """The version on screen. A lost one counts as another version: nothing is ever overwritten unseen."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


def plausible(day: datetime.date) -> None:
    """Neither the year 1 nor the year 9999: a slip of the finger."""
    if not 2000 <= day.year <= 2100:
        raise ValidationError(_("Vérifiez l'année."))


def day_field(label: Any, *, required: bool = False, hint: Any = "", **kwargs: Any) -> forms.DateField:
    messages = {"invalid": _("Écrivez la date ainsi : 03/11/2026."), "required": _("Écrivez la date.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=hint, widget=widget, error_messages=messages,
        validators=[plausible], **kwargs,
    )  # fmt: skip


class VersionForm(KitForm):
    """A form on one row, which carries the version it was shown with."""

    version = VersionField()

    def facing(self, version: int) -> None:
        """After a conflict: what was typed stays, and sending it again is a choice made knowingly."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data


class StageForm(VersionForm):
    to = forms.ChoiceField(label=_("Nouvelle étape"), choices=Stage.choices, widget=forms.RadioSelect)
    source = forms.ChoiceField(label=_("D'après quoi ?"), choices=StageSource.choices)
    reason = CleanCharField(
        label=_("Pourquoi"), max_length=300, error_messages=SAY_WHY, help_text=_("Lu par la coordination seulement.")
    )
    next_step = CleanCharField(label=_("Prochaine étape"), required=False, max_length=200)
    next_on = day_field(_("Pour quel jour ?"), hint=_("Ce jour-là, le groupe revient dans « À faire »."))

    def __init__(self, *args: Any, stage: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [choice for choice in Stage.choices if choice[0] != stage]  # type: ignore[attr-defined]


class ShowForm(VersionForm):
    agreed_on = day_field(_("Quel jour le groupe a-t-il dit oui ?"), required=True)
    how = forms.ChoiceField(
        label=_("Comment ?"), choices=ConsentGiven.choices, widget=forms.RadioSelect, initial=ConsentGiven.ALOUD
    )


class HideForm(VersionForm):
    reason = CleanCharField(
        label=_("Pourquoi"), required=False, max_length=300, help_text=_("Lu par la coordination seulement.")
    )


class ReadyForm(KitForm):
    """What a new group needs at least."""

    name = CleanCharField(
        label=_("Nom du groupe"), max_length=120, error_messages={"required": _("Écrivez un nom pour le groupe.")}
    )
    stage = forms.ChoiceField(label=_("Étape"), choices=Stage.choices, initial=Stage.FIRST_CONTACT)
    shown_on = day_field(
        _("Le groupe est d'accord pour être montré : depuis quel jour ?"),
        hint=_("Sans date, seule la coordination voit le groupe."),
    )
    shown_how = forms.ChoiceField(label=_("Comment l'a-t-il dit ?"), choices=ConsentGiven.choices, required=False)


class CreateForm(ReadyForm):
    commune = PlaceField(label=_("Commune"))
    territory_label = CleanCharField(label=_("Territoire, avec les mots du groupe"), required=False, max_length=160)
    summary = CleanCharField(label=_("Le groupe en une phrase"), required=False, max_length=300)
    carried_by = CleanCharField(label=_("Porté par"), required=False, max_length=200)
    networks = forms.ModelMultipleChoiceField(
        label=_("Réseaux qui le soutiennent"), queryset=Network.objects.order_by("acronym"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    source = forms.ChoiceField(label=_("D'où vient cette information ?"), choices=StageSource.choices, initial="call")
    field_order = ("name", "commune", "territory_label", "summary", "carried_by", "networks", "stage", "source")


class AcceptForm(ReadyForm, VersionForm):
    commune = PlaceField(label=_("Commune"))
    story = CleanCharField(
        label=_("Ce que dira la page"), required=False, multiline=True, max_length=6000,
        help_text=_("Ce sont les mots de la personne. Corrigez-les avec elle s'il le faut."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    field_order = ("name", "commune", "story", "stage")


class RefuseForm(VersionForm):
    reason = CleanCharField(
        label=_("Pourquoi ? La personne lit ces mots."), multiline=True, max_length=500, error_messages=SAY_WHY
    )


class MergeForm(VersionForm):
    into = forms.ModelChoiceField(
        label=_("Avec quel groupe ?"), queryset=LocalGroup.objects.none(), widget=forms.RadioSelect,
        to_field_name="slug", empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, groups: list[LocalGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = LocalGroup.objects.filter(pk__in=[group.pk for group in groups]).select_related("commune")
        field = self.fields["into"]
        field.queryset = rows  # type: ignore[attr-defined]
        field.label_from_instance = lambda group: f"{group.name}, {group.commune.name}"  # type: ignore[attr-defined]


class AskForm(VersionForm):
    question = CleanCharField(
        label=_("Votre question"), multiline=True, max_length=1000,
        error_messages={"required": _("Écrivez votre question.")},
        help_text=_("La personne la reçoit par e-mail. Elle répond avec sa référence."),
    )  # fmt: skip


class CallNoteForm(VersionForm):
    words = CleanCharField(
        label=_("Ce que donne l'appel"), multiline=True, max_length=1000,
        error_messages={"required": _("Écrivez une ligne sur l'appel.")},
        help_text=_("Gardé avec la proposition, effacé avec elle."),
    )  # fmt: skip


class NoteForm(KitForm):
    """A line of the log. `without_words` (a second button) keeps only the date and the next step."""

    with_whom = CleanCharField(label=_("Avec qui ? Un prénom, un rôle"), required=False, max_length=120)
    channel = forms.ChoiceField(label=_("Comment ?"), choices=Channel.choices)
    said = CleanCharField(
        label=_("Ce qui s'est dit"), required=False, multiline=True, max_length=4000,
        help_text=_("Ni santé, ni revenus, ni nom d'enfant."),
    )  # fmt: skip
    agreed = forms.BooleanField(label=_("La personne est d'accord pour que ces notes soient gardées"), required=False)
    next_step = CleanCharField(label=_("Prochaine étape"), required=False, max_length=200)
    next_on = day_field(_("Pour quel jour ?"), hint=_("Ce jour-là, le groupe revient dans « À faire »."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        personal = bool(cleaned.get("said") or cleaned.get("with_whom"))
        if personal and not cleaned.get("agreed") and "without_words" not in self.data:
            self.add_error(
                "agreed",
                _("Sans cet accord, les mots ne sont pas gardés. Cochez la case, ou gardez seulement la date."),
            )
        if not (personal or cleaned.get("next_step") or cleaned.get("next_on")) and not self.errors:
            self.add_error("said", _("Écrivez ce qui s'est dit, ou la prochaine étape."))
        return cleaned


class InviteForm(KitForm):
    email = MailField(label=_("Son adresse e-mail"), help_text=_("La personne a dit oui avant. Le lien dure 7 jours."))


class WishForm(KitForm):
    """The filters of the list; they live in the address, so an odd one is left aside without a word."""

    q = CleanCharField(label=_("Nom, ville ou code postal"), required=False, max_length=120)
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[("", _("Toutes")), *Stage.choices])
    departement = forms.ModelChoiceField(
        label=_("Département"), required=False, queryset=Department.objects.order_by("name"), empty_label=_("Tous")
    )
    reseau = forms.ModelChoiceField(
        label=_("Réseau"), required=False, queryset=Network.objects.order_by("acronym"), to_field_name="slug",
        empty_label=_("Tous"),
    )  # fmt: skip
    montre = forms.ChoiceField(
        label=_("Montré sur le site"), required=False,
        choices=[("", _("Peu importe")), ("oui", _("Oui")), ("non", _("Non"))],
    )  # fmt: skip
    a_confirmer = forms.BooleanField(label=_("À confirmer"), required=False)
    sans_animation = forms.BooleanField(label=_("Sans animatrice ni animateur"), required=False)

    def wish(self) -> Wish:
        self.is_valid()
        told = self.cleaned_data
        department, network = told.get("departement"), told.get("reseau")
        return Wish(
            words=told.get("q") or "",
            stage=told.get("etape") or "",
            department=department.pk if department else "",
            network=network.slug if network else "",
            to_confirm=bool(told.get("a_confirmer")),
            no_animator=bool(told.get("sans_animation")),
            showing=told.get("montre") or "",
        )
