"""What anybody may write to the coordination: a message, a number to call, a network that wants to join."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.contributions.forms import RelayFields
from territoires.kit.forms import CleanCharField, MailField, MomentField, NameField, PhoneField, PublicForm

TOPICS = (("raconter", _("Raconter quelque chose")), ("demander", _("Poser une question")))


class CallBackForm(PublicForm):
    """A first name, a number, the best moment: nothing else is asked."""

    first_name = NameField()
    phone = PhoneField()
    best_moment = MomentField()

    def moment_words(self) -> str:
        return str(dict(MomentField.MOMENTS)[self.cleaned_data["best_moment"]])


class MessageForm(PublicForm):
    """A message; neither e-mail nor phone is needed: the reference lets one come back."""

    text = CleanCharField(
        label=_("Votre message"),
        help_text=_("Comme ça vient. N'écrivez le nom d'aucun enfant."),
        max_length=4000,
        multiline=True,
        error_messages={"required": _("Écrivez votre message.")},
    )
    first_name = NameField(required=False, help_text=_("Un surnom convient aussi."))
    phone = PhoneField(required=False, help_text=_("Pour vous répondre en vous appelant."))
    email = MailField(required=False, help_text=_("Pour vous répondre par écrit."))


class TellForm(MessageForm):
    """The third door: tell something, or ask."""

    topic = forms.ChoiceField(
        label=_("Que voulez-vous faire ?"),
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : raconter, ou poser une question.")},
    )
    field_order: tuple[str, ...] = ("topic", "text", "first_name", "phone", "email")


class TellForForm(RelayFields, TellForm):
    """The same words, typed by somebody who helps, with the agreement of the person who speaks."""

    first_name = NameField(label=_("Le prénom de la personne"), help_text=_("Un surnom convient aussi."))
    field_order = ("topic", "text", "first_name", "phone", "email", "agreed", "relay_name", "relay_contact")


class JoinForm(PublicForm):
    """A network asks to join the collective."""

    name = CleanCharField(
        label=_("Le nom de votre réseau"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Écrivez le nom de votre réseau.")},
    )
    signature = CleanCharField(
        label=_("Ce que fait votre réseau, en une phrase"),
        max_length=300,
        error_messages={"required": _("Dites en une phrase ce que fait votre réseau.")},
    )
    website = forms.URLField(
        label=_("Son site internet"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": _("Vérifiez l'adresse. Elle ressemble à www.exemple.fr.")},
    )
    why = CleanCharField(
        label=_("Pourquoi voulez-vous nous rejoindre ?"), max_length=2000, multiline=True, required=False
    )
    first_name = NameField(label=_("Votre nom"), widget=forms.TextInput(attrs={"autocomplete": "name"}),
                           error_messages={"required": _("Écrivez votre nom.")})  # fmt: skip
    role = CleanCharField(label=_("Ce que vous faites dans ce réseau"), max_length=120, required=False)
    email = MailField(required=False)
    phone = PhoneField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        neither = not cleaned.get("email") and not cleaned.get("phone")
        if neither and not {"email", "phone"} & set(self.errors):
            self.add_error("email", _("Écrivez un e-mail ou un téléphone : nous pourrons vous répondre."))
        return cleaned
