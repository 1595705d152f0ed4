"""What becomes of a group when the person who proposed it takes their words back."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.audit.actions import record
from territoires.groups import rules
from territoires.groups.actions.follow_ups import add_note, empty_note
from territoires.groups.actions.refusals import save_group
from territoires.groups.enums import Channel, Stage
from territoires.groups.models import LocalGroup
from territoires.kit.actors import Actor

WORDS_OF_ONE = (
    "territory_label", "carried_by", "summary", "story", "children_part", "meets_when", "meets_where", "next_steps",
    "who_answers",
)  # fmt: skip


def forget_proposer(
    *, group_id: int, erased: Mapping[str, str], by: Actor, now: datetime.datetime
) -> LocalGroup | None:
    """Take the person out of the group that came of their proposal.

    A confirmed group belongs to several people: it stays, without the number and the first name of the person. One
    that was never confirmed is hidden; when nobody animates it, it was the words of one person: they are emptied, and
    the notes with them. In all cases the coordination finds a line in « À faire ».
    """
    with transaction.atomic():
        group = LocalGroup.objects.select_for_update().filter(pk=group_id).first()
        if group is None:
            return None
        shared = was_confirmed(group)
        alone = not shared and not group.animators.filter(until=None).exists()
        fields = _forget_contact(group, erased)
        if not shared and group.shown_since is not None:
            group.shown_since, group.shown_how = None, ""
            fields += ["shown_since", "shown_how"]
        if alone:
            fields += _empty_words(group)
        _forget_traces(group, erased.get("speaker_name", ""), everything=alone, now=now)
        save_group(group, fields, now)
        add_note(
            group=group, channel=Channel.OTHER, next_step=_next_step(shared), next_on=timezone.localdate(now),
            by=by, now=now,
        )  # fmt: skip
        record(verb="groups.forget_proposer", thing=group, by=by, now=now, detail={"hidden": not shared})
    return group


def was_confirmed(group: LocalGroup) -> bool:
    """True for a confirmed group, asleep or not: several people carry it."""
    if group.stage != Stage.ASLEEP:
        return group.stage == Stage.CONFIRMED
    history = [rules.Step(change.from_stage, change.to_stage) for change in group.stage_changes.all()]
    return rules.stage_to_wake_to(history) == Stage.CONFIRMED


def _forget_contact(group: LocalGroup, erased: Mapping[str, str]) -> list[str]:
    fields = []
    if erased.get("phone_e164") and erased["phone_e164"] == group.phone_e164:
        group.phone = group.phone_e164 = ""
        group.phone_public_since = group.phone_public_until = None
        fields += ["phone", "phone_e164", "phone_public_since", "phone_public_until"]
    if rules.mentions(group.who_answers, erased.get("speaker_name", "")):
        group.who_answers = ""
        fields.append("who_answers")
    return fields


def _empty_words(group: LocalGroup) -> list[str]:
    """Its name and its address stay, for the coordination alone."""
    for field in WORDS_OF_ONE:
        setattr(group, field, "")
    return list(WORDS_OF_ONE)


def _forget_traces(group: LocalGroup, first_name: str, *, everything: bool, now: datetime.datetime) -> None:
    """In the notes, and in what the page said before."""
    for note in group.follow_ups.select_for_update():
        if everything or rules.mentions(note.with_whom, first_name):
            empty_note(note, now)
    for revision in group.revisions.all():
        if everything or rules.mentions(str(revision.before), first_name):
            revision.delete()


def _next_step(shared: bool) -> str:
    if shared:
        return _("La personne qui avait proposé le groupe s'est retirée. Voir avec les autres qui répond.")
    return _("La personne qui avait proposé le groupe s'est retirée. Le groupe n'est plus montré.")
