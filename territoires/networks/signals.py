"""Facts announced by networks. Each carries ids only."""

from django.dispatch import Signal

sponsor_changed = Signal()
"""The public facts of a sponsor changed, or the sponsor is new. Sent INSIDE the transaction, so that whatever repeats
these facts (points of the map, counts) changes with them. Arguments: sponsor_id."""
