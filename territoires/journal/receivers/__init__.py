"""Doors for facts from below, one module per idea. Importing this package wires them."""

from territoires.journal.receivers import accounts, groups, media, withdrawals

__all__ = ["accounts", "groups", "media", "withdrawals"]
