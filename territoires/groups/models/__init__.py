"""Rows of local groups, one module per idea."""

from territoires.groups.models.buddies import Buddy
from territoires.groups.models.cards import Card, JoinLink
from territoires.groups.models.groups import LocalGroup, LocalGroupQuerySet, Revision
from territoires.groups.models.life import Asking, MondayPause
from territoires.groups.models.people import Animator, HandOver, Member
from territoires.groups.models.stages import FollowUp, StageChange

__all__ = [
    "Animator", "Asking", "Buddy", "Card", "FollowUp", "HandOver", "JoinLink", "LocalGroup", "LocalGroupQuerySet",
    "Member", "MondayPause", "Revision", "StageChange",
]  # fmt: skip
