"""Taking a place around the table, being reached, leaving; what an animator does with the people of the group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.contributions.queries import read_long_reference
from territoires.groups.actions.people import Place
from territoires.groups.enums import Side
from territoires.groups.models import LocalGroup, Member
from territoires.groups.rules import CARDS_AT_ONCE
from territoires.kit.fields import CleanCharField, MailField, NameField, PhoneField
from territoires.kit.forms import KitForm, PublicForm
from territoires.vocabulary.models import CommunityRole


class RoleField(forms.ModelChoiceField[CommunityRole]):
    """What somebody is in the educational community, if they wish to say it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Vous êtes…"))
        kwargs.setdefault("help_text", _("Si vous voulez le dire."))
        kwargs.setdefault("empty_label", _("Je préfère ne pas le dire"))
        rows = CommunityRole.objects.shown()
        super().__init__(queryset=rows, required=False, to_field_name="slug", **kwargs)


class PlaceFields(forms.Form):
    """What somebody says of themselves to the group, with an account or with a card."""

    first_name = NameField(max_length=60, help_text=_("Un surnom convient aussi. Pas besoin du nom de famille."))
    role = RoleField()
    name_shown = forms.BooleanField(
        label=_("Les membres du groupe peuvent lire mon prénom"), required=False,
        help_text=_("Les personnes qui animent le lisent toujours. En dehors du groupe, personne."),
    )  # fmt: skip

    @property
    def place(self) -> Place:
        told = self.cleaned_data
        return Place(told["first_name"], told["role"], told["name_shown"])

    @staticmethod
    def values_of(member: Member) -> dict[str, Any]:
        role = member.role.slug if member.role else ""
        return {"first_name": member.first_name, "role": role, "name_shown": member.name_shown}


class PublicPlaceForm(PlaceFields, PublicForm):
    """With a card or a link."""


class OwnPlaceForm(PlaceFields, KitForm):
    """With an account."""


class ByHandForm(KitForm):
    """An animator adds somebody: a first name, a role, and nothing else."""

    first_name = NameField(label=_("Son prénom"), max_length=60, help_text=_("Demandez-lui d'abord. Un surnom suffit."))
    role = RoleField(label=_("Son rôle"), empty_label=_("Je ne sais pas"), help_text=_("Si la personne veut le dire."))

    @property
    def place(self) -> Place:
        return Place(self.cleaned_data["first_name"], self.cleaned_data["role"])


class ContactFields(forms.Form):
    phone = PhoneField(required=False)
    email = MailField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("phone") and not cleaned.get("email") and not self.errors:
            self.add_error("phone", _("Écrivez un numéro ou une adresse, comme vous préférez."))
        return cleaned


class PublicContactForm(ContactFields, PublicForm):
    pass


class OwnContactForm(ContactFields, KitForm):
    pass


class LeaveFields(forms.Form):
    forget_name = forms.BooleanField(
        label=_("Effacer mon prénom tout de suite"),
        required=False,
        help_text=_("Sans cette case, il s'efface dans trente jours."),
    )


class PublicLeaveForm(LeaveFields, PublicForm):
    min_seconds = 0


class OwnLeaveForm(LeaveFields, KitForm):
    pass


class PressForm(PublicForm):
    """One button of a page reached with a card."""

    min_seconds = 0


class AccountForm(PublicForm):
    email = MailField()


class CodeForm(PublicForm):
    """The words on the card, or the signs of its address."""

    min_seconds = 0
    unknown = _("Cette carte n'ouvre rien. Relisez les trois mots et les chiffres.")
    code = CleanCharField(
        label=_("Les trois mots et les chiffres de la carte"), max_length=80,
        help_text=_("Par exemple : lune tulipe balcon 4821. Les majuscules ne comptent pas."),
        error_messages={"required": _("Écrivez ce qui est sur votre carte.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    @property
    def spoken(self) -> str:
        return read_long_reference(self.cleaned_data["code"])


class CardsForm(KitForm):
    number = forms.TypedChoiceField(
        label=_("Combien de cartes ?"), coerce=int, initial=8,
        choices=[(8, _("8, une feuille")), (16, _("16, deux feuilles")), (CARDS_AT_ONCE, _("24, trois feuilles"))],
    )  # fmt: skip


class HandOverForm(KitForm):
    together = forms.TypedChoiceField(
        label=_("Et vous ?"), coerce=lambda said: said == "yes", widget=forms.RadioSelect, initial="no",
        choices=[("no", _("Je passe le relais : je n'anime plus")), ("yes", _("On anime à deux"))],
    )  # fmt: skip


class GroupSearchForm(KitForm):
    """Lives in the address: an odd one is left aside without a word."""

    q = CleanCharField(label=_("Nom du groupe ou ville"), required=False, max_length=80)

    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q") or "")


class BuddyForm(KitForm):
    way = forms.ChoiceField(
        label=_("Que voulez-vous ?"), widget=forms.RadioSelect,
        choices=[
            (Side.NEWER.value, _("Nous commençons : que ce groupe nous accompagne")),
            (Side.EXPERIENCED.value, _("Nous avons de l'expérience : accompagner ce groupe")),
        ],
    )  # fmt: skip
    other = forms.ModelChoiceField(
        label=_("Quel groupe ?"), queryset=LocalGroup.objects.none(), widget=forms.RadioSelect,
        to_field_name="slug", empty_label=None,
    )  # fmt: skip
    field_order = ("other", "way")

    def __init__(self, *args: Any, groups: list[LocalGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        rows = LocalGroup.objects.filter(pk__in=[group.pk for group in groups]).select_related("commune")
        field.queryset = rows  # type: ignore[attr-defined]
        field.label_from_instance = lambda group: f"{group.name}, {group.commune.name}"  # type: ignore[attr-defined]
