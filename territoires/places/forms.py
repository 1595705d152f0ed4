"""One box for a place, the same everywhere: with script it suggests, without it asks back."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from territoires.kit.fields import clean_text
from territoires.places import queries
from territoires.places.models import Commune
from territoires.places.rules import PlaceHit

LONGEST, INSEE_LENGTH = 100, 5


class TypedPlace(NamedTuple):
    """What came from the browser: the words, and the INSEE code of the place chosen among suggestions."""

    text: str
    insee: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.insee)


class PlaceBox(forms.TextInput):
    """A text box. After a doubt, it also shows the places to choose from (`choices`, set by the field)."""

    template_name = "places/place_box.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", "maxlength": LONGEST, **(attrs or {})})
        self.choices: list[PlaceHit] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedPlace:
        codes = data.getlist(f"{name}_insee") if hasattr(data, "getlist") else [data.get(f"{name}_insee")]
        chosen = [str(code) for code in codes if code]
        return TypedPlace(str(data.get(name) or ""), chosen[-1] if chosen and len(chosen[-1]) == INSEE_LENGTH else "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_insee" not in data

    def format_value(self, value: Any) -> str:
        if isinstance(value, TypedPlace):
            return value.text
        return value.label if isinstance(value, Commune | PlaceHit) else str(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = value.insee if isinstance(value, TypedPlace | Commune | PlaceHit) else ""
        context["widget"] |= {"choices": self.choices, "chosen": chosen, "insee_name": f"{name}_insee"}
        return context


class PlaceField(forms.Field):
    """Cleans to a Commune (or a district of Paris, Lyon or Marseille), its department loaded; None when left empty."""

    widget = PlaceBox
    default_error_messages = {
        "required": _("Écrivez le nom de votre ville ou de votre village, ou son code postal."),
        "several": _("Plusieurs lieux portent ce nom. Choisissez le vôtre."),
        "near": _("Nous hésitons. Choisissez votre lieu dans la liste, ou écrivez son code postal."),
        "unknown": _("Nous ne trouvons pas ce lieu. Écrivez le nom de la ville la plus proche, ou son code postal."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Ville, village, quartier ou code postal"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Commune | None:
        if isinstance(value, Commune):
            return value
        typed = value if isinstance(value, TypedPlace) else TypedPlace(str(value or ""))
        words = clean_text(typed.text)
        if not words and not typed.insee:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        commune = self._commune(words, typed.insee)
        self.run_validators(commune)
        return commune

    def _commune(self, words: str, chosen: str) -> Commune:
        """The place chosen, when it answers the words; else the one place that they name."""
        named = queries.resolve(words)
        if chosen and (not words or any(hit.insee == chosen for hit in named.hits)):
            insee = chosen
        elif named.only is not None:
            insee = named.only.insee
        else:
            self._ask_back(named)
        commune = Commune.objects.select_related("department__region").filter(insee=insee).first()
        if commune is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return commune

    def _ask_back(self, named: queries.Resolution) -> None:
        if isinstance(self.widget, PlaceBox):
            self.widget.choices = named.hits
        code = "several" if named.same_name else "near" if named.hits else "unknown"
        raise ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial.label if isinstance(initial, Commune) else str(initial or "")
        return bool(data) and (not isinstance(data, TypedPlace) or data.text != before)
