"""The paper sheet, all questions on one page, numbered as on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.groups import rules
from territoires.groups.forms.start import NO, REACHES, YES
from territoires.kit.fields import CleanCharField, MailField, NameField, PhoneField
from territoires.kit.forms import KitForm
from territoires.places.forms import PlaceField
from territoires.vocabulary.models import CommunityRole

ENTRIES = ((rules.IDEA, _("J'ai une idée")), (rules.EXISTING, _("Notre groupe existe déjà")))


class SheetForm(KitForm):
    """What is missing on paper stays empty here, save the place, the first name and the agreement."""

    entry = forms.ChoiceField(label=_("La case cochée en haut"), choices=ENTRIES, widget=forms.RadioSelect)
    place = PlaceField(label=_("1. C'est où ?"))
    territory_label = CleanCharField(label=_("1. Avec leurs mots"), required=False, max_length=160)
    role = forms.ChoiceField(label=_("2. Autour de l'école, qui est la personne ?"), widget=forms.RadioSelect)
    role_other = CleanCharField(label=_("2. Autre, avec ses mots"), required=False, max_length=100)
    about = CleanCharField(
        label=_("3. L'idée, ou ce que fait le groupe"), required=False, multiline=True, max_length=600
    )
    name = CleanCharField(label=_("3. Le nom du groupe"), required=False, max_length=120)
    first_name = NameField(label=_("4. Le prénom"), error_messages={"required": _("Écrivez le prénom.")})
    reach = forms.ChoiceField(label=_("4. Comment répondre ?"), choices=REACHES, widget=forms.RadioSelect)
    phone = PhoneField(label=_("4. Le téléphone"), required=False)
    email = MailField(label=_("4. L'e-mail"), required=False)
    relay_name = NameField(label=_("4. La personne relais"), required=False)
    relay_contact = CleanCharField(label=_("4. Son téléphone ou son e-mail"), required=False, max_length=120)
    show = forms.ChoiceField(
        label=_("5. Montrer le groupe avant qu'il soit confirmé ?"),
        choices=((YES, _("Oui")), (NO, _("Non, ou rien de coché"))), initial=NO, widget=forms.RadioSelect,
    )  # fmt: skip
    carried_by = CleanCharField(label=_("5. Qui porte le groupe ?"), required=False, max_length=200)
    agreed = forms.BooleanField(
        label=_("La case « Je suis d'accord » est cochée ou signée sur la feuille"),
        error_messages={"required": _("Sans cet accord sur la feuille, appelez d'abord la personne.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(role.slug, role.name) for role in CommunityRole.objects.shown()]
        self.fields["role"].choices = [*known, (rules.OTHER_ROLE, _("Autre, ou rien de coché"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The way to answer needs its address."""
        words = super().clean() or self.cleaned_data
        needs = {
            rules.PHONE: ("phone", _("Écrivez le téléphone, ou choisissez une autre façon de répondre.")),
            rules.EMAIL: ("email", _("Écrivez l'e-mail, ou choisissez une autre façon de répondre.")),
            rules.RELAY: ("relay_contact", _("Écrivez le contact de la personne relais.")),
        }
        box, advice = needs.get(words.get("reach", ""), ("", ""))
        if box and box not in self.errors and not words.get(box):
            self.add_error(box, str(advice))
        return words

    def answers(self) -> dict[str, Any]:
        words = self.cleaned_data
        commune, label, existing = words["place"], words["territory_label"], words["entry"] == rules.EXISTING
        return {
            "entry": words["entry"],
            "insee": commune.pk,
            "territory_label": label,
            "precision": rules.guessed_precision(label, commune.population),
            "role": words["role"],
            "role_other": words["role_other"] if words["role"] == rules.OTHER_ROLE else "",
            "about": words["about"],
            "name": words["name"],
            "reach": words["reach"],
            "show": existing and words["show"] == YES,
            "carried_by": words["carried_by"] if existing else "",
        }

    def columns(self) -> dict[str, Any]:
        """Only what serves to answer in the chosen way."""
        words, reach = self.cleaned_data, self.cleaned_data["reach"]
        phone = words["phone"] if reach == rules.PHONE else None
        relayed = reach == rules.RELAY
        return {
            "speaker_name": words["first_name"],
            "phone": phone.raw if phone else "",
            "phone_e164": phone.e164 if phone else "",
            "email": words["email"] if reach == rules.EMAIL else "",
            "relay_name": words["relay_name"] if relayed else "",
            "relay_contact": words["relay_contact"] if relayed else "",
        }
