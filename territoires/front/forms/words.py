"""A word of the vocabulary, as the coordination edits it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import CleanCharField, KitForm


class WordForm(KitForm):
    version = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)
    name = CleanCharField(label=_("Le mot"), max_length=120, error_messages={"required": _("Écrivez le mot.")})
    explanation = CleanCharField(
        label=_("Ce qu'il veut dire, en clair"),
        help_text=_("Une phrase courte. Dépliez les sigles."),
        max_length=200,
        required=False,
    )
