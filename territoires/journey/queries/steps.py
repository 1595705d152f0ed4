"""A path as its own pages show it."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from territoires.atlas.enums import Layer
from territoires.atlas.models import MapPoint
from territoires.atlas.queries.entries import Entry, entries_of
from territoires.atlas.queries.sets import Near, within
from territoires.contributions.queries import qr_svg
from territoires.groups.models import LocalGroup
from territoires.journey.enums import Step, StepState
from territoires.journey.models import Journey, JourneyStep, StepVersion
from territoires.journey.queries.content import ROWS, StepContent, step_content, steps
from territoires.journey.queries.paper import place_words
from territoires.journey.rules import Answers, forgotten_on, is_nearly_forgotten, share_text
from territoires.kit.words import in_words

NEAR_KM, NEAR_SHOWN = 15, 3


@dataclass(frozen=True)
class Stone:
    """One step on the list: its words, what the group says of it, who wrote last."""

    content: StepContent
    state: str
    state_label: str
    changed: str

    @property
    def is_done(self) -> bool:
        return self.state == StepState.DONE


@dataclass(frozen=True)
class JourneyPage:
    stones: list[Stone]
    place: str
    changed: str
    forgotten_on: datetime.date
    nearly_forgotten: bool


@dataclass(frozen=True)
class StepHere:
    """What panels of a step are given: the step, where it is, whose path it is not."""

    step: str
    insee: str


@dataclass(frozen=True)
class Card:
    """What one keeps: the reference and an address that says nothing of what it leads to."""

    reference: str
    address: str
    text: str
    qr: SafeString

    @property
    def message(self) -> str:
        return f"{self.text} {self.address}"


@dataclass(frozen=True)
class Said:
    """An answer read again, whatever its kind: words, or lines of the table."""

    label: str
    words: str
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Past:
    """A step as it stood at one version."""

    number: int
    changed: str
    said: list[Said]


def changed_words(by: str, at: datetime.datetime) -> str:
    """« par Samira, mardi 3 mars 2026 »."""
    day = in_words(timezone.localdate(at))
    return _("par %(name)s, %(day)s") % {"name": by, "day": day} if by else day


def journey_page(journey: Journey, today: datetime.date) -> JourneyPage:
    written = {row.step: row for row in journey.steps.all()}
    changed = timezone.localdate(journey.changed_at)
    return JourneyPage(
        stones=[_stone(content, written.get(content.step)) for content in steps()],
        place=place_words(journey),
        changed=changed_words(journey.changed_by, journey.changed_at),
        forgotten_on=forgotten_on(changed),
        nearly_forgotten=is_nearly_forgotten(changed, today),
    )


def _stone(content: StepContent, row: JourneyStep | None) -> Stone:
    state = StepState(row.state) if row else StepState.TODO
    changed = changed_words(row.changed_by, row.changed_at) if row else ""
    return Stone(content, state.value, str(state.label), changed)


def step_of(journey: Journey, step: str) -> JourneyStep:
    """The row as it stands; a new one, not kept, for a step where nobody wrote yet."""
    found = JourneyStep.objects.filter(journey=journey, step=step).first()
    return found or JourneyStep(journey=journey, step=step, changed_at=journey.started_at)


def past_of(row: JourneyStep) -> list[Past]:
    """What a step said before, newest first, without what it says now."""
    if row.pk is None:
        return []
    return [past_version(version) for version in row.versions.exclude(number=row.version)]


def past_version(version: StepVersion) -> Past:
    said = said_of(version.of.step, version.answers)
    return Past(version.number, changed_words(version.changed_by, version.changed_at), said)


def said_of(step: str, answers: Answers) -> list[Said]:
    """The answers of a step in the words of the screen, without the questions left open."""
    found = []
    for question in step_content(step).questions:
        kept = answers.get(question.key)
        if question.kind == ROWS and isinstance(kept, list) and kept:
            found.append(Said(question.label, "", tuple((row["who"], row["how"], row["when"]) for row in kept)))
        elif isinstance(kept, str) and kept:
            found.append(Said(question.label, kept))
    return found


def written_steps(journey: Journey) -> list[tuple[StepContent, list[Said]]]:
    """Everything the path says, for a receipt."""
    rows = {row.step: row for row in journey.steps.all()}
    said = [(content, said_of(content.step, rows[content.step].answers)) for content in steps() if content.step in rows]
    return [pair for pair in said if pair[1]]


def near_resources(journey: Journey) -> list[Entry]:
    """The nearest people and places of the map that may help, when the path says where it is."""
    commune = journey.commune
    if commune is None:
        return []
    near = Near(commune.pk, commune.name, commune.lat, commune.lon)
    found = within(MapPoint.objects.filter(layer=Layer.RESOURCES), near, NEAR_KM)
    return entries_of(found[:NEAR_SHOWN])


def step_here(journey: Journey, step: str) -> StepHere:
    return StepHere(step, journey.commune_id or "")


def card_of(reference: str, place: str = "") -> Card:
    address = settings.SITE_URL + reverse("journey:resume_one", args=[reference])
    return Card(reference, address, share_text(place, reference), qr_svg(address))


def next_step(step: str) -> StepContent | None:
    """The one that comes after on the page; a suggestion, since any order is good."""
    number = Step.values.index(step) + 1
    return steps()[number] if number < len(Step.values) else None


def journeys_inside(group: LocalGroup) -> list[Journey]:
    """The paths hung up inside a group."""
    return list(Journey.objects.living().filter(group=group).order_by("started_at"))
