"""Say which story or which group gave the idea. The forms neither save nor send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.groups.models import LocalGroup
from territoires.kit.fields import CleanCharField
from territoires.kit.forms import KitForm


class LookForm(KitForm):
    """By a place or a name; what comes back is chosen below."""

    q = CleanCharField(label=_("Quel groupe ? Sa ville ou son nom"), required=False, max_length=100)


class SourceForm(KitForm):
    """« recit:<key> » or « groupe:<slug> », and a few words if one likes."""

    source = CleanCharField(
        max_length=140, error_messages={"required": _("Choisissez le récit ou le groupe qui vous a inspirés.")}
    )
    why = CleanCharField(
        label=_("Ce qui vous a inspirés"), required=False, max_length=300,
        help_text=_("Par exemple : l'idée du café dans la cour."),
    )  # fmt: skip

    def named(self) -> tuple[str, str]:
        """What kind of source, and its key."""
        kind, _colon, key = self.cleaned_data["source"].partition(":")
        return kind, key


class WhichGroupForm(KitForm):
    """For somebody who animates several groups."""

    group = forms.ModelChoiceField(
        label=_("Pour quel groupe ?"), queryset=LocalGroup.objects.none(), to_field_name="slug", empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.initial.setdefault("group", groups.first() and groups.first().slug)
