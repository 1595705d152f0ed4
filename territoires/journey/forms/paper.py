"""The whole canvas on one screen, numbered as on paper, for whoever types it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import ConsentGiven
from territoires.journey.actions.paper import Sheet
from territoires.journey.enums import StepState
from territoires.journey.forms.start import ReferenceField
from territoires.journey.forms.steps import add_rows, answer_field, bound_rows, row_names, rows_from, texts_of
from territoires.journey.queries.content import ROWS, StepContent, steps
from territoires.journey.rules import MAX_ROWS, Answers, is_empty
from territoires.kit.fields import CleanCharField, NameField
from territoires.kit.forms import PublicForm
from territoires.kit.spotting import spot_private
from territoires.places.forms import PlaceField

PAPER_ROWS = 6
HOW_AGREED = [choice for choice in ConsentGiven.choices if choice[0] != ConsentGiven.SELF]
NO_BOX = ("", _("Rien de coché"))


class PaperForm(PublicForm):
    """What is missing on paper stays empty here, save who types and how the group agreed."""

    reference = ReferenceField(required=False)
    place = PlaceField(label=_("C'est où ?"), required=False)
    territory_label = CleanCharField(label=_("Avec leurs mots"), required=False, max_length=160)
    relay_name = NameField(label=_("Votre prénom, à vous qui saisissez"))
    agreed = forms.ChoiceField(
        label=_("Comment le groupe a-t-il dit oui ?"), choices=HOW_AGREED, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for content in steps():
            for question in content.questions:
                if question.kind == ROWS:
                    add_rows(self, self._row_count(), question.most)
                else:
                    self.fields[box_name(content, question.key)] = answer_field(question)
            self.fields[f"{content.step}_state"] = forms.ChoiceField(
                label=_("La case cochée"), choices=[NO_BOX, *StepState.choices], required=False,
                widget=forms.RadioSelect, initial="",
            )  # fmt: skip

    def _row_count(self) -> int:
        sent = [index for index in range(MAX_ROWS) if any(name in self.data for name in row_names(index))]
        return max(PAPER_ROWS, max(sent, default=-1) + 1)

    @property
    def parts(self) -> list[tuple[StepContent, list[forms.BoundField], list[list[forms.BoundField]], forms.BoundField]]:
        """Step by step: its words, its boxes, its table, the state."""
        return [
            (
                content,
                [self[box_name(content, q.key)] for q in content.questions if q.kind != ROWS],
                bound_rows(self) if any(q.kind == ROWS for q in content.questions) else [],
                self[f"{content.step}_state"],
            )
            for content in steps()
        ]

    def clean(self) -> dict[str, Any]:
        words = super().clean()
        if not self.errors and all(is_empty(answers) for answers in self._answers().values()):
            self.add_error(None, _("Recopiez au moins une réponse de la feuille."))
        return words

    def sheet(self) -> Sheet:
        words = self.cleaned_data
        states = {content.step: words[f"{content.step}_state"] for content in steps()}
        return Sheet(words["place"], words["territory_label"], self._answers(), states)

    def _answers(self) -> dict[str, Answers]:
        return {content.step: self._answers_of(content) for content in steps()}

    def _answers_of(self, content: StepContent) -> Answers:
        return {
            q.key: rows_from(self) if q.kind == ROWS else self.cleaned_data.get(box_name(content, q.key), "")
            for q in content.questions
        }

    def private_words(self) -> list[str]:
        texts = [text for answers in self._answers().values() for text in texts_of(answers)]
        return list(dict.fromkeys(spot.excerpt for text in texts for spot in spot_private(text)))


def box_name(content: StepContent, key: str) -> str:
    return f"{content.step}_{key}"
