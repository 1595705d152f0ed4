"""Forms of the map. They neither save nor send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from territoires.atlas.actions.proposals import ProposedResource
from territoires.atlas.enums import ReportReason, ResourceKind
from territoires.atlas.models import Resource
from territoires.contributions.forms import RelayFields
from territoires.kit.fields import CleanCharField, MailField, NameField, PhoneField
from territoires.kit.forms import KitForm, PublicForm
from territoires.places.forms import PlaceField
from territoires.vocabulary.models import Theme

SAY_WHY = {"required": _("Dites pourquoi, en quelques mots.")}


def themes_field() -> forms.ModelMultipleChoiceField[Theme]:
    return forms.ModelMultipleChoiceField(
        label=_("De quoi s'agit-il ?"), queryset=Theme.objects.all(), required=False, to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class SearchForm(KitForm):
    """The box of the map, sent by GET: with script it suggests, without it the page asks back."""

    lieu = PlaceField(label=_("Votre ville, votre village ou votre code postal"))


class ProposeForm(PublicForm):
    kind = forms.ChoiceField(label=_("Qu'est-ce que c'est ?"), choices=ResourceKind.choices, widget=forms.RadioSelect)
    name = CleanCharField(
        label=_("Son nom"), max_length=120, error_messages={"required": _("Écrivez un nom.")},
        help_text=_("Pour une personne, un prénom et ce qu'elle fait suffisent."),
    )  # fmt: skip
    commune = PlaceField(label=_("Où ?"))
    description = CleanCharField(
        label=_("Ce qu'on y trouve"), multiline=True, max_length=1500,
        error_messages={"required": _("Écrivez une phrase ou deux.")},
        help_text=_("Une phrase ou deux suffisent. N'écrivez le nom d'aucun enfant."),
    )  # fmt: skip
    themes = themes_field()
    person_agrees = forms.BooleanField(
        label=_("Si c'est une personne : elle est d'accord pour être montrée ici."), required=False
    )
    proposed_by = NameField(
        label=_("Qui propose ?"), max_length=120, help_text=_("Votre prénom, ou le nom de votre structure."),
        error_messages={"required": _("Écrivez un prénom ou le nom d'une structure.")},
    )  # fmt: skip
    own = forms.BooleanField(
        label=_("C'est moi, ou c'est chez nous : on peut nous écrire par le site."), required=False
    )
    phone = PhoneField(required=False, help_text=_("Pour vous répondre. Il n'est jamais montré."))
    email = MailField(required=False, help_text=_("Pour vous répondre. Elle n'est jamais montrée."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == ResourceKind.PERSON and not cleaned.get("person_agrees"):
            self.add_error("person_agrees", _("Demandez d'abord à la personne, puis cochez cette case."))
        if cleaned.get("own") and not (cleaned.get("phone") or cleaned.get("email")) and not self.errors:
            self.add_error("phone", _("Pour qu'on puisse vous écrire, laissez un téléphone ou un e-mail."))
        return cleaned

    def proposed(self) -> ProposedResource:
        words = self.cleaned_data
        return ProposedResource(
            kind=ResourceKind(words["kind"]), name=words["name"], commune=words["commune"],
            description=words["description"], proposed_by=words["proposed_by"], themes=words["themes"],
            email=words["email"], phone=words["phone"], is_own=words["own"],
        )  # fmt: skip


class ProposeForForm(RelayFields, ProposeForm):
    field_order = (
        "kind", "name", "commune", "description", "themes", "person_agrees", "proposed_by", "own", "phone", "email",
        "agreed", "relay_name", "relay_contact",
    )  # fmt: skip


class WriteForm(PublicForm):
    first_name = NameField(help_text=_("Un surnom convient aussi."))
    text = CleanCharField(
        label=_("Votre message"), multiline=True, max_length=2000,
        help_text=_("Comme ça vient. N'écrivez le nom d'aucun enfant."),
        error_messages={"required": _("Écrivez votre message.")},
    )  # fmt: skip
    phone = PhoneField(required=False, help_text=_("Pour qu'on vous réponde en vous appelant."))
    email = MailField(required=False, help_text=_("Pour qu'on vous réponde par écrit."))


class WriteForForm(RelayFields, WriteForm):
    first_name = NameField(label=_("Le prénom de la personne"), help_text=_("Un surnom convient aussi."))
    field_order = ("first_name", "text", "phone", "email", "agreed", "relay_name", "relay_contact")


class ReportForm(PublicForm):
    reason = forms.ChoiceField(
        label=_("Qu'est-ce qui n'est plus vrai ?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = CleanCharField(
        label=_("Vous pouvez ajouter quelques mots"), required=False, multiline=True, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class VersionField(forms.IntegerField):
    """The version on screen. A lost one counts as another version: nothing is ever overwritten unseen."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


class VersionForm(KitForm):
    """A form on one row, which carries the version it was shown with."""

    version = VersionField()

    def facing(self, version: int) -> None:
        """After a conflict: what was typed stays, and sending it again is a choice made knowingly."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("version")] = str(version)
        self.data = data


class ResourceForm(VersionForm):
    """What the page of a resource says, as the coordination writes it."""

    kind = forms.ChoiceField(label=_("Ce que c'est"), choices=ResourceKind.choices)
    name = CleanCharField(label=_("Nom"), max_length=120, error_messages={"required": _("Écrivez un nom.")})
    commune = PlaceField(label=_("Commune"))
    description = CleanCharField(
        label=_("Ce que dira la page"), multiline=True, max_length=4000,
        error_messages={"required": _("Écrivez une phrase ou deux.")},
    )  # fmt: skip
    themes = themes_field()
    proposed_by = CleanCharField(label=_("Proposée par (montré)"), max_length=120, required=False)
    contact_email = MailField(label=_("E-mail où arrivent les messages (jamais montré)"), required=False)
    contact_phone = CleanCharField(label=_("Téléphone, pour la coordination"), max_length=40, required=False)

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MergeForm(VersionForm):
    into = forms.ModelChoiceField(
        label=_("Avec quelle fiche ?"), queryset=Resource.objects.none(), widget=forms.RadioSelect,
        to_field_name="slug", empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, resources: list[Resource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Resource.objects.filter(pk__in=[resource.pk for resource in resources], merged_into=None)
        field = self.fields["into"]
        field.queryset = rows.select_related("commune")  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: f"{row.name}, {row.commune.name}"  # type: ignore[attr-defined]


class RefuseForm(VersionForm):
    reason = CleanCharField(
        label=_("Pourquoi ? La personne lit ces mots."), multiline=True, max_length=500, error_messages=SAY_WHY
    )
