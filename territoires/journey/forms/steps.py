"""The questions of one step. Everything may stay empty: one writes what one has."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from territoires.journey.actions.steps import Written
from territoires.journey.enums import Step, StepState
from territoires.journey.models import JourneyStep
from territoires.journey.queries.content import LINE, ROWS, Question, StepContent
from territoires.journey.queries.paper import row_headings
from territoires.journey.rules import MAX_ROWS, ROW_KEYS, Answers, clean_rows
from territoires.kit.fields import CleanCharField, NameField
from territoires.kit.forms import PublicForm
from territoires.kit.spotting import spot_private
from territoires.places.forms import PlaceField

BLANK_ROWS = 2


def answer_field(question: Question) -> CleanCharField:
    """The box of a question that is no table, under its number: the same on screen and on paper."""
    label = f"{question.number} {question.label}"
    if question.kind == LINE:
        return CleanCharField(label=label, help_text=question.hint, required=False, max_length=question.most)
    return CleanCharField(
        label=label, help_text=question.hint, required=False, max_length=question.most, multiline=True,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


def row_names(index: int) -> list[str]:
    return [f"row_{index}_{key}" for key in ROW_KEYS]


def add_rows(form: forms.Form, count: int, most: int) -> None:
    """The boxes of `count` lines of the table."""
    for index in range(count):
        for name, heading in zip(row_names(index), row_headings(), strict=True):
            form.fields[name] = CleanCharField(label=heading, required=False, max_length=most)


def rows_from(form: forms.Form) -> list[dict[str, str]]:
    found = [
        dict(zip(ROW_KEYS, (form.cleaned_data.get(n, "") for n in row_names(i)), strict=True)) for i in rows_in(form)
    ]
    return clean_rows(found)


def rows_in(form: forms.Form) -> range:
    return range(sum(name.startswith("row_") and name.endswith("_who") for name in form.fields))


def bound_rows(form: forms.Form) -> list[list[forms.BoundField]]:
    """The lines of the table, each with its three boxes."""
    return [[form[name] for name in row_names(index)] for index in rows_in(form)]


class StepForm(PublicForm):
    """Built from the words of a step and from how it stands."""

    min_seconds = 0

    state = forms.ChoiceField(
        label=_("Où en êtes-vous ?"), choices=StepState.choices, widget=forms.RadioSelect,
        help_text=_("C'est vous qui le dites."),
    )  # fmt: skip
    first_name = NameField(required=False, help_text=_("Vos complices sauront qui a écrit. Un surnom convient aussi."))
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, content: StepContent, row: JourneyStep) -> None:
        self.content, self.row = content, row
        super().__init__(data, initial=self._initial())
        for question in content.questions:
            if question.kind == ROWS:
                add_rows(self, self._row_count(), question.most)
            else:
                self.fields[question.key] = answer_field(question)
        if content.step == Step.PAGE:
            self.fields["place"] = PlaceField(
                label=_("C'est où ?"), required=False, help_text=_("Une ville, un village ou un code postal.")
            )
            self.fields["territory_label"] = CleanCharField(
                label=_("Et plus précisément, avec vos mots"), required=False, max_length=160,
                help_text=_("Par exemple : autour de l'école Jean-Macé."),
            )  # fmt: skip

    def _initial(self) -> dict[str, Any]:
        kept = dict(self.row.answers)
        for index, row in enumerate(clean_rows(kept.pop("rows", []))):
            kept |= dict(zip(row_names(index), (row[key] for key in ROW_KEYS), strict=True))
        place = {"place": self.row.journey.commune, "territory_label": self.row.journey.territory_label}
        return {**kept, **place, "state": self.row.state, "version": self.row.version}

    def _row_count(self) -> int:
        """Those kept or sent, and a few blank ones."""
        kept = len(clean_rows(self.row.answers.get("rows", [])))
        sent = [index for index in range(MAX_ROWS) if any(name in self.data for name in row_names(index))]
        return max(min(MAX_ROWS, kept + BLANK_ROWS), max(sent, default=-1) + 1)

    @property
    def question_boxes(self) -> list[forms.BoundField]:
        """The boxes of the questions that are no table, the place first."""
        place = [self["place"], self["territory_label"]] if "place" in self.fields else []
        return [*place, *(self[question.key] for question in self.content.questions if question.kind != ROWS)]

    @property
    def row_boxes(self) -> list[list[forms.BoundField]]:
        return bound_rows(self)

    def answers(self) -> Answers:
        rows = {question.key: rows_from(self) for question in self.content.questions if question.kind == ROWS}
        words = {q.key: self.cleaned_data.get(q.key, "") for q in self.content.questions if q.kind != ROWS}
        return {**words, **rows}

    def written(self) -> Written:
        words = self.cleaned_data
        return Written(words.get("version") or 0, self.answers(), words["state"], words["first_name"])

    def private_words(self) -> list[str]:
        """What seems to tell of somebody and was not there before: pointed at once, never refused."""
        known = " ".join(texts_of(self.row.answers))
        found = [spot.excerpt for text in texts_of(self.answers()) for spot in spot_private(text)]
        return list(dict.fromkeys(words for words in found if words not in known))


def texts_of(answers: Answers) -> list[str]:
    """Every text of some answers, the boxes of a table too."""
    found: list[str] = []
    for kept in answers.values():
        found += [words for row in kept for words in row.values()] if isinstance(kept, list) else [str(kept)]
    return [words for words in found if words]
