"""Answering one landmark: three pictures, a few words, both as one likes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.fields import CleanCharField
from territoires.kit.forms import KitForm, PublicForm
from territoires.mirror.enums import Hand

WORDS_LENGTH = 600


class AnswerFields(forms.Form):
    hand = forms.ChoiceField(
        label=_("Et dans notre groupe ?"), choices=Hand.choices, required=False, widget=forms.RadioSelect
    )
    words = CleanCharField(
        label=_("Avec vos mots"),
        help_text=_("Le groupe lira vos mots, sans votre nom. Ne nommez personne."),
        required=False,
        multiline=True,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(AnswerFields, KitForm):
    """Behind an account."""


class CardAnswerForm(AnswerFields, PublicForm):
    """With a printed card: no account, no cookie. One may come back to it, so nobody is asked to slow down."""

    min_seconds = 0
