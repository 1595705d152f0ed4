"""Everything the desk knows of one group, on one page."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoires.accounts.models import Invitation, User
from territoires.contributions.enums import OPEN_STATES
from territoires.contributions.models import Contribution
from territoires.groups.enums import Stage
from territoires.groups.models import Animator, Asking, FollowUp, LocalGroup, StageChange
from territoires.groups.permissions import COORDINATE, EDIT, FOLLOW, GROUP_SCOPE, groups_for, notes_for
from territoires.groups.queries.life import Signs, reopens, said_on, signs
from territoires.groups.rules import Step, public_phone_on, refusal_to_undo, stage_to_wake_to

NOTES_SHOWN, CHANGES_SHOWN = 60, 60


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class GroupFile:
    """A group as the desk sees it; what the person may not see is empty, what they may not do is False."""

    group: LocalGroup
    stage_word: str
    changes: list[StageChange]
    facts: list[Fact]
    notes: list[FollowUp]
    animators: list[Animator]
    invitations: list[Invitation]
    waiting: list[Contribution]
    origin: Contribution | None
    phone_shown: bool
    phone_over: bool
    confirm_since: datetime.date | None
    can_edit: bool
    can_follow: bool
    can_coordinate: bool
    undoable: StageChange | None
    page_changed_at: datetime.datetime | None
    signs: Signs
    open_question: Asking | None
    can_reopen: bool

    @property
    def running(self) -> list[Animator]:
        return [animator for animator in self.animators if animator.until is None]


def group_file(user: User, group: LocalGroup, now: datetime.datetime) -> GroupFile:
    """The same number of queries whatever the length of the history."""
    today = timezone.localdate(now)
    coordinates = groups_for(user, COORDINATE).filter(pk=group.pk).exists()
    follows = coordinates or groups_for(user, FOLLOW).filter(pk=group.pk).exists()
    changes = list(group.stage_changes.select_related("by", "undoes", "undone_by")[:CHANGES_SHOWN])
    said = public_phone_on(today, group.phone, group.phone_public_since, group.phone_public_until)
    return GroupFile(
        group=group,
        stage_word=str(Stage(group.stage).label),
        changes=changes,
        facts=facts_of(group),
        notes=_notes(user, group) if follows else [],
        animators=_animators(group) if coordinates else [],
        invitations=pending_invitations(group, now) if coordinates else [],
        waiting=_waiting(group) if coordinates else [],
        origin=origin_of(group) if coordinates else None,
        phone_shown=bool(said),
        phone_over=bool(group.phone_public_until and group.phone_public_until < today),
        confirm_since=_unsure_since(group, today),
        can_edit=coordinates or groups_for(user, EDIT).filter(pk=group.pk).exists(),
        can_follow=follows,
        can_coordinate=coordinates,
        undoable=_undoable(group, changes) if coordinates else None,
        page_changed_at=undo_moment(group),
        signs=signs(group, today),
        open_question=group.askings.filter(closed_at=None).first(),
        can_reopen=reopens(group, today, settings.GROUPS_END_UNDO_DAYS),
    )


def _notes(user: User, group: LocalGroup) -> list[FollowUp]:
    return list(notes_for(user).filter(group=group).select_related("by")[:NOTES_SHOWN])


def _animators(group: LocalGroup) -> list[Animator]:
    return list(group.animators.select_related("user"))


def pending_invitations(group: LocalGroup, now: datetime.datetime) -> list[Invitation]:
    return list(Invitation.objects.pending(now).filter(scope=f"{GROUP_SCOPE}{group.pk}"))


def _waiting(group: LocalGroup) -> list[Contribution]:
    rows = Contribution.objects.filter(scope=f"{GROUP_SCOPE}{group.pk}", state__in=OPEN_STATES)
    return list(rows.order_by("sent_at", "pk")[:20])


def origin_of(group: LocalGroup) -> Contribution | None:
    """The proposal this group was made of."""
    rows = Contribution.objects.filter(outcome=f"{GROUP_SCOPE}{group.pk}", kind="group-proposal")
    return rows.order_by("decided_at", "pk").first()


def facts_of(group: LocalGroup) -> list[Fact]:
    """What the public page can say, in its order; seven lists, each one query."""

    def names(field: str) -> str:
        return ", ".join(str(row) for row in getattr(group, field).all())

    days = ngettext("en %d jour au plus", "en %d jours au plus", group.answer_days) % group.answer_days
    return [
        Fact(_("En une phrase"), group.summary),
        Fact(_("Quand"), group.meets_when),
        Fact(_("Où"), group.meets_where),
        Fact(_("Autres communes"), names("other_communes")),
        Fact(_("Qui répond"), f"{group.who_answers}, {days}" if group.who_answers else days),
        Fact(_("Ce que fait le groupe"), group.story),
        Fact(_("Les enfants et les jeunes"), group.children_part),
        Fact(_("Autour de la table"), names("roles_present")),
        Fact(_("Il manque encore"), names("roles_missing")),
        Fact(_("Langues"), names("languages")),
        Fact(_("Thèmes"), names("themes")),
        Fact(_("Prochaines étapes"), group.next_steps),
        Fact(_("Porté par"), group.carried_by),
        Fact(_("Réseaux"), names("networks")),
    ]


def _unsure_since(group: LocalGroup, today: datetime.date) -> datetime.date | None:
    said = said_on(group)
    if said is None or group.shown_since is None or group.stage == Stage.ASLEEP or group.ended_on is not None:
        return None
    since = said + datetime.timedelta(days=settings.GROUPS_CONFIRM_EVERY_DAYS)
    return since if since <= today else None


def _undoable(group: LocalGroup, changes: list[StageChange]) -> StageChange | None:
    last = changes[0] if changes else None
    step = Step(last.from_stage, last.to_stage) if last else None
    agreed = group.shown_since is not None
    return None if refusal_to_undo(last=step, stage=group.stage, agreed_to_be_shown=agreed) else last


def stage_suggested(group: LocalGroup) -> str:
    """The stage a form proposes first: a sleeping group goes back to where it was; else nothing is suggested."""
    if group.stage != Stage.ASLEEP:
        return ""
    return stage_to_wake_to([Step(change.from_stage, change.to_stage) for change in group.stage_changes.all()[:20]])


def undo_moment(group: LocalGroup) -> datetime.datetime | None:
    """When the page last changed, if that change can still be undone."""
    last = group.revisions.first()
    return last.at if last is not None and last.version == group.version else None
