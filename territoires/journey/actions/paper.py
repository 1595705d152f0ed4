"""A canvas filled in by hand, typed in by somebody: one screen, one transaction."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from territoires.audit.actions import record
from territoires.journey import rules
from territoires.journey.actions.journeys import hold_journey, start_journey, touch_journey
from territoires.journey.actions.steps import keep_version
from territoires.journey.enums import StepState
from territoires.journey.models import Journey, JourneyStep, PaperEntry
from territoires.kit.actors import Actor
from territoires.places.models import Commune

TEXT_VERSION = "chemin-papier-1"  # journey/consents/chemin-papier-1.html; a changed text needs a new version


@dataclass(frozen=True)
class Sheet:
    """What stands on a canvas: by step, its answers and the box ticked (empty: none)."""

    commune: Commune | None
    territory_label: str
    answers: Mapping[str, rules.Answers]
    states: Mapping[str, str]


def type_paper(
    *,
    sheet: Sheet,
    relay_name: str,
    agreed: str,
    now: datetime.datetime,
    by: Actor,
    journey: Journey | None = None,
) -> PaperEntry:
    """Begin a path with what a canvas says, or add it to one that exists: what was there stays, the paper comes after.

    Errors: CannotWrite when the path was emptied meanwhile.
    """
    with transaction.atomic():
        held = hold_journey(journey) if journey else start_journey(now=now, by=by)
        held.commune = sheet.commune or held.commune
        held.territory_label = sheet.territory_label or held.territory_label
        touch_journey(held, first_name=relay_name, now=now)
        _add_steps(held, sheet, relay_name, now)
        entry = PaperEntry.objects.create(
            journey=held, relay_id=by.user_id, relay_name=relay_name, agreed=agreed, text_version=TEXT_VERSION,
            typed_at=now,
        )  # fmt: skip
        record(verb="journey.type_paper", thing=held, by=by, now=now, detail={"entry": entry.pk})
    return entry


def _add_steps(held: Journey, sheet: Sheet, relay_name: str, now: datetime.datetime) -> None:
    known = {row.step: row for row in JourneyStep.objects.filter(journey=held)}
    for step, answers in sheet.answers.items():
        state = sheet.states.get(step, "")
        if rules.is_empty(answers) and not state:
            continue
        row = known.get(step) or JourneyStep(journey=held, step=step, changed_at=now)
        merged = rules.merge_answers(None, row.answers, answers).answers
        state = state or (row.state if row.pk else StepState.DOING)
        if (merged, state) != (row.answers, row.state) or row.pk is None:
            keep_version(row, answers=merged, state=state, first_name=relay_name, now=now)


def forget_relay(*, user_id: int, now: datetime.datetime, by: Actor) -> int:
    """An account is being erased: what it typed for groups stays, its own name goes."""
    with transaction.atomic():
        count = PaperEntry.objects.filter(relay_id=user_id).update(relay=None, relay_name="")
        record(verb="journey.forget_relay", thing=f"user:{user_id}", by=by, now=now, detail={"count": count})
    return count
