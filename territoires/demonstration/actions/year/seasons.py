"""One day of the groups themselves: news, meetings, silence, answers to letters, people who leave, words of parents."""

import datetime
from contextlib import suppress

from django.db.models import Q

from territoires.accounts.models import User
from territoires.contributions.actions import receive
from territoires.contributions.models import Contribution
from territoires.demonstration.actions.year import assumptions as known
from territoires.demonstration.actions.year.country import Country, acting
from territoires.groups.actions.animators import end_mandate
from territoires.groups.actions.asking import CannotAnswer, answer_quiet, answer_true
from territoires.groups.actions.edit import update_group
from territoires.groups.actions.handover import hand_over
from territoires.groups.actions.life import CannotRest, end_group, rest_group, wake_group
from territoires.groups.actions.messages import settle_message, settle_report
from territoires.groups.actions.people import Place, join_group
from territoires.groups.enums import Answered, AskingAnswer, AskingKind, CameBy, Stage, Tap
from territoires.groups.models import Animator, Asking, LocalGroup
from territoires.groups.permissions import MESSAGES, REPORT
from territoires.groups.permissions.links import fetch_tap, make_tap
from territoires.journal.actions.entries import publish_entry, write_entry
from territoires.journal.actions.meetings import announce_meetings
from territoires.kit.actors import VISITOR

WISHES = {"help": (Tap.HELP, AskingAnswer.HELP), "buddy": (Tap.BUDDY, AskingAnswer.BUDDY)}


def live_one_day(country: Country) -> None:
    groups = list(LocalGroup.objects.filter(ended_on=None).order_by("pk"))
    animators: dict[int, list[Animator]] = {}
    for mandate in Animator.objects.filter(until=None).select_related("user", "group").order_by("pk"):
        animators.setdefault(mandate.group_id, []).append(mandate)
    for group in groups:
        _one_group(country, group, animators.get(group.pk, []))
    _answer_letters(country, animators)
    _words_of_people(country, [group for group in groups if group.shown_since])


def _one_group(country: Country, group: LocalGroup, mandates: list[Animator]) -> None:
    temper = country.tempers[group.pk]
    if not mandates:
        return
    by = acting(mandates[0].user)
    if group.stage == Stage.ASLEEP:
        if country.happens(known.WAKES_A_YEAR):
            wake_group(group=group, version=None, by=by, now=country.now)
        return
    if country.happens(1, temper.entry_every):
        _tell(country, group, mandates[0].user)
    if country.happens(1, temper.meets_every):
        day = country.now.date() + datetime.timedelta(days=country.rng.randrange(2, 12))
        facts = {"what": "On se retrouve", "starts_at": datetime.time(14), "where": "Au centre social"}
        announce_meetings(group=group, facts=facts, days=[day], by=by, now=country.now)
    if country.happens(known.ENDS_A_YEAR):
        end_group(group=group, version=None, by=by, now=country.now)
    for mandate in mandates:
        if country.happens(known.LEAVES_A_YEAR):
            _leave(country, mandate)


def _tell(country: Country, group: LocalGroup, user: User) -> None:
    by = acting(user)
    entry = write_entry(group=group, told={"words": "On s'est retrouvés ce matin."}, now=country.now, by=by)
    publish_entry(entry=entry, version=None, now=country.now, by=by)


def _leave(country: Country, mandate: Animator) -> None:
    """Half of those who leave pass the role on to somebody of the group."""
    by, now = acting(mandate.user), country.now
    if country.rng.random() < known.PASSES_ON:
        person = country.person()
        member = join_group(
            group=mandate.group, place=Place(first_name=person.display_name), came_by=CameBy.values[0],  # type: ignore[arg-type]
            by=acting(person), now=now, user_id=person.pk,
        )  # fmt: skip
        hand_over(group=mandate.group, giver=mandate, to=member, together=False, by=by, now=now)
    else:
        end_mandate(animator=mandate, by=by, now=now)


