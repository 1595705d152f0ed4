"""Begin a path, or come back to one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from territoires.contributions.queries import read_long_reference
from territoires.kit.fields import CleanCharField, NameField
from territoires.kit.forms import KitForm, PublicForm
from territoires.places.forms import PlaceField

EXAMPLE = "LUNE-TULIPE-BALCON-4821"


class ReferenceField(CleanCharField):
    """Three words and four figures, however they are typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("La référence du chemin"),
            help_text=_("Trois mots et quatre chiffres. Par exemple : LUNE-TULIPE-BALCON-4821."),
            max_length=80,
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
            ),
            error_messages={"required": _("Écrivez la référence de votre chemin.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        reference = read_long_reference(typed)
        if typed and not reference:
            raise ValidationError(_("Écrivez trois mots et quatre chiffres, par exemple %s.") % EXAMPLE, code="shape")
        return reference


class StartForm(PublicForm):
    """Nothing has to be said to begin."""

    place = PlaceField(
        label=_("C'est où ?"),
        required=False,
        help_text=_("Une ville, un village ou un code postal. Vous pourrez changer."),
    )
    first_name = NameField(required=False, help_text=_("Vos complices sauront qui a écrit. Un surnom convient aussi."))


class ResumeForm(PublicForm):
    """Nobody is asked to slow down: tries are counted."""

    min_seconds = 0

    reference = ReferenceField()


class HangUpForm(KitForm):
    reference = ReferenceField()


class EmptyForm(PublicForm):
    """No question: the button says it all."""

    min_seconds = 0


class KeepForm(PublicForm):
    min_seconds = 0


class AskForm(PublicForm):
    min_seconds = 0
