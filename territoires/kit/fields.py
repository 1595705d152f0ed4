"""Fields that are kind to people: any script, any phone format, errors that say what to do."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


def clean_text(text: str, *, multiline: bool = False) -> str:
    """NFC, without control characters, lone surrogates nor direction overrides; spaces put in order."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    kept = (char for char in text if unicodedata.category(char) not in ("Cc", "Cs") or char in "\n\t")
    lines = [" ".join(line.split()) for line in "".join(kept).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip() if multiline else " ".join(lines).strip()


class CleanCharField(forms.CharField):
    """Words from the browser. `multiline=True` gives a large box and keeps line breaks."""

    def __init__(self, *, multiline: bool = False, max_length: int = 200, **kwargs: Any) -> None:
        self.multiline = multiline
        if multiline:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength on a large box: a browser would cut a pasted text without a word; we say it instead."""
        attrs = super().widget_attrs(widget)
        if self.multiline:
            attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return str(self.empty_value)
        return clean_text(str(value), multiline=self.multiline) or str(self.empty_value)


class NameField(CleanCharField):
    """One box for a name, in any script and of any length: nobody is asked for more than they want to say."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Votre prénom"))
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("error_messages", {"required": _("Écrivez votre prénom.")})
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "given-name"}))
        super().__init__(**kwargs)


class MailField(forms.EmailField):
    """An address for letters; each mistake gets its own advice."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Votre adresse e-mail"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        super().__init__(**kwargs)
        self.error_messages.setdefault("required", _("Écrivez votre adresse e-mail."))

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value)).replace(" ", "") if value not in self.empty_values else ""
        if text and "@" not in text:
            raise ValidationError(_("Il manque le signe @ dans l'adresse."), code="at-sign")
        return text

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except ValidationError as error:
            message = _("Vérifiez l'adresse. Elle ressemble à prenom@exemple.fr.")
            raise ValidationError(message, code="invalid") from error


@dataclass(frozen=True)
class PhoneNumber:
    """A number as the person typed it, and as a machine dials it."""

    raw: str
    e164: str

    def __str__(self) -> str:
        return self.raw


class PhoneField(CleanCharField):
    """A phone number in any format, mainland, overseas or foreign; cleans to a PhoneNumber, or None when empty."""

    REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT")
    default_error_messages = {
        "invalid": _("Vérifiez le numéro : il manque peut-être un chiffre."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Votre numéro de téléphone"))
        kwargs.setdefault("max_length", 40)
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "dir": "ltr"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> PhoneNumber | None:  # type: ignore[override]
        text = super().clean(value.raw if isinstance(value, PhoneNumber) else value)
        if not text:
            return None
        readings = [self._read(text, region) for region in self.REGIONS]
        for accept in (phonenumbers.is_valid_number, self._fits_our_plan):
            for number in readings:
                if number and accept(number):
                    return PhoneNumber(text, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    @staticmethod
    def _read(text: str, region: str) -> phonenumbers.PhoneNumber | None:
        digits = phonenumbers.normalize_digits_only(text)
        if digits.startswith("0508"):  # Saint-Pierre-et-Miquelon, as dialled from the mainland
            text = f"+508{digits[4:]}"
        try:
            return phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            return None

    @staticmethod
    def _fits_our_plan(number: phonenumbers.PhoneNumber) -> bool:
        """Nine digits after +33: ranges open faster than libraries learn of them, and some are kept for fiction."""
        return number.country_code == 33 and len(str(number.national_number)) == 9

    def prepare_value(self, value: Any) -> Any:
        return value.raw if isinstance(value, PhoneNumber) else value


class MomentField(forms.ChoiceField):
    """When a person likes to be called."""

    MOMENTS = (
        ("matin", _("Le matin")),
        ("midi", _("Le midi")),
        ("apres-midi", _("L'après-midi")),
        ("soir", _("Le soir")),
        ("indifferent", _("Peu importe")),
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Quel est le meilleur moment ?"))
        kwargs.setdefault("choices", self.MOMENTS)
        kwargs.setdefault("initial", "indifferent")
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)
