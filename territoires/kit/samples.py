"""What the style guide shows: one field of each kind, one example of each component."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import (
    CleanCharField,
    MailField,
    MomentField,
    NameField,
    OneQuestionForm,
    PhoneField,
    PublicForm,
)
from territoires.kit.pictos import names

COLOURS = (
    "board", "paper", "sand", "ink", "ink-soft", "edge", "link", "night", "lit", "action", "earth", "error", "success",
    "attention", "info", "tape-yellow", "tape-rose", "tape-green", "tape-blue",
)  # fmt: skip
STAGES = (
    ("premiers-contacts", _("Premiers contacts")),
    ("interesse", _("Intéressé")),
    ("confirme", _("Confirmé")),
    ("en-sommeil", _("En sommeil")),
)


class SampleForm(PublicForm):
    prenom = NameField()
    telephone = PhoneField(help_text=_("Nous appelons d'un numéro en 01."))
    courriel = MailField(required=False, help_text=_("Pour recevoir une copie."))
    moment = MomentField()
    langues = forms.MultipleChoiceField(
        label=_("Quelles langues parlez-vous ?"),
        required=False,
        choices=[("fr", "Français"), ("ar", "العربية"), ("tr", "Türkçe"), ("pt", "Português")],
        widget=forms.CheckboxSelectMultiple,
    )
    departement = forms.ChoiceField(
        label=_("Votre département"), choices=[("59", "Nord (59)"), ("93", "Seine-Saint-Denis (93)")]
    )
    message = CleanCharField(label=_("Votre message"), multiline=True, max_length=2000, help_text=_("Comme ça vient."))
    accord = forms.BooleanField(label=_("Je suis d'accord pour qu'on me rappelle."))


class SampleQuestionForm(OneQuestionForm):
    ou = CleanCharField(label=_("Où habitez-vous ?"), help_text=_("Une ville, un village ou un code postal."))


def sheets() -> dict[str, Any]:
    """Invented groups, words in passing, and a page of a list."""
    when = _("mardi à 18 h")
    return {
        "cards": [
            {"title": _("Les parents de l'Alma"), "place": "Roubaix (59)", "when": when, "text": _("Un café."),
             "stage": "confirme", "label": _("Confirmé")},
            {"title": _("Autour de l'école Jean-Macé"), "place": "Rennes (35)", "when": when, "text": "",
             "stage": "interesse", "label": _("Intéressé")},
            {"title": _("Le banc devant l'école"), "place": "Saint-Denis (974)", "when": "", "text": "",
             "stage": "premiers-contacts", "label": _("Premiers contacts")},
        ],
        "notices": [
            ("info", _("Vous pouvez venir avec vos enfants.")),
            ("attention", _("Le groupe cherche une nouvelle salle.")),
            ("success", _("Vos réponses sont gardées.")),
            ("error", _("La connexion a été coupée. Appuyez encore une fois.")),
        ],
        "page": Paginator(range(60), 20).page(2),
    }  # fmt: skip


def lists() -> dict[str, Any]:
    """Facts, answers, tasks, a timeline and a table."""
    return {
        "facts": [
            {"picto": "lieu", "label": _("Où"), "value": _("Centre social de l'Alma, à côté du marché"), "url": ""},
            {"picto": "quand", "label": _("Quand"), "value": _("Le mardi à 18 h"), "url": ""},
            {"picto": "gratuit", "label": _("Combien"), "value": _("C'est gratuit"), "url": ""},
            {"picto": "enfants", "label": _("Enfants"), "value": _("Ils jouent à côté"), "url": ""},
        ],
        "answers": [
            {"label": _("Votre prénom"), "value": "Fatou", "change_url": "#prenom"},
            {"label": _("Votre message"), "value": "", "change_url": "#message"},
        ],
        "tasks": [
            {"title": _("Trouver deux complices"), "state": _("Fait"), "done": True, "url": "#complices"},
            {"title": _("Choisir un lieu"), "state": _("À faire"), "done": False, "url": "#lieu"},
        ],
        "timeline": [
            {"date": "2009", "title": _("Vingt et un quartiers essaient."), "text": ""},
            {"date": "2016", "title": _("La campagne commence à Saint-Denis."), "text": _("Un 26 janvier.")},
        ],
        "table": [("Nord", 12, 4), ("Seine-Saint-Denis", 9, 7), ("La Réunion", 3, 2)],
    }


def everything(now: datetime.datetime) -> dict[str, Any]:
    wrong = SampleForm({"prenom": "Fatou", "telephone": "06 39 98", "courriel": "fatou.exemple.fr"}, auto_id="wrong_%s")
    signs = {"now": now, "colours": COLOURS, "stages": STAGES, "pictos": names()}
    boxes = {
        "sample": SampleForm(),
        "wrong": wrong,
        "question": SampleQuestionForm(auto_id="question_%s"),
        "filters": SampleForm(auto_id="filters_%s"),
    }
    return signs | boxes | sheets() | lists()
