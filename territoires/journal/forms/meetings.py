"""The one screen of a date. It neither saves nor sends."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from territoires.groups.models import LocalGroup
from territoires.journal.models import Meeting, MeetingVisibility
from territoires.journal.rules import calendar
from territoires.kit.fields import CleanCharField
from territoires.kit.forms import KitForm

REPEATS = (
    (calendar.ONCE, _("Une seule fois")),
    (calendar.WEEKLY, _("Chaque semaine, le même jour")),
    (calendar.FORTNIGHTLY, _("Une semaine sur deux")),
    (calendar.MONTHLY, _("Chaque mois, le même jour de la semaine")),
)
VISIBILITIES = (
    (MeetingVisibility.PUBLIC, _("Tout le monde peut la voir")),
    (MeetingVisibility.GROUP, _("Seulement nous, entre membres du groupe")),
)


class SeenVersion(forms.IntegerField):
    """The version on screen. A lost one counts as another version: nothing is overwritten unseen."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


def plausible(day: datetime.date) -> None:
    """Neither the year 1 nor the year 9999: a slip of the finger."""
    if not 2000 <= day.year <= 2100:
        raise ValidationError(_("Vérifiez l'année."))


class HourField(CleanCharField):
    """An hour as people write it: 18 h, 18h30, 18:30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)

    def clean(self, value: Any) -> datetime.time | None:
        text = super().clean(value)
        if not text:
            return None
        hour = calendar.read_hour(text)
        if hour is None:
            raise ValidationError(_("Écrivez l'heure ainsi : 18 h 30."), code="hour")
        return hour


class MeetingForm(KitForm):
    """What, when, where, and the few facts that decide people to come."""

    what = CleanCharField(
        label=_("Qu'est-ce qu'on fait ?"), max_length=160, help_text=_("Une phrase. Par exemple : café des parents."),
        error_messages={"required": _("Écrivez ce qu'on y fait, en une phrase.")},
    )  # fmt: skip
    on = forms.DateField(
        label=_("Quel jour ?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choisissez le jour."), "invalid": _("Écrivez le jour ainsi : 03/11/2026."),
        },
        validators=[plausible],
    )  # fmt: skip
    starts_at = HourField(label=_("À quelle heure ?"), error_messages={"required": _("Écrivez l'heure du début.")})
    ends_at = HourField(label=_("Jusqu'à quelle heure ?"), required=False)
    where = CleanCharField(
        label=_("Où ?"), max_length=200, error_messages={"required": _("Écrivez le lieu.")},
        help_text=_("Un lieu ouvert à tous, avec un repère. Jamais l'adresse d'une personne."),
    )  # fmt: skip
    is_free = forms.BooleanField(label=_("C'est gratuit"), required=False)
    with_children = forms.BooleanField(label=_("On peut venir avec ses enfants"), required=False)
    children_minded = forms.BooleanField(label=_("Les enfants sont gardés sur place"), required=False)
    interpreter = CleanCharField(
        label=_("Quelles autres langues peut-on y parler ?"), required=False, max_length=120,
        help_text=_("Par exemple : arabe, portugais."),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Qui peut voir cette date ?"), choices=VISIBILITIES, widget=forms.RadioSelect,
        initial=MeetingVisibility.PUBLIC,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = told.get("starts_at"), told.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("La fin vient après le début. Vérifiez les deux heures."))
        return told

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self["is_free"], self["with_children"], self["children_minded"]]


class NewMeetingForm(MeetingForm):
    repeat = forms.ChoiceField(
        label=_("Cela se répète ?"), choices=REPEATS, widget=forms.RadioSelect, initial=calendar.ONCE
    )
    times = forms.TypedChoiceField(
        label=_("Combien de dates en tout ?"), coerce=int, required=False, empty_value="4", initial="4",
        choices=[(number, str(number)) for number in range(2, calendar.MOST_DATES + 1)],
        help_text=_("Vous pourrez changer ou retirer chacune."),
    )  # fmt: skip

    def __init__(self, *args: Any, group: LocalGroup, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"where": group.meets_where})
        super().__init__(*args, **kwargs)

    def days(self) -> list[datetime.date]:
        told = self.cleaned_data
        return calendar.repeated(told["on"], told["repeat"], int(told["times"]))

    def told(self) -> dict[str, Any]:
        """What holds for each of the dates."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("on", "repeat", "times")}


class ChangeMeetingForm(MeetingForm):
    """Carries the version on screen: nothing is overwritten unseen."""

    version = SeenVersion()

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        values = {name: getattr(meeting, name) for name in MeetingForm.base_fields}
        super().__init__(*args, initial={**values, "version": meeting.version}, **kwargs)

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MeetingForm.base_fields}

    def facing(self, version: int) -> None:
        """After a conflict: what was typed stays, and sending it again is a choice made knowingly."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data


class StepForm(KitForm):
    """A button on one date."""

    version = SeenVersion()
