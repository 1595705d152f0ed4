"""The desk's forms. They neither save nor send."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from territoires.groups.enums import Answered
from territoires.kit.fields import CleanCharField, MailField
from territoires.kit.forms import KitForm
from territoires.networks.models import Network


class SeenForm(KitForm):
    """Carries the version somebody has read; a lost one counts as another version."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        return self.cleaned_data.get("version") or 0

    def facing(self, version: int) -> None:
        """After a conflict: what was typed stays, and sending it again is a choice made knowingly."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data


class SettleForm(SeenForm):
    """« J'ai rappelé »: one tap. The note is optional; the button that was pressed says how."""

    how = forms.ChoiceField(choices=Answered.choices, widget=forms.HiddenInput)
    note = CleanCharField(
        label=_("Une note pour vous et vos collègues"), required=False, max_length=300,
        help_text=_("Effacée en même temps que le message."),
    )  # fmt: skip


class AttemptForm(SeenForm):
    words = CleanCharField(
        label=_("Ce que donne l'appel"), required=False, max_length=300,
        help_text=_("Vide : « J'ai appelé, personne ne répond. »"),
    )  # fmt: skip


class AnswerForm(SeenForm):
    words = CleanCharField(
        label=_("Votre réponse"), multiline=True, max_length=3000,
        error_messages={"required": _("Écrivez votre réponse.")},
        help_text=_("Elle part par e-mail. Votre adresse n'est pas montrée."),
    )  # fmt: skip
    signed = CleanCharField(
        label=_("Signée"), max_length=120, error_messages={"required": _("Écrivez votre prénom.")}
    )  # fmt: skip


class ReasonForm(SeenForm):
    reason = CleanCharField(
        label=_("Pourquoi ? La personne lit ces mots."), multiline=True, max_length=500,
        error_messages={"required": _("Dites pourquoi, en quelques mots.")},
    )  # fmt: skip


class InviteDelegateForm(KitForm):
    network = forms.ModelChoiceField(
        label=_("Quel réseau ?"), queryset=Network.objects.order_by("acronym"), to_field_name="slug",
        empty_label=_("Choisissez"),
    )  # fmt: skip
    email = MailField(label=_("Son adresse e-mail"), help_text=_("La personne a dit oui avant."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["network"]
        field.label_from_instance = lambda network: f"{network.acronym} – {network.name}"  # type: ignore[attr-defined]
