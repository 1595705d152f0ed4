"""A picture and a voice, as parts of any form: `class EntryForm(PictureForm, SoundForm, KitForm)`.

In the view: `@takes_files(megabytes=25)` above and `@records_voice` under the access decorator; `sender=actor` for the
form; when it is refused, `form.hold(now=…)` keeps its files for the next try. Templates: media/picture_fields.html,
media/recorder.html.
"""

import datetime
import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from territoires.kit.actors import VISITOR, Actor
from territoires.kit.fields import CleanCharField
from territoires.media.actions.given import GivenPicture, GivenSound, hold_picture, hold_sound
from territoires.media.actions.media import refusal_of
from territoires.media.enums import ConsentGiven, Kind, Lack, People, Refusal
from territoires.media.models import Picture, Sound
from territoires.media.queries import find_held
from territoires.media.rules import weight_in_words

SAID_YES = [(one.value, one.label) for one in (ConsentGiven.ALOUD, ConsentGiven.PAPER, ConsentGiven.MESSAGE)]
ME, SOMEBODY = "me", "somebody"
MOST_PERSONS = 12


class MediumField(forms.FileField):
    """A file of one kind: its weight, its name and its first bytes are looked at, nothing more."""

    kind: Kind
    accept: str

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": self.accept, **self.more_attrs()}))
        kwargs.setdefault("error_messages", {"empty": Refusal.CUT.label, "invalid": Refusal.CUT.label})
        super().__init__(max_length=1000, **kwargs)

    def more_attrs(self) -> dict[str, Any]:
        return {}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        refusal = refusal_of(self.kind, file)
        if refusal == Refusal.TOO_HARD:
            raise ValidationError(too_heavy(self.kind, file.size or 0), code="too-heavy")
        if refusal is not None:
            raise ValidationError(refusal.label, code=str(refusal))
        return file


def too_heavy(kind: Kind, size: int) -> str:
    most = settings.MEDIA_PICTURE_BYTES if kind == Kind.PICTURE else settings.MEDIA_SOUND_BYTES
    return _now("Ce fichier pèse %(weight)s. C'est trop : %(most)s au plus.") % {
        "weight": weight_in_words(size),
        "most": weight_in_words(most),
    }


class PictureFile(MediumField):
    kind, accept = Kind.PICTURE, "image/*"


class SoundFile(MediumField):
    kind, accept = Kind.SOUND, "audio/*"

    def more_attrs(self) -> dict[str, Any]:
        return {"capture": True}


class HeldForm(forms.Form):
    """Keeps the files of a form that comes back: chosen once, said once."""

    def __init__(self, *args: Any, sender: Actor = VISITOR, **kwargs: Any) -> None:
        self.sender = sender
        super().__init__(*args, **kwargs)

    def held(self, name: str, kind: Kind) -> Picture | Sound | None:
        """The file that waits since the last try, if it is this person's."""
        token = str(self.data.get(self.add_prefix(f"{name}_held"), "")) if self.is_bound else ""
        return find_held(kind, token, self.sender.label) if token else None

    def hold(self, *, now: datetime.datetime) -> None:
        """For a form that is refused: keep its good files, and say so on the page. Call it after is_valid()."""
        for name, keep in (("picture", hold_picture), ("sound", hold_sound)):
            file = self.cleaned_data.get(name) if name in self.fields else None
            kept = keep(file=file, now=now, by=self.sender) if isinstance(file, UploadedFile) else None
            if kept is not None:
                data = cast(QueryDict, self.data).copy()
                data[self.add_prefix(f"{name}_held")] = kept.token
                self.data = data

    @property
    def picture_is_held(self) -> bool:
        return self.held("picture", Kind.PICTURE) is not None

    @property
    def sound_is_held(self) -> bool:
        return self.held("sound", Kind.SOUND) is not None


