from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.fields import CleanCharField, MailField, NameField, PhoneField
from territoires.kit.forms import PublicForm


class HelpForm(PublicForm):
    """A message to the coordination: a number or an address only when one wishes an answer that way."""

    text = CleanCharField(
        label=_("Qu'est-ce qui vous aiderait ?"),
        help_text=_("Comme ça vient. N'écrivez le nom d'aucun enfant."),
        max_length=2000,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Dites en quelques mots ce qui vous aiderait.")},
    )
    first_name = NameField(help_text=_("Un surnom convient aussi."))
    phone = PhoneField(required=False, help_text=_("Pour qu'on vous rappelle."))
    email = MailField(required=False, help_text=_("Pour qu'on vous réponde par écrit."))
    handed_over = forms.BooleanField(
        label=_("La coordination peut ouvrir notre chemin, pour mieux nous aider."), required=False
    )

    def words(self) -> dict[str, Any]:
        asked = ("text", "first_name", "phone", "email", "handed_over")
        return {name: self.cleaned_data[name] for name in asked}
