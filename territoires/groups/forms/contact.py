"""Writing to a group, asking for a call, saying that a page is no longer true."""

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.contributions.forms import RelayFields
from territoires.groups.enums import ReportReason
from territoires.kit.fields import CleanCharField, MailField, MomentField, NameField, PhoneField
from territoires.kit.forms import PublicForm


class WriteForm(PublicForm):
    first_name = NameField(help_text=_("Un surnom convient aussi."))
    text = CleanCharField(
        label=_("Votre message"),
        help_text=_("Comme ça vient. N'écrivez le nom d'aucun enfant."),
        multiline=True,
        max_length=2000,
        error_messages={"required": _("Écrivez votre message.")},
    )
    phone = PhoneField(required=False, help_text=_("Pour qu'on vous réponde en vous appelant."))
    email = MailField(required=False, help_text=_("Pour qu'on vous réponde par écrit."))


class CallBackForm(PublicForm):
    first_name = NameField()
    phone = PhoneField()
    best_moment = MomentField()

    def moment_words(self) -> str:
        return str(dict(MomentField.MOMENTS)[self.cleaned_data["best_moment"]])


class WriteForForm(RelayFields, WriteForm):
    first_name = NameField(label=_("Le prénom de la personne"), help_text=_("Un surnom convient aussi."))
    field_order = ("first_name", "text", "phone", "email", "agreed", "relay_name", "relay_contact")


class CallBackForForm(RelayFields, CallBackForm):
    first_name = NameField(label=_("Le prénom de la personne"))
    phone = PhoneField(label=_("Son numéro de téléphone"))
    field_order = ("first_name", "phone", "best_moment", "agreed", "relay_name", "relay_contact")


class ReportForm(PublicForm):
    reason = forms.ChoiceField(
        label=_("Qu'est-ce qui n'est plus vrai ?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = CleanCharField(
        label=_("Vous pouvez ajouter quelques mots"), required=False, multiline=True, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