def _answer_letters(country: Country, animators: dict[int, list[Animator]]) -> None:
    """The day after each letter its reader answers it, or never: by the link of the letter, as in life."""
    yesterday = country.now.date() - datetime.timedelta(days=1)
    rows = Asking.objects.filter(closed_at=None, stepped_on=yesterday).select_related("group").order_by("pk")
    for asking in rows:
        for mandate in animators.get(asking.group_id, [])[:1]:
            if country.rng.random() < country.tempers[asking.group_id].answers_letter:
                with suppress(CannotAnswer, CannotRest):
                    _answer(country, asking, mandate.user)


def _answer(country: Country, asking: Asking, user: User) -> None:
    by, now = acting(user), country.now
    if asking.kind == AskingKind.STILL_TRUE:
        if country.rng.random() < known.EDITS_INSTEAD:
            changes = {"meets_when": f"Le mardi à {country.rng.randrange(9, 19)} h"}
            update_group(group=asking.group, version=None, changes=changes, by=by, now=now)
            return
        tap = fetch_tap(make_tap(purpose=Tap.TRUE, asking=asking, user=user, now=now), now=now)
        answer_true(asking=tap.asking, version=tap.version, by=by, now=now)
        return
    said = country.choose(known.QUIET_ANSWERS)
    if said == "news":
        _tell(country, asking.group, user)
    elif said == "rest":
        rest_group(group=asking.group, version=None, by=by, now=now)
    elif said in WISHES:
        purpose, answer = WISHES[said]
        tap = fetch_tap(make_tap(purpose=purpose, asking=asking, user=user, now=now), now=now)
        answer_quiet(asking=tap.asking, answer=answer, version=tap.version, by=by, now=now)


def _words_of_people(country: Country, groups: list[LocalGroup]) -> None:
    """What parents and neighbours write, to groups and to the coordination; those who animate answer within days."""
    scale = len(groups) / 100
    for what in ("message", "call-back", "report"):
        for _time in range(_how_many(country, known.WEEKLY[what] * scale)):
            group = country.rng.choice(groups)
            _receive(country, what, f"localgroup:{group.pk}")
    for what, kind in (("to-coordination", "message"), ("call-to-coordination", "call-back")):
        for _time in range(_how_many(country, known.WEEKLY[what] * scale)):
            _receive(country, kind, "coordination")
    for what, kind in (("resource", "resource-proposal"), ("network", "network-join"), ("proposal", "group-proposal")):
        for _time in range(_how_many(country, known.WEEKLY[what] * scale)):
            _receive(country, kind, "")
    _answer_people(country)


def _how_many(country: Country, weekly: float) -> int:
    return sum(country.rng.random() < weekly / 7 / 20 for _part in range(20))


def _receive(country: Country, kind: str, scope: str) -> Contribution:
    answers = {
        "text": "Bonjour, est-ce que je peux venir ?",
        "best_moment": "matin",
        "reason": "Autre",
        "code": "other",
    }
    return receive(
        kind=kind, scope=scope, answers={**answers, "name": "Un nouveau groupe"}, speaker_name="Zoé",
        phone="01 99 00 10 03", now=country.now, by=VISITOR,
    )  # fmt: skip


def _answer_people(country: Country) -> None:
    """Two days after it came in, the animator of a group answers, more or less often according to the group."""
    day = country.now - datetime.timedelta(days=2)
    recent = Q(sent_at__gt=day - datetime.timedelta(hours=12), sent_at__lte=day + datetime.timedelta(hours=12))
    mandates = Animator.objects.filter(until=None, group__ended_on=None).select_related("user").order_by("pk")
    by_scope = {f"localgroup:{mandate.group_id}": mandate for mandate in mandates}
    rows = Contribution.objects.filter(recent, scope__in=by_scope).waiting().order_by("pk")  # type: ignore[attr-defined]
    for row in rows:
        mandate = by_scope[row.scope]
        if country.rng.random() >= country.tempers[mandate.group_id].answers_people:
            continue
        by = acting(mandate.user)
        if row.kind in MESSAGES:
            settle_message(contribution=row, version=row.version, how=Answered.CALLED, by=by, now=country.now)
        elif row.kind == REPORT:
            settle_report(
                contribution=row, version=row.version, still_true=True, group=mandate.group, by=by, now=country.now
            )
