"""A picture and a voice beside the words: with an account, or with a card."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from territoires.contributions.actions import Relay
from territoires.contributions.forms import RelayFields
from territoires.groups.permissions import CardHolder
from territoires.journal.enums import Visibility
from territoires.journal.forms.entries import EntryFields, ScheduleField
from territoires.journal.rules.entries import LONGEST_WORDS
from territoires.kit.fields import CleanCharField, MailField, NameField
from territoires.kit.forms import KitForm, PublicForm
from territoires.kit.spotting import Spot, spot_private
from territoires.media.forms import SOMEBODY, PictureForm, SoundForm

WISHES = (
    (Visibility.PUBLIC.value, _("On peut montrer à tout le monde")),
    (Visibility.GROUP.value, _("Seulement au groupe")),
)


class MediaForm(PictureForm, SoundForm, KitForm):
    """A picture or a voice for an entry that is there already."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.given_picture() is None and self.given_sound() is None:
            raise ValidationError(_("Choisissez une photo ou un son."), code="nothing")
        return cleaned


class ComposeForm(PictureForm, SoundForm, ScheduleField, EntryFields):
    """The composer."""

    MORE_OF_ALL = (*EntryFields.MORE, "publish_on", "publish_hour")

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE_OF_ALL]


class TellForm(PictureForm, SoundForm, PublicForm):
    """What somebody tells with a card."""

    words = CleanCharField(
        label=_("Que voulez-vous raconter ?"), help_text=_("Une phrase suffit. N'écrivez le nom d'aucun enfant."),
        multiline=True, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez une phrase, même courte.")},
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Qui peut lire ?"), choices=WISHES, widget=forms.RadioSelect, initial=Visibility.GROUP.value
    )
    first_name = NameField(
        label=_("Qui raconte ?"), help_text=_("Un prénom choisi, ou « une maman ». Ou rien."), required=False
    )
    email = MailField(
        label=_("Votre e-mail, pour savoir quand c'est publié"), required=False,
        help_text=_("Votre référence suffit : vous pouvez laisser vide."),
    )  # fmt: skip
    RELAYED: tuple[str, ...] = ()
    reread = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, holder: CardHolder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder = holder

    def spots(self) -> list[Spot]:
        return spot_private(self.cleaned_data.get("words", "")) if self.is_bound and self.is_valid() else []

    def asks_to_reread(self) -> bool:
        """Once: the second press sends the words as they are. Call it after is_valid()."""
        if self.cleaned_data["reread"] or not self.spots():
            return False
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("reread")] = "1"
        self.data = data
        return True

    def relay_or_none(self) -> Relay | None:
        return None

    @property
    def relay_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.RELAYED]


class TellForForm(RelayFields, TellForm):
    """Typed by somebody who helps."""

    first_name = NameField(label=_("Qui raconte ?"), help_text=_("Un prénom choisi, ou « une maman »."))
    RELAYED = ("agreed", "relay_name", "relay_contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sound_voice"].initial = SOMEBODY

    def relay_or_none(self) -> Relay | None:
        return self.relay()
