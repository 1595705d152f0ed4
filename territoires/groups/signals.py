"""Facts announced by groups. Each carries ids only."""

from django.dispatch import Signal

group_changed = Signal()
"""The public facts, the stage or the visibility of a group changed, or the group is new. Sent INSIDE the transaction,
so that whatever repeats these facts (points of the map, counts) changes with them. Arguments: group_id."""
