"""Who may do what with a local group. Every row is fetched from a queryset bound to the person: there is no other way
in, so a number or an address typed by hand leads nowhere."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404

from territoires.accounts.models import Invitation, User
from territoires.contributions.models import Contribution
from territoires.groups.models import Animator, FollowUp, LocalGroup, StageChange
from territoires.groups.permissions.people import animated_groups, inside_groups
from territoires.groups.rules import LEAVE_TO_ANIMATORS_DAYS
from territoires.networks.permissions import delegate_networks

READ, EDIT, FOLLOW, COORDINATE = "read", "edit", "follow", "coordinate"
INSIDE, ANIMATE = "inside", "animate"
PROPOSAL, MESSAGES, REPORT = "group-proposal", ("message", "call-back"), "report"
GROUP_SCOPE = "localgroup:"


def network_groups(user: User) -> QuerySet[LocalGroup]:
    """The groups, shown or not, of the networks a person is delegate of."""
    through = LocalGroup.networks.through
    rows = through._default_manager.filter(network_id__in=delegate_networks(user).values("pk"))
    return LocalGroup.objects.filter(pk__in=rows.values("localgroup_id"))


def groups_for(user: User, to: str) -> QuerySet[LocalGroup]:
    """The groups on which a person may do something: "read" all facts, "edit" the page, "follow" (write in the log),
    "coordinate" (stage, showing, mandates), "inside" (what stays between members), "animate" (its people). The last two
    belong to the group: the coordination has no part in them."""
    if to == INSIDE:
        return inside_groups(user)
    if to == ANIMATE:
        return animated_groups(user)
    if user.is_coordinator:
        return LocalGroup.objects.all()
    if to == EDIT:
        return animated_groups(user)
    if to == FOLLOW:
        return network_groups(user)
    if to == READ:
        return animated_groups(user) | network_groups(user)
    return LocalGroup.objects.none()


def can_edit_group(user: User, group: LocalGroup) -> bool:
    return groups_for(user, EDIT).filter(pk=group.pk).exists()


def can_follow_group(user: User, group: LocalGroup) -> bool:
    return groups_for(user, FOLLOW).filter(pk=group.pk).exists()


def can_coordinate_group(user: User, group: LocalGroup) -> bool:
    return user.is_coordinator


def fetch_group_for(user: User, slug: str, *, to: str) -> LocalGroup:
    """The group, if this person may `to` (see groups_for).

    Errors: PermissionDenied for a group everybody can see; Http404 otherwise, so that nobody learns of a hidden one.
    """
    group = groups_for(user, to).select_related("commune__department").filter(slug=slug).first()
    if group is not None:
        return group
    known = LocalGroup.objects.visible() | groups_for(user, READ) | inside_groups(user)
    if known.filter(slug=slug).exists():
        raise PermissionDenied
    raise Http404


def fetch_visible_group_for(user: User | AnonymousUser, slug: str) -> LocalGroup:
    """A group for its public page: shown to everybody, or one this person may read or is inside of.

    Errors: Http404 otherwise, the same for a hidden group and for one that never was.
    """
    rows = LocalGroup.objects.select_related("commune__department__region", "commune__parent").filter(slug=slug)
    group = rows.visible().first()
    if group is None and isinstance(user, User):
        group = rows.filter(pk__in=(groups_for(user, READ) | inside_groups(user)).values("pk")).first()
    if group is None:
        raise Http404
    return group


def scopes_of(groups: QuerySet[LocalGroup]) -> QuerySet[Any, Any]:
    """The keys by which contributions name these groups, as a subquery."""
    return groups.order_by().annotate(key=Concat(Value(GROUP_SCOPE), Cast("pk", CharField()))).values("key")


def animated_scopes() -> QuerySet[Any, Any]:
    """The keys of all groups that somebody animates; for one that has ended the coordination answers."""
    running = Animator.objects.filter(until=None).values("group_id")
    return scopes_of(LocalGroup.objects.filter(ended_on=None, pk__in=running))


def messages_for(user: User, now: datetime.datetime) -> QuerySet[Contribution]:
    """Messages and call-backs a person takes care of: animators those of their groups; the coordination its own, those
    about resources, and those of a group that nobody animates or that left them for seven days."""
    rows = Contribution.objects.of_kind(*MESSAGES)
    mine = Q(scope__in=scopes_of(animated_groups(user)))
    if not user.is_coordinator:
        return rows.filter(mine)
    late = Q(sent_at__lte=now - datetime.timedelta(days=LEAVE_TO_ANIMATORS_DAYS))
    left_alone = ~Q(scope__in=animated_scopes())
    return rows.filter(mine | ~Q(scope__startswith=GROUP_SCOPE) | left_alone | late)


def reports_for(user: User) -> QuerySet[Contribution]:
    """« Ce n'est plus vrai »: the coordination sees all, animators those about their groups."""
    rows = Contribution.objects.of_kind(REPORT)
    return rows if user.is_coordinator else rows.filter(scope__in=scopes_of(animated_groups(user)))


def proposals_for(user: User) -> QuerySet[Contribution]:
    rows = Contribution.objects.of_kind(PROPOSAL)
    return rows if user.is_coordinator else rows.none()


def _fetch(rows: QuerySet[Contribution], reference: str) -> Contribution:
    """Drafts are nobody's business yet."""
    found = rows.filter(reference=reference, sent_at__isnull=False).select_related("relay", "decided_by").first()
    if found is None:
        raise Http404
    return found


def fetch_message_for(user: User, reference: str, *, now: datetime.datetime) -> Contribution:
    """Errors: Http404 when it is not this person's to answer."""
    return _fetch(messages_for(user, now), reference)


def fetch_report_for(user: User, reference: str) -> Contribution:
    """Errors: Http404 when it is not this person's to look at."""
    return _fetch(reports_for(user), reference)


def fetch_proposal_for(user: User, reference: str) -> Contribution:
    """Errors: Http404 for anybody but the coordination."""
    return _fetch(proposals_for(user), reference)


def notes_for(user: User) -> QuerySet[FollowUp]:
    """The log: the coordination reads all of it, a delegate their own lines."""
    if user.is_coordinator:
        return FollowUp.objects.all()
    return FollowUp.objects.filter(by_id=user.pk, group__in=network_groups(user))


def fetch_note_for(user: User, note_id: int) -> FollowUp:
    """Errors: Http404 when the line is not this person's."""
    found = notes_for(user).select_related("group").filter(pk=note_id).first()
    if found is None:
        raise Http404
    return found


def fetch_change_for(user: User, change_id: int) -> StageChange:
    """Errors: Http404 for anybody but the coordination."""
    found = StageChange.objects.select_related("group").filter(pk=change_id).first()
    if found is None or not user.is_coordinator:
        raise Http404
    return found


def fetch_animator_for(user: User, animator_id: int) -> Animator:
    """A running mandate, to end it: the coordination any, a person their own. Errors: Http404."""
    rows = Animator.objects.filter(until=None).select_related("group", "user")
    if not user.is_coordinator:
        rows = rows.filter(user_id=user.pk)
    found = rows.filter(pk=animator_id).first()
    if found is None:
        raise Http404
    return found


def fetch_invitation_for(user: User, group: LocalGroup, invitation_id: int, *, now: datetime.datetime) -> Invitation:
    """An invitation to this group that is still open. Errors: Http404, also for anybody but the coordination."""
    open_here = Invitation.objects.pending(now).filter(scope=f"{GROUP_SCOPE}{group.pk}")
    found = open_here.filter(pk=invitation_id).first() if user.is_coordinator else None
    if found is None:
        raise Http404
    return found
