"""To receive the letter of Monday, or not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import KitForm, PublicForm

YES, NO = "oui", "non"


class Wanted(forms.Form):
    wanted_word = forms.ChoiceField(label=_("Recevoir la lettre"), choices=[(YES, _("oui")), (NO, _("non"))])

    @property
    def wanted(self) -> bool:
        return bool(self.cleaned_data["wanted_word"] == YES)


class MondayForm(Wanted, KitForm):
    """From one's own space."""


class MondayLinkForm(Wanted, PublicForm):
    """By the link of the letter. Nobody is asked to slow down: there is nothing to write."""

    min_seconds = 0
