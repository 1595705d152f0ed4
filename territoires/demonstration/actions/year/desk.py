"""One day of the coordination: what its « À faire » shows that it did not show before, and what it does about it."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from territoires.accounts.models import User
from territoires.contributions.actions import CannotDecide, decide
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.demonstration.actions.year import assumptions as known
from territoires.demonstration.actions.year.country import Country, acting
from territoires.front.queries.desk import todo
from territoires.groups.actions.animators import begin_mandate
from territoires.groups.actions.buddies import CannotPair, propose_buddy
from territoires.groups.actions.edit import confirm_facts
from territoires.groups.actions.follow_ups import add_note, settle_note
from territoires.groups.actions.life import CannotEnd, CannotRest, end_group, rest_group
from territoires.groups.actions.messages import settle_message
from territoires.groups.actions.review import accept_proposal
from territoires.groups.actions.stages import settle_next_step
from territoires.groups.enums import Answered, Channel, Side, Stage
from territoires.groups.models import LocalGroup
from territoires.groups.queries.calls import Call, calls_for
from territoires.groups.queries.matching import matches_for
from territoires.groups.queries.tasks import Task, groups_left_alone, notes_due, steps_due
from territoires.places.models import Commune

IN_ONE_LINE = "calls"  # counted call by call when they are made


@dataclass
class Desk:
    """What the year asked of the coordination: acts by week and kind. `seen` are the tasks that were there before."""

    acts: dict[int, Counter[str]] = field(default_factory=dict)
    by_delegates: int = 0
    seen: set[tuple[str, str]] = field(default_factory=set)

    def count(self, week: int, kind: str, times: int = 1) -> None:
        self.acts.setdefault(week, Counter())[kind] += times


def work_one_day(country: Country, desk: Desk, week: int) -> None:
    """On its days the coordination reads « À faire » and does everything there: what it had not seen is an act."""
    user = country.coordinator
    if country.now.weekday() in known.WORK_DAYS:
        tasks = _tasks(user, country.now)
        _count_new(desk, week, tasks)
        _settle_all(country, user, tasks)
    if country.now.weekday() == known.WORK_DAYS[1]:
        for call in calls_for(user, country.now):
            desk.count(week, "call")
            _call(country, user, call)
    for delegate in country.delegates:
        if country.now.weekday() == 2 and country.rng.random() < known.DELEGATE_CALLS:
            desk.by_delegates += _delegate_calls(country, delegate)


def _count_new(desk: Desk, week: int, tasks: list[Task]) -> None:
    for task in tasks:
        mark = (task.kind, f"{task.url} {task.since.isoformat()}")
        if task.kind != IN_ONE_LINE and mark not in desk.seen:
            desk.seen.add(mark)
            desk.count(week, task.kind)


def _tasks(user: User, now: datetime.datetime) -> list[Task]:
    found: list[Task] = []
    page = todo(user, now).page
    while True:
        found += [task for _kind, task in page.object_list]
        if not page.has_next():
            return found
        page = todo(user, now, page=str(page.next_page_number())).page


def _settle_all(country: Country, user: User, tasks: list[Task]) -> None:
    if not tasks:
        return
    by, now = acting(user), country.now
    for note in notes_due(user, now):
        settle_note(note=note, by=by, now=now)
    for change in steps_due(user, now):
        settle_next_step(change=change, by=by, now=now)
    for group in groups_left_alone(user, now):
        begin_mandate(group=group, user_id=country.person().pk, by=by, now=now)
    references = {task.url.rstrip("/").rpartition("/")[2] for task in tasks}
    for row in Contribution.objects.waiting().filter(reference__in=references).order_by("sent_at", "pk"):
        _decide(country, user, row)
    if any(task.kind in ("help", "buddy") for task in tasks):
        _wishes(country, user)


def _decide(country: Country, user: User, row: Contribution) -> None:
    by, now = acting(user), country.now
    try:
        if row.kind == "group-proposal":
            commune = country.rng.choice(list(Commune.objects.order_by("pk")[:40]))
            group = accept_proposal(
                contribution=row, version=row.version, name="Un nouveau groupe", commune=commune,
                stage=Stage.INTERESTED, shown_on=now.date(), shown_how="aloud", by=by, now=now,
            )  # fmt: skip
            country.settle(group)
        elif row.kind in ("message", "call-back"):
            settle_message(contribution=row, version=row.version, how=Answered.CALLED, by=by, now=now)
        else:
            decide(contribution=row, state=State.DONE, version=row.version, outcome="year:done", by=by, now=now)
    except CannotDecide:
        return


def _wishes(country: Country, user: User) -> None:
    """A hand is a call; a buddy is a proposal to the nearest group that is free, or else a call too."""
    for call in calls_for(user, country.now):
        if call.reason != "help":
            continue
        matches = matches_for(call.group) if call.wants_buddy else []
        if matches:
            try:
                propose_buddy(
                    experienced=matches[0].group, newer=call.group, proposed_from=Side.COORDINATION,
                    by=acting(user), now=country.now,
                )  # fmt: skip
                continue
            except CannotPair:
                pass
        _note(country, user, call.group, "later")


def _call(country: Country, user: User, call: Call) -> None:
    reached = country.rng.random() < known.REACHED
    _note(country, user, call.group, country.choose(known.CALL_OUTCOMES) if reached else "nobody")


def _note(country: Country, user: User, group: LocalGroup, outcome: str) -> None:
    """Write the call down, and what the group said."""
    by, now = acting(user), country.now
    later = outcome == "later" and country.rng.random() < 0.5
    add_note(
        group=group, by=by, now=now, channel=Channel.PHONE, next_step="Rappeler" if later else "",
        next_on=now.date() + datetime.timedelta(days=21) if later else None,
    )  # fmt: skip
    try:
        if outcome == "true":
            confirm_facts(group=group, by=by, now=now)
        elif outcome == "rest":
            rest_group(group=group, version=None, by=by, now=now)
        elif outcome == "end":
            end_group(group=group, version=None, by=by, now=now)
    except (CannotRest, CannotEnd):
        return


def _delegate_calls(country: Country, delegate: User) -> int:
    calls = [call for call in calls_for(delegate, country.now) if call.reason != "help"]
    for call in calls:
        _call(country, delegate, call)
    for note in notes_due(delegate, country.now):
        settle_note(note=note, by=acting(delegate), now=country.now)
    return len(calls)
