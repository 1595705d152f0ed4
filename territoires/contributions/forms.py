"""What the holder of a reference may type, and what a relay says of the person they type for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from territoires.contributions.actions import Relay
from territoires.contributions.enums import ConsentGiven
from territoires.contributions.rules import read_reference
from territoires.kit.fields import CleanCharField, NameField
from territoires.kit.forms import PublicForm

HOW_AGREED = (
    (ConsentGiven.ALOUD.value, _("De vive voix")),
    (ConsentGiven.PAPER.value, _("Sur papier")),
    (ConsentGiven.MESSAGE.value, _("Par message")),
)


class RelayFields(forms.Form):
    """Who types, and how the person agreed: for the forms filled in for somebody else."""

    agreed = forms.ChoiceField(
        label=_("Comment la personne a-t-elle dit oui ?"), choices=HOW_AGREED, widget=forms.RadioSelect
    )
    relay_name = NameField(label=_("Votre prénom, à vous qui aidez"))
    relay_contact = CleanCharField(
        label=_("Votre téléphone ou votre e-mail"),
        help_text=_("La réponse peut passer par vous."),
        max_length=120,
        error_messages={"required": _("Écrivez votre téléphone ou votre e-mail.")},
    )

    def relay(self) -> Relay:
        words = self.cleaned_data
        return Relay(name=words["relay_name"], contact=words["relay_contact"], agreed=words["agreed"])


class FollowForm(PublicForm):
    """A reference, as people type it. Nobody is asked to slow down: tries are counted."""

    min_seconds = 0

    reference = CleanCharField(
        label=_("Votre référence"),
        help_text=_("Un mot et quatre chiffres. Par exemple : LUNE-4821."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Écrivez votre référence.")},
    )

    def clean_reference(self) -> str:
        reference = read_reference(self.cleaned_data["reference"])
        if not reference:
            raise ValidationError(_("Écrivez un mot et quatre chiffres, par exemple LUNE-4821."), code="shape")
        return reference


class CompleteForm(PublicForm):
    min_seconds = 0

    words = CleanCharField(
        label=_("Que voulez-vous ajouter ?"),
        help_text=_("Quelques mots suffisent. N'écrivez le nom d'aucun enfant."),
        max_length=1000,
        multiline=True,
        error_messages={"required": _("Écrivez ce que vous voulez ajouter.")},
    )


class WithdrawForm(PublicForm):
    """No question: the button says it all."""

    min_seconds = 0
