"""What those who animate type in: hands raised on paper, the thing to try, what became of it, a text to hand over."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.kit.fields import CleanCharField
from territoires.kit.forms import KitForm
from territoires.mirror.enums import Hand, TryEnd
from territoires.mirror.models import Mirror
from territoires.mirror.queries.landmarks import Landmark, landmarks

MOST_HANDS = 500
LATEST = datetime.timedelta(days=2 * 365)
GO_ON = "continue"


def day_to_come(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    messages = {"invalid": _("Choisissez un jour, par exemple 2027-03-21.")}
    return forms.DateField(label=label, widget=widget, error_messages=messages, **kwargs)


class TallyForm(KitForm):
    """Twenty-one boxes, as on the sheet: an empty one is no hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for landmark in landmarks():
            for hand in Hand:
                self.fields[f"{landmark.number}-{hand.value}"] = forms.IntegerField(
                    label=hand.label, required=False, min_value=0, max_value=MOST_HANDS,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "kit-short"}),
                    error_messages={
                        "invalid": _("Écrivez un nombre de mains."),
                        "min_value": _("Écrivez un nombre de mains."),
                        "max_value": _("Ce nombre est trop grand. Vérifiez-le."),
                    },
                )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Landmark, list[forms.BoundField]]]:
        """Each landmark with its three boxes."""
        return [(one, [self[f"{one.number}-{hand.value}"] for hand in Hand]) for one in landmarks()]

    def raised(self) -> dict[tuple[int, str], int]:
        told = self.cleaned_data
        return {
            (one.number, hand.value): told.get(f"{one.number}-{hand.value}") or 0
            for one in landmarks()
            for hand in Hand
        }


def tallies_as_typed(mirror: Mirror) -> dict[str, int]:
    return {f"{row.landmark}-{row.hand}": row.raised for row in mirror.tallies.all()}


class TryForm(KitForm):
    words = CleanCharField(
        label=_("Une chose que nous voulons essayer"),
        help_text=_("Petite et précise. Par exemple : inviter deux parents à préparer la prochaine rencontre."),
        multiline=True,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez ce que vous voulez essayer.")},
    )
    try_by = day_to_come(_("Avant quel jour ?"), help_text=_("Le jour où vous en reparlerez."))
    landmark = forms.TypedChoiceField(
        label=_("De quelle phrase est-ce parti ?"), required=False, coerce=int, empty_value=None,
    )  # fmt: skip

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["landmark"].choices = [  # type: ignore[attr-defined]
            ("", _("Aucune en particulier")), *((one.number, one.saying) for one in landmarks()),
        ]  # fmt: skip

    def clean_try_by(self) -> datetime.date:
        return clean_day_to_come(self.cleaned_data["try_by"], self.today)


class TryEndForm(KitForm):
    end = forms.ChoiceField(
        label=_("Où en êtes-vous ?"),
        choices=[(TryEnd.DONE, TryEnd.DONE.label), (GO_ON, _("On continue")), (TryEnd.LEFT, TryEnd.LEFT.label)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez où vous en êtes.")},
    )
    try_by = day_to_come(_("Si vous continuez : jusqu'à quel jour ?"), required=False)
    told = CleanCharField(
        label=_("Ce qui s'est passé"),
        help_text=_("Quelques mots pour vous en souvenir. Ils restent entre vous."),
        required=False,
        multiline=True,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("end") == GO_ON and "try_by" not in self.errors:
            if not cleaned.get("try_by"):
                self.add_error("try_by", _("Choisissez jusqu'à quel jour vous continuez."))
            else:
                self._keep_day(cleaned["try_by"])
        return cleaned

    def _keep_day(self, day: datetime.date) -> None:
        try:
            clean_day_to_come(day, self.today)
        except forms.ValidationError as wrong:
            self.add_error("try_by", wrong)


class TextForm(KitForm):
    words = CleanCharField(
        label=_("Le texte du groupe"),
        help_text=_("Écrivez-le ensemble. Ne nommez personne sans son accord."),
        multiline=True,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Écrivez votre texte.")},
    )


def clean_day_to_come(day: datetime.date, today: datetime.date) -> datetime.date:
    if day <= today:
        raise forms.ValidationError(_("Choisissez un jour à venir."), code="past")
    if day > today + LATEST:
        raise forms.ValidationError(_("Choisissez un jour plus proche : dans deux ans au plus."), code="far")
    return day
