"""One button: what it faces, and nothing to type."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from territoires.groups.forms.desk import VersionForm
from territoires.groups.models import LocalGroup
from territoires.groups.queries.matching import Match
from territoires.kit.forms import KitForm, PublicForm


class TapForm(PublicForm):
    """The button of a letter's link. Nobody is asked to slow down: there is nothing to write."""

    min_seconds = 0
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)


class LifeForm(VersionForm):
    """Rest, wake, end, begin again: the version that was on screen."""


class WishKeptForm(KitForm):
    """« Envoyer » under a list that was read: nothing to type, the filters come along as they are."""


class MatchForm(KitForm):
    """Which of the groups found could accompany this one."""

    group = forms.ModelChoiceField(
        label=_("Quel groupe proposer ?"), queryset=LocalGroup.objects.none(), widget=forms.RadioSelect,
        to_field_name="slug", empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, matches: list[Match], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {match.group.pk: self.words_of(match) for match in matches}
        field = self.fields["group"]
        field.queryset = LocalGroup.objects.filter(pk__in=said)  # type: ignore[attr-defined]
        field.label_from_instance = lambda group: said[group.pk]  # type: ignore[attr-defined]
        field.choices = [(match.group.slug, said[match.group.pk]) for match in matches]  # type: ignore[attr-defined]

    @staticmethod
    def words_of(match: Match) -> str:
        """« Les passerelles, Lille (Nord), à 12 km. En commun : la cantine. »"""
        place = f"{match.group.commune.name} ({match.group.commune.department.name})"
        far = gettext("à %d km") % match.km if match.km else gettext("tout près")
        shared = gettext("En commun : %s.") % ", ".join(match.themes) if match.themes else ""
        return f"{match.group.name}, {place}, {far}. {shared}".strip()
