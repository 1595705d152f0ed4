"""Rows of local groups, one module per idea."""

from territoires.groups.models.groups import LocalGroup, LocalGroupQuerySet, Revision
from territoires.groups.models.people import Animator
from territoires.groups.models.stages import FollowUp, StageChange

__all__ = ["Animator", "FollowUp", "LocalGroup", "LocalGroupQuerySet", "Revision", "StageChange"]
