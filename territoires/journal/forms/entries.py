"""What one writes in the journal: one sentence, a picture, a voice, who may read."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.journal.enums import Moment, Visibility
from territoires.journal.models import Entry
from territoires.journal.rules.entries import LONGEST_WORDS
from territoires.kit.fields import CleanCharField
from territoires.kit.forms import KitForm
from territoires.kit.words import PARIS
from territoires.vocabulary.models import Theme

WHO_READS = (
    (Visibility.PUBLIC.value, Visibility.PUBLIC.label),
    (Visibility.NETWORK.value, Visibility.NETWORK.label),
    (Visibility.GROUP.value, Visibility.GROUP.label),
)
WORDS_HINT = _("Une phrase suffit. Les enfants : jamais leur nom.")


class VersionField(forms.IntegerField):
    """The version on screen. A lost one counts as another version: nothing is ever overwritten unseen."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


class EntryFields(KitForm):
    """The words of an entry, and what one may add behind « Plus de choix »."""

    words = CleanCharField(
        label=_("Que s'est-il passé ?"), help_text=WORDS_HINT, multiline=True, max_length=LONGEST_WORDS,
        required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Qui peut lire ?"), choices=WHO_READS, widget=forms.RadioSelect, initial=Visibility.PUBLIC.value
    )
    said_by = CleanCharField(
        label=_("Qui raconte ?"), help_text=_("Un prénom choisi, ou « une maman ». Sinon, c'est le groupe."),
        max_length=100, required=False,
    )  # fmt: skip
    happened_on = forms.DateField(
        label=_("Quel jour ?"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 03/11/2026.")},
    )  # fmt: skip
    moment = forms.ChoiceField(
        label=_("Quel moment ?"), choices=(("", _("Sans le dire")), *Moment.choices), required=False
    )
    theme = forms.ModelChoiceField(
        label=_("Autour de quoi ?"), queryset=Theme.objects.none(), required=False, empty_label=_("Sans le dire")
    )
    MORE = ("said_by", "happened_on", "moment", "theme")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Theme]", self.fields["theme"])
        field.queryset = Theme.objects.shown()

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def clean_happened_on(self) -> datetime.date:
        day: datetime.date | None = self.cleaned_data["happened_on"]
        today = timezone.localdate()
        if day is None:
            return today
        if not datetime.date(2000, 1, 1) <= day <= today:
            raise ValidationError(_("Choisissez un jour passé, ou aujourd'hui."), code="day")
        return day

    def told(self) -> dict[str, Any]:
        """What the actions take as `told`."""
        return {name: self.cleaned_data[name] for name in ("words", "visibility", *self.MORE)}


class ChangeForm(EntryFields):
    """An entry that is there already."""

    version = VersionField()

    def facing(self, version: int) -> None:
        """After a conflict: what was typed stays, and sending it again is a choice made knowingly."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data


def first_words(entry: Entry) -> dict[str, Any]:
    """What the form shows of an entry."""
    return {
        "words": entry.words, "visibility": entry.visibility, "said_by": entry.said_by, "theme": entry.theme_id,
        "happened_on": entry.happened_on, "moment": entry.moment, "version": entry.version,
    }  # fmt: skip


class ScheduleField(forms.Form):
    """A day and an hour to come, on the clock of metropolitan France."""

    publish_on = forms.DateField(
        label=_("Publier plus tard : quel jour ?"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 03/11/2026.")},
    )  # fmt: skip
    publish_hour = forms.TimeField(
        label=_("À quelle heure ?"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Écrivez l'heure ainsi : 18:30.")},
    )  # fmt: skip

    def publish_at(self) -> datetime.datetime | None:
        """The moment asked for; eight in the morning when no hour was said. None: now."""
        day = self.cleaned_data.get("publish_on")
        if day is None:
            return None
        hour = self.cleaned_data.get("publish_hour") or datetime.time(8)
        try:
            return datetime.datetime.combine(day, hour, tzinfo=PARIS).astimezone(datetime.UTC)
        except OverflowError:
            return datetime.datetime.max.replace(tzinfo=datetime.UTC)


class MoveForm(KitForm):
    """A button on an entry, with the version it was shown with."""

    version = VersionField()


class ReadForm(ChangeForm):
    """Words that came by a card, before they appear: as they came, or with small corrections."""

    sent_version = VersionField()

    def clean_words(self) -> str:
        if not self.cleaned_data["words"]:
            raise ValidationError(_("Il manque les mots. Pour ne rien publier, dites non plus bas."), code="words")
        return str(self.cleaned_data["words"])


def read_form(entry: Entry, data: Any = None) -> ReadForm:
    form = ReadForm(data, initial={**first_words(entry), "sent_version": _sent_version(entry)})
    if entry.visibility == Visibility.GROUP:
        cast(forms.ChoiceField, form.fields["visibility"]).choices = WHO_READS[2:]
    return form


def _sent_version(entry: Entry) -> int:
    return entry.contribution.version if entry.contribution else 0


class RefuseForm(KitForm):
    version = VersionField()
    sent_version = VersionField()
    reason = CleanCharField(
        label=_("Dites pourquoi, avec gentillesse"), help_text=_("La personne lira ces mots à sa référence."),
        multiline=True, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez un mot à la personne.")},
    )  # fmt: skip
