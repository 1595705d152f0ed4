"""Forms of accounts: they check words, they neither save nor send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.accounts.enums import STAFF_ROLES, InvitedRole
from territoires.kit.forms import CleanCharField, KitForm, MailField, NameField, PublicForm


def code_field(label: Any, help_text: Any = "") -> CleanCharField:
    attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "kit-short", "dir": "ltr"}
    return CleanCharField(
        label=label,
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _("Écrivez le code.")},
    )


class SignInForm(PublicForm):
    min_seconds = 0  # browsers fill this box by themselves

    email = MailField()


class AgainForm(PublicForm):
    """Asks for a new code without typing the address a second time."""

    min_seconds = 0

    email = MailField(widget=forms.HiddenInput)


class CodeForm(PublicForm):
    min_seconds = 0  # a code is often pasted

    code = code_field(_("Le code reçu"), _("8 chiffres, par exemple 1234-5678."))


class SecondStepForm(PublicForm):
    min_seconds = 0

    code = code_field(_("Le code"), _("Les 6 chiffres de votre application, ou un code de secours."))


class ConfirmationForm(KitForm):
    code = code_field(_("Le code"))


class TotpForm(KitForm):
    code = code_field(_("Le code que montre l'application"), _("6 chiffres, qui changent toutes les 30 secondes."))


class KeyForm(KitForm):
    name = CleanCharField(
        label=_("Un nom pour cette clé"),
        help_text=_("Par exemple : mon téléphone."),
        required=False,
        max_length=60,
    )
    credential = forms.CharField(required=True, max_length=20_000, widget=forms.HiddenInput)


class AcceptForm(PublicForm):
    display_name = NameField(
        label=_("Votre prénom ou nom d'usage"),
        help_text=_("Les autres membres de l'équipe ou du groupe le voient."),
        max_length=80,
    )


class NameForm(KitForm):
    display_name = NameField(label=_("Votre prénom ou nom d'usage"), max_length=80)


class InviteStaffForm(KitForm):
    email = MailField(
        label=_("Son adresse e-mail"),
        error_messages={"required": _("Écrivez son adresse e-mail.")},
    )
    role = forms.ChoiceField(
        label=_("Son rôle"),
        choices=[(role.value, role.label) for role in InvitedRole if role in STAFF_ROLES],
        widget=forms.RadioSelect,
    )
