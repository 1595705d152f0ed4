"""Forms that are kind to people and shut to robots. They neither save nor send.

The form of a public page is a PublicForm, one step of a questionnaire a OneQuestionForm, the form of a signed-in page
a KitForm. The fields of kit/fields.py can be imported from here.
"""

import time
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from territoires.kit.fields import (
    CleanCharField,
    MailField,
    MomentField,
    NameField,
    PhoneField,
    PhoneNumber,
    clean_text,
)

__all__ = [
    "CleanCharField",
    "KindWords",
    "KitForm",
    "MailField",
    "MomentField",
    "NameField",
    "OneQuestionForm",
    "PhoneField",
    "PhoneNumber",
    "PublicForm",
    "clean_text",
]

HONEYPOT, TOKEN = "site_web", "depart"
SALT = "territoires.kit.forms"
TOKEN_SECONDS = 2 * 24 * 3600


def kind_required_message(field: forms.Field) -> str | Promise:
    """What to do, and in which box: a summary may hold several of these."""
    if isinstance(field, forms.BooleanField):
        return _("Cochez la case pour continuer.")
    if isinstance(field, PhoneField):
        return _("Écrivez votre numéro de téléphone.")
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return format_lazy(_("« {label} » : choisissez au moins une réponse."), label=field.label or "…")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return format_lazy(_("« {label} » : choisissez une réponse."), label=field.label or "…")
    return format_lazy(_("« {label} » : écrivez votre réponse."), label=field.label or "…")


def kind_messages(field: forms.Field) -> dict[str, Any]:
    """What we say instead of Django's own words."""
    return {
        "required": kind_required_message(field),
        "invalid_choice": _("Choisissez une réponse de la liste."),
        "invalid_pk_value": _("Choisissez une réponse de la liste."),
        "invalid_list": _("Choisissez une réponse de la liste."),
        "max_length": _("Raccourcissez un peu : %(limit_value)d caractères au plus. Il y en a %(show_value)d."),
    }


def django_messages(field: forms.Field) -> dict[str, Any]:
    """The messages the field would have if nobody had chosen words for it."""
    messages: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            messages.update(getattr(kind, "default_error_messages", {}))
    return messages


def use_kind_words(field: forms.Field) -> None:
    """Replace Django's messages, and only those: words chosen by a form are kept."""
    unchosen = django_messages(field)
    for code, message in kind_messages(field).items():
        if field.error_messages.get(code) == unchosen.get(code):
            field.error_messages[code] = message


class KindWords:
    """For forms and model forms: kind messages, no browser bubbles, no colon after labels."""

    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            use_kind_words(field)


class KitForm(KindWords, forms.Form):
    """The form of a signed-in page."""


def fresh_token() -> str:
    """The moment the page is made, signed."""
    return signing.Signer(salt=SALT).sign(f"{time.time():.2f}")


def token_age(token: str) -> float | None:
    """Seconds since the page was made; None for a token that is not ours or too old."""
    try:
        age = time.time() - float(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return age if age <= TOKEN_SECONDS else None


class TokenField(forms.Field):
    """Carries the token. A good one is kept when the page comes back, so that it goes on ageing."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=fresh_token)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if token_age(str(data)) is not None else fresh_token()


class PublicForm(KitForm):
    """The form of a public page: no cookie, no account, and two silent traps for robots.

    A view looks at `form.is_robot` first: when true it shows the ordinary confirmation and writes nothing.
    A form sent faster than a hand can is refused with a kind word: pressing the button again passes.
    """

    min_seconds: float | None = None  # None: the setting KIT_FORM_MIN_SECONDS; 0: no wait, for steps without effect

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[HONEYPOT] = forms.CharField(  # type: ignore[call-arg]
            required=False,
            label=_("Laissez cette case vide"),
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
            template_name="kit/forms/honeypot.html",
        )
        self.fields[TOKEN] = TokenField()

    @property
    def is_robot(self) -> bool:
        """Only a robot fills a box that nobody sees."""
        return self.is_bound and bool(self.data.get(self.add_prefix(HONEYPOT)))

    @property
    def _patience(self) -> float:
        return settings.KIT_FORM_MIN_SECONDS if self.min_seconds is None else self.min_seconds

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        age = token_age(str(cleaned.pop(TOKEN, "")))
        cleaned.pop(HONEYPOT, None)
        if self._patience and not self.errors and (age is None or age < self._patience):
            raise ValidationError(
                _("Vos réponses sont gardées. Appuyez encore une fois sur le bouton."), code="too-fast"
            )
        return cleaned


class OneQuestionForm(PublicForm):
    """One step of a questionnaire: kit/question.html shows the label of its first field as the title of the page.

    Such a step only fills a draft, so nobody is asked to slow down.
    """

    min_seconds = 0

    @property
    def question(self) -> forms.BoundField:
        """The field whose label is the title of the page."""
        return self[next(iter(self.fields))]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return self.visible_fields()[1:]