class PictureForm(HeldForm):
    """« Une photo », and what must be known of it. `sender` is who fills the form in."""

    picture = PictureFile(label=_("Une photo"))
    picture_held = forms.CharField(required=False, max_length=43, widget=forms.HiddenInput)
    picture_people = forms.ChoiceField(
        label=_("Reconnaît-on quelqu'un ?"),
        choices=[(one.value, one.label) for one in People],
        required=False,
        widget=forms.RadioSelect,
    )
    picture_persons = CleanCharField(
        label=_("Qui est d'accord ?"),
        help_text=_("Un prénom par personne, séparés par des virgules. Ou « une dame, un monsieur »."),
        required=False,
    )
    picture_given = forms.ChoiceField(
        label=_("Comment ont-elles dit oui ?"),
        choices=SAID_YES,
        required=False,
        initial=ConsentGiven.ALOUD.value,
        widget=forms.RadioSelect,
    )
    picture_until = forms.DateField(
        label=_("Jusqu'à quand ?"),
        help_text=_("Sans date : trois ans. Chacun peut changer d'avis à tout moment."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 03/11/2027.")},
    )
    picture_parents = forms.BooleanField(label=_("Ses deux parents sont d'accord."), required=False)
    picture_child = forms.BooleanField(label=_("L'enfant est d'accord, et sait où on la verra."), required=False)
    picture_alt = CleanCharField(
        label=_("Décrivez la photo pour qui ne la voit pas"),
        help_text=_("Une phrase : « Six parents autour d'une table, un gâteau au milieu. »"),
        max_length=300,
        required=False,
    )
    picture_decorative = forms.BooleanField(
        label=_("Photo décorative : elle ne dit rien de plus que le texte."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.MEDIA_CHILDREN_FACES:
            del self.fields["picture_parents"], self.fields["picture_child"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("picture") is None and "picture" not in self.errors:
            cleaned["picture_held"] = self.held("picture", Kind.PICTURE)
        if cleaned.get("picture") or isinstance(cleaned.get("picture_held"), Picture):
            self._clean_people(cleaned)
            if not (cleaned.get("picture_alt") or cleaned.get("picture_decorative") or "picture_alt" in self.errors):
                self.add_error("picture_alt", Lack.DESCRIPTION.label)
        return cleaned

    def _clean_people(self, cleaned: dict[str, Any]) -> None:
        people = cleaned.get("picture_people")
        if not people:
            if "picture_people" not in self.errors:
                self.add_error("picture_people", Lack.PEOPLE.label)
        elif people == People.CHILD and not settings.MEDIA_CHILDREN_FACES:
            self.add_error("picture_people", Refusal.CHILD.label)
        elif people == People.CHILD and not (cleaned.get("picture_parents") and cleaned.get("picture_child")):
            self.add_error("picture_people", _("Il faut l'accord de ses deux parents, et le sien."))
        elif people != People.NOBODY and not cleaned.get("picture_persons") and "picture_persons" not in self.errors:
            self.add_error("picture_persons", _("Écrivez au moins un prénom, ou « une dame »."))

    def clean_picture_persons(self) -> tuple[str, ...]:
        """Each person once, in the order they were written."""
        names = (name.strip()[:60] for name in re.split(r"[,;\n]| et ", self.cleaned_data["picture_persons"]))
        persons = tuple(dict.fromkeys(name for name in names if name))
        if len(persons) > MOST_PERSONS:
            raise ValidationError(_("Douze personnes au plus. Sinon, choisissez une photo de dos."), code="many")
        return persons

    def clean_picture_until(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["picture_until"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Choisissez un jour à venir."), code="past")
        return day

    def given_picture(self) -> GivenPicture | None:
        """What to hand to media.actions.receive_given_picture; None when no picture came."""
        told = self.cleaned_data
        held = told.get("picture_held")
        held = held if isinstance(held, Picture) else None
        if told.get("picture") is None and held is None:
            return None
        return GivenPicture(
            file=told.get("picture"),
            held=held,
            alt=told["picture_alt"],
            decorative=told["picture_decorative"] and not told["picture_alt"],
            people=told["picture_people"],
            persons=told["picture_persons"],
            given=told["picture_given"] or ConsentGiven.ALOUD,
            until_on=told["picture_until"],
            both_parents_agreed=told.get("picture_parents", False),
            child_agreed=told.get("picture_child", False),
        )


class SoundForm(HeldForm):
    """« Une voix », and whose it is."""

    sound = SoundFile(label=_("Une voix"), help_text=_("Trente secondes suffisent. Cinq minutes au plus."))
    sound_held = forms.CharField(required=False, max_length=43, widget=forms.HiddenInput)
    sound_voice = forms.ChoiceField(
        label=_("Qui parle ?"),
        choices=[(ME, _("Moi")), (SOMEBODY, _("Une autre personne, qui est d'accord"))],
        required=False,
        initial=ME,
        widget=forms.RadioSelect,
    )
    sound_person = CleanCharField(label=_("Son prénom, ou « une dame »"), max_length=60, required=False)
    sound_given = forms.ChoiceField(
        label=_("Comment a-t-elle dit oui ?"),
        choices=SAID_YES,
        required=False,
        initial=ConsentGiven.ALOUD.value,
        widget=forms.RadioSelect,
    )
    sound_transcript = CleanCharField(
        label=_("Ce qui est dit"),
        help_text=_("Quelques mots, pour qui n'entend pas."),
        multiline=True,
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("sound") is None and "sound" not in self.errors:
            cleaned["sound_held"] = self.held("sound", Kind.SOUND)
        came = cleaned.get("sound") or isinstance(cleaned.get("sound_held"), Sound)
        missing = cleaned.get("sound_voice") == SOMEBODY and not cleaned.get("sound_person")
        if came and missing and "sound_person" not in self.errors:
            self.add_error("sound_person", _("Écrivez un prénom, ou « une dame »."))
        return cleaned

    def given_sound(self) -> GivenSound | None:
        """What to hand to media.actions.receive_given_sound; None when no voice came."""
        told = self.cleaned_data
        held = told.get("sound_held")
        held = held if isinstance(held, Sound) else None
        if told.get("sound") is None and held is None:
            return None
        another = told["sound_voice"] == SOMEBODY
        return GivenSound(
            file=told.get("sound"),
            held=held,
            transcript=told["sound_transcript"],
            person=told["sound_person"] if another else "",
            given=(told["sound_given"] or ConsentGiven.ALOUD) if another else ConsentGiven.SELF,
        )
