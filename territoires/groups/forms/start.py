"""The questions one answers to propose a group, one a page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import Door
from territoires.contributions.forms import HOW_AGREED
from territoires.contributions.models import Contribution
from territoires.contributions.queries import masked_email, masked_phone
from territoires.groups import rules
from territoires.groups.rules import Proposal
from territoires.kit.fields import CleanCharField, MailField, NameField, PhoneField
from territoires.kit.forms import OneQuestionForm
from territoires.places.forms import PlaceField
from territoires.places.models import Commune
from territoires.vocabulary.models import CommunityRole

YES, NO = "oui", "non"
REACHES = (
    (rules.PHONE, _("Par téléphone")),
    (rules.EMAIL, _("Par e-mail")),
    (rules.RELAY, _("Par une personne relais, qui m'aide à remplir")),
    (rules.NONE, _("Je préfère revenir avec ma référence")),
)


class StepForm(OneQuestionForm):
    """One question. `answers` go in the answers of the contribution, `columns` in its columns."""

    def __init__(self, *args: Any, proposal: Proposal, hidden: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.proposal = proposal
        self.hidden = hidden or {}
        super().__init__(*args, **kwargs)
        for name, words in self.hidden.items():
            self.fields[name].help_text = _("Déjà noté : %s. Laissez vide pour le garder.") % words

    @classmethod
    def initial_from(cls, draft: Contribution) -> dict[str, Any]:
        return {name: draft.answers.get(name, "") for name in cls.base_fields}

    @classmethod
    def hidden_from(cls, draft: Contribution) -> dict[str, str]:
        """What was given already and is not shown to who comes with the reference alone: by box, masked."""
        return {}

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def columns(self) -> dict[str, Any]:
        return {}


class WhereForm(StepForm):
    place = PlaceField(label=_("C'est où ?"), help_text=_("Une ville, un village ou un code postal."))
    territory_label = CleanCharField(
        label=_("Et plus précisément, avec vos mots"),
        help_text=_("Par exemple : autour de l'école Jean-Macé, ou le quartier de l'Alma."),
        required=False,
        max_length=160,
    )

    @classmethod
    def initial_from(cls, draft: Contribution) -> dict[str, Any]:
        commune = Commune.objects.select_related("department").filter(pk=draft.answers.get("insee")).first()
        return {"place": commune, "territory_label": draft.answers.get("territory_label", "")}

    def answers(self) -> dict[str, Any]:
        commune, label = self.cleaned_data["place"], self.cleaned_data["territory_label"]
        return {
            "insee": commune.pk,
            "territory_label": label,
            "precision": rules.guessed_precision(label, commune.population),
        }


class RoleForm(StepForm):
    role = forms.ChoiceField(
        label=_("Autour de l'école, qui êtes-vous ?"),
        help_text=_("Choisissez ce qui vous ressemble le plus."),
        widget=forms.RadioSelect,
    )
    role_other = CleanCharField(label=_("Autre : dites-le avec vos mots"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(role.slug, role_label(role)) for role in CommunityRole.objects.shown()]
        self.fields["role"].choices = [*known, (rules.OTHER_ROLE, _("Autre, ou je ne sais pas"))]  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        role = self.cleaned_data["role"]
        return {"role": role, "role_other": self.cleaned_data["role_other"] if role == rules.OTHER_ROLE else ""}


class AboutForm(StepForm):
    about = CleanCharField(
        label=_("Qu'avez-vous en tête ?"),
        help_text=_("Quelques mots suffisent. N'écrivez le nom d'aucun enfant."),
        required=False,
        multiline=True,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez en quelques mots ce que fait le groupe.")},
    )
    name = CleanCharField(label=_("Un nom pour le groupe"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.proposal.entry == rules.EXISTING:
            self.fields["about"].label = _("Que fait votre groupe ?")
            self.fields["about"].required = True
            self.fields["name"].label = _("Le nom du groupe")


class ReachForm(StepForm):
    """Only the address or the number of the chosen way is kept."""

    reach = forms.ChoiceField(
        label=_("Comment vous répondre ?"),
        help_text=_("La coordination vous répond. Personne d'autre ne voit vos coordonnées."),
        choices=REACHES,
        widget=forms.RadioSelect,
    )
    first_name = NameField(help_text=_("Un surnom convient aussi."))
    phone = PhoneField(help_text=_("Seulement si vous avez choisi le téléphone."))
    email = MailField(help_text=_("Seulement si vous avez choisi l'e-mail."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for way in (rules.PHONE, rules.EMAIL):
            self.fields[way].widget.attrs["class"] = f"groups-way-{way}"
        chosen = self.data.get(self.add_prefix("reach")) if self.is_bound else None
        for way in (rules.PHONE, rules.EMAIL):
            if self.is_bound and chosen != way:
                self.fields[way] = unread(self.fields[way])
            elif way in self.hidden:
                self.fields[way].required = False

    @classmethod
    def initial_from(cls, draft: Contribution) -> dict[str, Any]:
        return {
            "reach": draft.answers.get("reach", ""),
            "first_name": draft.speaker_name,
            "phone": draft.phone,
            "email": draft.email,
        }

    @classmethod
    def hidden_from(cls, draft: Contribution) -> dict[str, str]:
        known = {rules.PHONE: masked_phone(draft.phone), rules.EMAIL: masked_email(draft.email)}
        return {way: words for way, words in known.items() if words}

    def answers(self) -> dict[str, Any]:
        reach = self.cleaned_data["reach"]
        return {"reach": reach} if reach == rules.RELAY else {"reach": reach, "agreed": ""}

    def columns(self) -> dict[str, Any]:
        reach, words = self.cleaned_data["reach"], self.cleaned_data
        phone = words["phone"] if reach == rules.PHONE else None
        ways = {
            rules.PHONE: {"phone": phone.raw if phone else "", "phone_e164": phone.e164 if phone else ""},
            rules.EMAIL: {"email": words["email"] if reach == rules.EMAIL else ""},
        }
        if reach in self.hidden and not words[reach]:
            del ways[reach]
        kept = {"speaker_name": words["first_name"]}
        for columns in ways.values():
            kept |= columns
        no_relay = {"relay_name": "", "relay_contact": "", "relay_id": None, "door": Door.SCREEN}
        return kept if reach == rules.RELAY else {**kept, **no_relay}


class RelayForm(StepForm):
    """For whoever types in somebody's place: who they are, and how the person agreed after hearing the script."""

    agreed = forms.ChoiceField(
        label=_("Comment la personne a-t-elle dit oui ?"), choices=HOW_AGREED, widget=forms.RadioSelect
    )
    relay_name = NameField(label=_("Votre prénom, à vous qui aidez"))
    relay_contact = CleanCharField(
        label=_("Votre téléphone ou votre e-mail"),
        help_text=_("La coordination répond à la personne en passant par vous."),
        max_length=120,
        error_messages={"required": _("Écrivez votre téléphone ou votre e-mail.")},
    )

    @classmethod
    def initial_from(cls, draft: Contribution) -> dict[str, Any]:
        return {
            "agreed": draft.answers.get("agreed", ""),
            "relay_name": draft.relay_name,
            "relay_contact": draft.relay_contact,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relay_contact"].required = "relay_contact" not in self.hidden

    @classmethod
    def hidden_from(cls, draft: Contribution) -> dict[str, str]:
        contact = draft.relay_contact
        words = masked_email(contact) if "@" in contact else masked_phone(contact)
        return {"relay_contact": words} if contact else {}

    def answers(self) -> dict[str, Any]:
        return {"agreed": self.cleaned_data["agreed"]}

    def columns(self) -> dict[str, Any]:
        words = self.cleaned_data
        kept = {"relay_name": words["relay_name"], "door": Door.RELAY}
        return kept if self.hidden and not words["relay_contact"] else {**kept, "relay_contact": words["relay_contact"]}


class AgreeForm(StepForm):
    show = forms.ChoiceField(
        label=_("Peut-on montrer votre groupe dès maintenant ?"),
        help_text=_("Sur la carte et sur sa page. Jamais votre prénom, ni vos coordonnées."),
        choices=((YES, _("Oui, montrez-le")), (NO, _("Non, attendez qu'il soit confirmé"))),
        widget=forms.RadioSelect,
    )
    carried_by = CleanCharField(
        label=_("Qui porte le groupe ?"),
        help_text=_("Une association, une école, un centre social, des parents…"),
        required=False,
        max_length=200,
    )

    @classmethod
    def initial_from(cls, draft: Contribution) -> dict[str, Any]:
        known = {True: YES, False: NO}
        return {"show": known.get(draft.answers.get("show"), ""), "carried_by": draft.answers.get("carried_by", "")}

    def answers(self) -> dict[str, Any]:
        return {"show": self.cleaned_data["show"] == YES, "carried_by": self.cleaned_data["carried_by"]}


class SendForm(OneQuestionForm):
    """The last button: nothing is asked any more."""


STEP_FORMS: dict[str, type[StepForm]] = {
    rules.PLACE_STEP: WhereForm,
    rules.ROLE_STEP: RoleForm,
    rules.ABOUT_STEP: AboutForm,
    rules.REACH_STEP: ReachForm,
    rules.RELAY_STEP: RelayForm,
    rules.AGREE_STEP: AgreeForm,
}


def role_label(role: CommunityRole) -> str:
    """The role, and under it what it means when that helps."""
    if not role.explanation:
        return role.name
    return format_html('{}<br><span class="kit-hint kit-small">{}</span>', role.name, role.explanation)


def unread(field: forms.Field) -> forms.Field:
    """The same box, whose content is left alone: another way was chosen."""
    return forms.CharField(label=field.label, help_text=field.help_text, required=False, widget=field.widget)
