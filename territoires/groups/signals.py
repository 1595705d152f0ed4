"""Facts announced by groups. Each carries ids only."""

from django.dispatch import Signal

group_changed = Signal()
"""The public facts, the stage or the visibility of a group changed, or the group is new. Sent INSIDE the transaction,
so that whatever repeats these facts (points of the map, counts) changes with them. Arguments: group_id."""

member_left = Signal()
"""Somebody is no longer around the table. Sent INSIDE the transaction. What they wrote stays, as the group's words.
Arguments: group_id, member_id, forget_name (True when their name must go from what they wrote, now)."""

card_closed = Signal()
"""A card no longer opens anything: lost, replaced, too old, or its holder left. Sent INSIDE the transaction.
Arguments: group_id, card_ids."""
