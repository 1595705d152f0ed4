"""Write in a step, several at once, and lose nothing."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from territoires.audit.actions import record
from territoires.journey import rules
from territoires.journey.actions.journeys import hold_journey, touch_journey
from territoires.journey.enums import StepState
from territoires.journey.models import Journey, JourneyStep, StepVersion
from territoires.kit.actors import Actor


@dataclass(frozen=True)
class Written:
    """What somebody sends: the version they had read, their answers, the state they say, the first name they leave."""

    version: int
    answers: rules.Answers
    state: str
    first_name: str = ""


class CannotMerge(Exception):
    """Somebody changed the same words meanwhile. `step` is how it stands, `questions` what both answered."""

    def __init__(self, step: JourneyStep, questions: tuple[str, ...]) -> None:
        super().__init__(questions)
        self.step = step
        self.questions = questions


def save_step(
    *,
    journey: Journey,
    step: str,
    written: Written,
    now: datetime.datetime,
    by: Actor,
    keep_both: bool = False,
    keep_mine: int | None = None,
) -> JourneyStep:
    """Keep what was written, merged with what others wrote since `written.version`. The same words twice: no change.

    Where both changed the same words: with `keep_both` one text stands after the other; with `keep_mine`, the version
    whose text was on screen beside mine, mine replaces it.
    Errors: CannotMerge when a person should choose; CannotWrite when the path was emptied. Nothing is written then.
    """
    with transaction.atomic():
        held = hold_journey(journey)
        row = JourneyStep.objects.filter(journey=held, step=step).first()
        row = row or JourneyStep(journey=held, step=step, changed_at=now)
        merged = merge_step(row, written)
        if merged.clashes and keep_mine == row.version:
            chosen = {question: written.answers.get(question, "") for question in merged.clashes}
            merged = rules.Merge({**merged.answers, **chosen})
        elif merged.clashes and not keep_both:
            raise CannotMerge(row, merged.clashes)
        state = _state(row, written)
        if row.pk is None or (merged.answers, state) != (row.answers, row.state):
            keep_version(row, answers=merged.answers, state=state, first_name=written.first_name, now=now)
            touch_journey(held, first_name=written.first_name, now=now)
            detail = {"step": step, "version": row.version}
            record(verb="journey.save_step", thing=held, by=by, now=now, detail=detail)
    return row


def merge_step(row: JourneyStep, written: Written) -> rules.Merge:
    """Their words and mine, from what I had read."""
    if written.version == row.version:
        return rules.Merge(written.answers)
    return rules.merge_answers(_answers_of(row, written.version), row.answers, written.answers)


def _answers_of(row: JourneyStep, number: int) -> rules.Answers | None:
    """What the step said at that version; None when that is no longer known."""
    if number == 0:
        return {}
    found = StepVersion.objects.filter(of_id=row.pk, number=number).first() if row.pk else None
    return found.answers if found else None


def _state(row: JourneyStep, written: Written) -> str:
    """A state that somebody said meanwhile holds, unless I said another one than what I had read."""
    if written.version == row.version:
        return written.state
    known = StepVersion.objects.filter(of_id=row.pk, number=written.version).first() if row.pk else None
    before = known.state if known else StepState.TODO
    return row.state if written.state == before else written.state


def keep_version(
    row: JourneyStep, *, answers: rules.Answers, state: str, first_name: str, now: datetime.datetime
) -> None:
    """Change a step of a held path and remember how it stands; of old versions the newest thirty stay."""
    row.answers, row.state, row.changed_by, row.changed_at = answers, state, first_name, now
    row.version += 1
    row.save()
    StepVersion.objects.create(
        of=row, number=row.version, state=state, answers=answers, changed_at=now, changed_by=first_name
    )
    row.versions.filter(number__lte=row.version - rules.MAX_VERSIONS).delete()


def bring_back(*, version: StepVersion, first_name: str, now: datetime.datetime, by: Actor) -> JourneyStep:
    """Let a step say again what it said before; that is one more version. Errors: CannotWrite."""
    with transaction.atomic():
        held = hold_journey(version.of.journey)
        row = JourneyStep.objects.get(pk=version.of_id)
        if (row.answers, row.state) != (version.answers, version.state):
            keep_version(row, answers=version.answers, state=version.state, first_name=first_name, now=now)
            touch_journey(held, first_name=first_name, now=now)
            detail = {"step": row.step, "version": row.version}
            record(verb="journey.bring_back", thing=held, by=by, now=now, detail=detail)
    return row
